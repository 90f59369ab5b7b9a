package org.inesconnector.connector.connection;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A process's nanoseconds that go on while its machine sleeps: those of Java may stand still then, and a lease would seem to
 * last that is over for all others.
 */
final class TimePassed implements LongSupplier {

    /** More than clocks are corrected by at a time, and less than the part of a lease that is not made use of. */
    private static final long NOTICED = Duration.ofMillis(50).toNanos();
    /** Whoever is held up for longer between two looks at the clocks cannot compare them. */
    private static final long A_GLANCE = Duration.ofMillis(5).toNanos();

    private final LongSupplier nanos;
    private final InstantSource clock;
    /** How far the machine's clock was before the nanoseconds. */
    private long ahead;
    private long slept;

    TimePassed(LongSupplier nanos, InstantSource clock) {
        this.nanos = nanos;
        this.clock = clock;
        this.ahead = clockNow() - nanos.getAsLong();
    }

    /** A clock that is set forward counts too: then a lease ends early, which does no harm. */
    @Override
    public synchronized long getAsLong() {
        long before = nanos.getAsLong();
        long gained = clockNow() - before - ahead;
        long now = nanos.getAsLong();
        if (now - before < A_GLANCE && (gained > NOTICED || gained < 0)) {
            ahead += gained;
            slept += Math.max(0, gained);
        }
        return now + slept;
    }

    private long clockNow() {
        var instant = clock.instant();
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
