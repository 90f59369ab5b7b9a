package org.inesconnector.connector.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The turns of this process's calls under its share. Urgent calls go first, so that one waits for a single call to end,
 * and not for those that came before it; but while other calls wait, every fourth turn is theirs.
 */
final class CallTurns {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final int URGENT_IN_A_ROW = 3;

    private final LongSupplier nanoTime;
    private final Runnable told;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting> urgent = new ArrayDeque<>();
    private final Deque<Waiting> others = new ArrayDeque<>();
    private final Set<Turn> underWay = new LinkedHashSet<>();
    /** When the calls of the last second began. */
    private final Deque<Long> begun = new ArrayDeque<>();
    private CallShare share = CallShare.NONE;
    private long usableUntil;
    private int urgentInARow;
    private int peak;
    private boolean closed;

    /** @param told when a call waits, or ends that was more than the share; must not block */
    CallTurns(LongSupplier nanoTime, Runnable told) {
        this.nanoTime = nanoTime;
        this.told = told;
    }

    /** A call that is under way, until it is closed. */
    final class Turn implements AutoCloseable {

        private final long begunAt;

        private Turn(long begunAt) {
            this.begunAt = begunAt;
        }

        @Override
        public void close() {
            end(this);
        }
    }

    private static final class Waiting {

        private final Condition called;
        private @Nullable Turn turn;

        private Waiting(Condition called) {
            this.called = called;
        }
    }

    /**
     * What is made of the share.
     *
     * @param begunLately calls that were begun within the last second
     * @param peak the most that were under way or waited since the last time
     */
    record Use(int underWay, int waiting, int begunLately, int peak) {

        boolean isNone() {
            return peak == 0;
        }

        CallShare share() {
            return new CallShare(underWay, begunLately);
        }
    }

    /** Waits for a turn; nothing where there was none in time. */
    Optional<Turn> take(boolean urgently, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var waiting = new Waiting(lock.newCondition());
            var queue = urgently ? urgent : others;
            queue.add(waiting);
            peak = Math.max(peak, demand());
            try {
                return Optional.ofNullable(await(waiting, nanoTime.getAsLong() + patience.toNanos()));
            } catch (InterruptedException e) {
                giveBack(waiting.turn);
                throw e;
            } finally {
                queue.remove(waiting);
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Turn await(Waiting waiting, long giveUpAt) throws InterruptedException {
        handOut();
        long left = giveUpAt - nanoTime.getAsLong();
        while (waiting.turn == null && left > 0 && !closed) {
            told.run();
            long _ = waiting.called.awaitNanos(Math.min(left, untilOneMayBegin()));
            handOut();
            left = giveUpAt - nanoTime.getAsLong();
        }
        return waiting.turn;
    }

    private void giveBack(@Nullable Turn turn) {
        if (turn != null) {
            underWay.remove(turn);
            handOut();
        }
    }

    /** Where only the calls of the last second are in the way nobody tells when that is over. */
    private long untilOneMayBegin() {
        var oldest = begun.peekFirst();
        return oldest == null || share.perSecond() == 0
                ? Long.MAX_VALUE
                : Math.max(1, oldest + SECOND - nanoTime.getAsLong());
    }

    private void handOut() {
        long now = nanoTime.getAsLong();
        forgetBefore(now - SECOND);
        while (mayBegin(now) && demand() > underWay.size()) {
            var next = next();
            var turn = new Turn(now);
            next.turn = turn;
            underWay.add(turn);
            begun.add(now);
            next.called.signal();
        }
    }

    private boolean mayBegin(long now) {
        return usableUntil - now > 0
                && underWay.size() < share.atOnce()
                && begun.size() < share.perSecond();
    }

    private Waiting next() {
        boolean isUrgent = others.isEmpty() || (!urgent.isEmpty() && urgentInARow < URGENT_IN_A_ROW);
        urgentInARow = isUrgent && !others.isEmpty() ? urgentInARow + 1 : 0;
        return isUrgent ? urgent.remove() : others.remove();
    }

    private void forgetBefore(long moment) {
        while (!begun.isEmpty() && begun.getFirst() - moment <= 0) {
            begun.removeFirst();
        }
    }

    private void end(Turn turn) {
        lock.lock();
        try {
            boolean wasMore = underWay.size() > share.atOnce();
            underWay.remove(turn);
            handOut();
            if (wasMore) {
                told.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on no more than this is begun; what is under way ends. */
    Use lowerTo(CallShare most) {
        lock.lock();
        try {
            share = share.atMost(most);
            forgetBefore(nanoTime.getAsLong() - SECOND);
            return use();
        } finally {
            lock.unlock();
        }
    }

    /** @param until when it may not be used any more, in the nanoseconds of this process */
    void setTo(CallShare given, long until) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            share = given;
            usableUntil = until;
            handOut();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #use}; the peak begins anew. */
    Use takeUse() {
        lock.lock();
        try {
            forgetBefore(nanoTime.getAsLong() - SECOND);
            var use = use();
            peak = demand();
            return use;
        } finally {
            lock.unlock();
        }
    }

    private Use use() {
        return new Use(underWay.size(), demand() - underWay.size(), begun.size(), Math.max(peak, demand()));
    }

    private int demand() {
        return underWay.size() + urgent.size() + others.size();
    }

    /** How many calls have been under way for so long. */
    int underWayFor(Duration time) {
        lock.lock();
        try {
            long since = nanoTime.getAsLong() - time.toNanos();
            return (int) underWay.stream().filter(turn -> turn.begunAt - since <= 0).count();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any more; what is under way ends. */
    void close() {
        lock.lock();
        try {
            closed = true;
            share = CallShare.NONE;
            urgent.forEach(waiting -> waiting.called.signal());
            others.forEach(waiting -> waiting.called.signal());
        } finally {
            lock.unlock();
        }
    }
}
