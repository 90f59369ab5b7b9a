package org.inesconnector.connector.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that the machine's clock is set back. All that was to be done later would stand still for so long, recurring work
 * with it, and nobody would be told: so it is done now.
 */
final class ClockWatch {

    /** No wait of ours is longer. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(20);

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration GLANCE = Duration.ofSeconds(2);
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final DueTimes dueTimes;
    private final Runnable wakeUp;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Instant seen;
    private long seenAt;
    /** What is due later is brought forward. */
    private Instant latest;

    ClockWatch(InstantSource clock, LongSupplier nanos, DueTimes dueTimes, Runnable wakeUp) {
        this.clock = clock;
        this.nanos = nanos;
        this.dueTimes = dueTimes;
        this.wakeUp = wakeUp;
        this.seen = clock.instant();
        this.seenAt = nanos.getAsLong();
        this.latest = seen.plus(LONGEST_WAIT);
    }

    /**
     * The clock may have been set back while nothing ran.
     *
     * @param wakeUp what waits within this process until a time that the clock has lost
     */
    static ClockWatch start(InstantSource clock, DueTimes dueTimes, Runnable wakeUp) {
        var watch = new ClockWatch(clock, System::nanoTime, dueTimes, wakeUp);
        Thread.ofVirtual().name("clock-watch").start(watch::run);
        return watch;
    }

    /** Not by an interrupt, which would close H2's file under what is being written. */
    void stop() {
        stopped.countDown();
    }

    private void run() {
        boolean isDone = bringForward();
        try {
            while (!stopped.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (isSetBack() || !isDone) {
                    isDone = bringForward();
                }
            }
        } catch (InterruptedException _) {
            // The process ends.
        }
    }

    /** Since it was looked at last. */
    boolean isSetBack() {
        long before = nanos.getAsLong();
        var now = clock.instant();
        long at = nanos.getAsLong();
        if (at - before > GLANCE.toNanos()) {
            // It was held up between the two: the next time will tell.
            return false;
        }
        var expected = seen.plusNanos(at - seenAt);
        seen = now;
        seenAt = at;
        if (!now.isBefore(expected.minus(TOLERANCE))) {
            return false;
        }
        LOG.warn("The clock was set back by {}: pending work is made due now",
                Duration.between(now, expected));
        latest = now;
        return true;
    }

    private boolean bringForward() {
        try {
            dueTimes.bringForward(latest, clock.instant());
            wakeUp.run();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("Pending work could not be made due after the clock change; retrying: {}", e.toString());
            return false;
        }
    }
}
