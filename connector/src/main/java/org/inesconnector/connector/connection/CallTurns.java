package org.inesconnector.connector.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The turns of this process's calls under its share. Urgent calls go first, so that one waits for a single call to end,
 * and not for those that came before it, nor until the others' second is over; but while other calls wait, every fourth turn
 * is theirs.
 */
final class CallTurns {

    private static final int URGENT_IN_A_ROW = 3;

    private final LongSupplier nanoTime;
    private final Runnable told;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting> urgent = new ArrayDeque<>();
    private final Deque<Waiting> others = new ArrayDeque<>();
    private final Set<Turn> underWay = new LinkedHashSet<>();
    private final CallPace pace;
    private CallShare share = CallShare.NONE;
    private long usableUntil;
    private int urgentInARow;
    private int peak;
    private boolean closed;

    /** @param told when a call waits, or ends that was more than the share; must not block */
    CallTurns(LongSupplier nanoTime, Runnable told) {
        this.nanoTime = nanoTime;
        this.told = told;
        this.pace = new CallPace(nanoTime.getAsLong());
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
                if (queue.remove(waiting)) {
                    tellTheFirst();
                }
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
            long _ = waiting.called.awaitNanos(Math.min(left, untilMayBegin(waiting)));
            handOut();
            left = giveUpAt - nanoTime.getAsLong();
        }
        return waiting.turn;
    }

    private void giveBack(@Nullable Turn turn) {
        if (turn != null) {
            underWay.remove(turn);
            handOut();
            tellTheFirst();
        }
    }

    /** Where only calls that were begun before are in the way nobody tells when that is over; the first of a queue looks. */
    private long untilMayBegin(Waiting waiting) {
        long now = nanoTime.getAsLong();
        long until = 0;
        if (waiting == urgent.peekFirst()) {
            until = pace.untilUrgent(now);
        } else if (waiting == others.peekFirst()) {
            until = pace.untilOthers(now);
        }
        return until > 0 ? until : Long.MAX_VALUE;
    }

    private void handOut() {
        long now = nanoTime.getAsLong();
        boolean any = false;
        for (var next = next(now); next != null; next = next(now)) {
            var turn = new Turn(now);
            next.turn = turn;
            underWay.add(turn);
            pace.begin(now);
            next.called.signal();
            any = true;
        }
        if (any) {
            tellTheFirst();
        }
    }

    /** That what is in their way may be another thing now. */
    private void tellTheFirst() {
        Stream.of(urgent, others)
                .flatMap(queue -> Stream.ofNullable(queue.peekFirst()))
                .forEach(first -> first.called.signal());
    }

    private @Nullable Waiting next(long now) {
        boolean mayBegin = usableUntil - now > 0 && underWay.size() < share.atOnce() && pace.allowsUrgent(now);
        if (!mayBegin) {
            return null;
        }
        boolean isTheirTurn = !urgent.isEmpty() && urgentInARow >= URGENT_IN_A_ROW;
        boolean othersMayBegin = !others.isEmpty() && (isTheirTurn || pace.allowsOthers(now));
        boolean isUrgent = !urgent.isEmpty() && !(othersMayBegin && isTheirTurn);
        if (isUrgent) {
            urgentInARow = others.isEmpty() ? 0 : urgentInARow + 1;
            return urgent.remove();
        }
        urgentInARow = 0;
        return othersMayBegin ? others.remove() : null;
    }

    private void end(Turn turn) {
        lock.lock();
        try {
            boolean wasMore = underWay.size() > share.atOnce();
            underWay.remove(turn);
            handOut();
            tellTheFirst();
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
            give(share.atMost(most));
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
            give(given);
            usableUntil = until;
            handOut();
            tellTheFirst();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #use}; the peak begins anew. */
    Use takeUse() {
        lock.lock();
        try {
            var use = use();
            peak = demand();
            return use;
        } finally {
            lock.unlock();
        }
    }

    private Use use() {
        return new Use(underWay.size(), demand() - underWay.size(), pace.lately(nanoTime.getAsLong()),
                Math.max(peak, demand()));
    }

    private void give(CallShare given) {
        share = given;
        pace.limitTo(given.perSecond(), nanoTime.getAsLong());
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
            give(CallShare.NONE);
            urgent.forEach(waiting -> waiting.called.signal());
            others.forEach(waiting -> waiting.called.signal());
        } finally {
            lock.unlock();
        }
    }
}
