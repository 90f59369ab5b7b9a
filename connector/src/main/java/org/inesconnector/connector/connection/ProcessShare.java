package org.inesconnector.connector.connection;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.CallShareTable.Entry;
import org.inesconnector.connector.connection.CallShareTable.Taken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's share of the calls: taken from the database when a call first needs it, kept while there are calls, made
 * greater or smaller as others come and go, and given back. A thread of its own does that, so that no call waits for the
 * database while the share lasts.
 */
final class ProcessShare implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessShare.class);

    private static final Duration LONGEST_LEASE = Duration.ofSeconds(10);
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    private static final int RENEWALS_IN_A_LEASE = 5;
    /** A part of the lease that is not made use of. */
    private static final int MARGIN = 10;
    /** A call that takes so long is noted: others are to know of it though this process may die. */
    private static final Duration LONG = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration BETWEEN_LOOKS_IN_NEED = Duration.ofMillis(50);
    private static final Duration IDLE = Duration.ofMillis(1500);
    private static final Duration COUNTED = Duration.ofSeconds(1);
    private static final int SECONDS_OF_A_TURN = 2;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final String process = UUID.randomUUID().toString();
    private final CallShareTable table;
    private final CallShare limits;
    private final Duration longestCall;
    private final Duration lease;
    private final LongSupplier nanos = new TimePassed(System::nanoTime, InstantSource.system());
    private final CallTurns turns;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().name("ines-call-share").daemon().unstarted(this::run);
    private volatile boolean stopping;
    /** Whether there is nothing that others could give back. */
    private volatile boolean hasAll;
    /** As the database has it; nothing while there are no calls. */
    private @Nullable Entry kept;
    /** What of it may be made use of. */
    private CallShare given = CallShare.NONE;
    private int peak;
    private long settledAt;
    private long lookedAt;
    private long usedAt;
    private boolean failing;

    /** @param longestCall after it no call is under way any more */
    ProcessShare(CallShareTable table, CallShare limits, Duration longestCall) {
        this.table = table;
        this.limits = limits;
        this.longestCall = longestCall;
        this.lease = lease(longestCall);
        this.turns = new CallTurns(nanos, this::wake);
    }

    /** As long as the longest call, so that none outlives it, but not so long that a dead process's share lies idle. */
    private static Duration lease(Duration longestCall) {
        if (longestCall.compareTo(LONGEST_LEASE) > 0) {
            return LONGEST_LEASE;
        }
        return longestCall.compareTo(SHORTEST_LEASE) < 0 ? SHORTEST_LEASE : longestCall;
    }

    ProcessShare start() {
        thread.start();
        return this;
    }

    CallTurns turns() {
        return turns;
    }

    private void wake() {
        if (!hasAll && woken.availablePermits() == 0) {
            woken.release();
        }
    }

    /** Never interrupted: H2 would close its file. */
    private void run() {
        while (!stopping) {
            rest();
            try {
                step();
                failing = false;
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void rest() {
        try {
            if (woken.tryAcquire(untilNextLook(), TimeUnit.NANOSECONDS)) {
                woken.drainPermits();
                LockSupport.parkNanos(lookedAt + BETWEEN_LOOKS_IN_NEED.toNanos() - nanos.getAsLong());
            }
        } catch (InterruptedException _) {
            // Looks a little earlier.
        }
    }

    private long untilNextLook() {
        return kept == null && !failing
                ? Long.MAX_VALUE
                : Math.max(1, lookedAt + BETWEEN_LOOKS.toNanos() - nanos.getAsLong());
    }

    private void step() {
        long now = nanos.getAsLong();
        lookedAt = now;
        var use = turns.takeUse();
        peak = Math.max(peak, use.peak());
        if (use.peak() > 0) {
            usedAt = now;
        }
        var entry = kept;
        if (entry == null) {
            if (use.peak() > 0) {
                settle();
            }
        } else if (now - usedAt > IDLE.toNanos()) {
            leave();
        } else if (isToBeSettled(entry, now)) {
            settle();
        }
    }

    private boolean isToBeSettled(Entry entry, long now) {
        boolean isDue = now - settledAt >= lease.dividedBy(RENEWALS_IN_A_LEASE).toNanos();
        boolean wantsMore = Math.min(peak, limits.atOnce()) > entry.wanted();
        return isDue || wantsMore || !entry.share().equals(given) || isOutdated(table.read());
    }

    private boolean isOutdated(Taken taken) {
        return taken.of(process).isEmpty() || !next(taken, kept).equals(given);
    }

    private void settle() {
        long before = nanos.getAsLong();
        var entry = table.write(this::settled, lease, longestCall);
        turns.setTo(given, before + lease.minus(lease.dividedBy(MARGIN)).toNanos());
        kept = entry;
        hasAll = given.equals(limits);
        settledAt = before;
        peak = 0;
    }

    /** A call of ours that is more than our share, or was begun within the last second, is still in others' way. */
    private Entry settled(Taken taken) {
        var entry = kept;
        int wanted = Math.clamp(entry == null ? peak : Math.max(peak, (entry.wanted() + 1) / 2), 1, limits.atOnce());
        var wish = new Entry(process, limits, wanted, CallShare.NONE, 0);
        given = next(taken, wish);
        var use = turns.lowerTo(given);
        return new Entry(process, limits, wanted, given.atLeast(use.share()), turns.underWayFor(LONG));
    }

    /** What is ours by right, as far as others do not have it yet. */
    private CallShare next(Taken taken, @Nullable Entry own) {
        var others = taken.alive().stream().filter(entry -> !entry.process().equals(process)).toList();
        var all = Stream.concat(others.stream(), Stream.ofNullable(own))
                .sorted(Comparator.comparing(Entry::process))
                .toList();
        var lowest = all.stream().map(Entry::limits).reduce(limits, CallShare::atMost);
        var shares = CallShares.of(
                lowest, all.stream().map(Entry::wanted).toList(), taken.seconds() / SECONDS_OF_A_TURN);
        var taking = others.stream().map(Entry::share).reduce(new CallShare(taken.lost(), 0), CallShare::and);
        return own == null ? CallShare.NONE : shares.get(all.indexOf(own)).atMost(lowest.without(taking));
    }

    /** Nothing is under way, and nothing has been for a while. */
    private void leave() {
        given = CallShare.NONE;
        hasAll = false;
        var use = turns.lowerTo(given);
        if (use.underWay() + use.waiting() > 0) {
            settle();
        } else {
            table.remove(process);
            kept = null;
        }
    }

    private void failed(RuntimeException e) {
        if (!failing) {
            LOG.warn("How many calls to INES this process may make could not be settled; it is tried again: {}",
                    e.getMessage());
        }
        failing = true;
    }

    @Override
    public void close() {
        turns.close();
        stopping = true;
        woken.release();
        try {
            thread.join(LONGEST_STOP);
            leaveForGood();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("The share is left to its lease", e);
        }
    }

    private void leaveForGood() {
        if (kept == null) {
            return;
        }
        var use = turns.lowerTo(CallShare.NONE);
        if (use.underWay() == 0 && use.begunLately() == 0) {
            table.remove(process);
        } else {
            var rest = new Entry(process, limits, 0, use.share(), use.underWay());
            table.write(_ -> rest, COUNTED, longestCall);
        }
    }
}
