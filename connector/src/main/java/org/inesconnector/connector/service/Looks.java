package org.inesconnector.connector.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;

/**
 * When to look for changes because something told of them: at once, and again when what could not be seen then can be.
 * However much tells of changes, looks are some time apart.
 */
final class Looks {

    private static final Duration APART = Duration.ofMillis(250);

    private static final Duration SOON = Duration.ofMillis(50);

    /** So often at most the time until the next try is doubled. */
    private static final int DOUBLED = 5;

    private final InstantSource clock;
    private final List<Duration> again;
    private final TreeSet<Instant> due = new TreeSet<>();
    private Instant last = Instant.EPOCH;
    private int tries;

    Looks(InstantSource clock, List<Duration> again) {
        this.clock = clock;
        this.again = List.copyOf(again);
    }

    synchronized void want() {
        var now = clock.instant();
        var soonest = last.plus(APART);
        wantBetween(Instant.EPOCH, soonest.isAfter(now) ? soonest : now);
        again.forEach(wait -> wantBetween(now.plus(wait), now.plus(wait).plus(APART)));
        notifyAll();
    }

    /** The look that was due could not be begun: it is tried again soon, and less soon each time. */
    synchronized void wantSoon() {
        wantBetween(Instant.EPOCH, clock.instant().plus(SOON.multipliedBy(1L << Math.min(tries++, DOUBLED))));
    }

    synchronized void begun() {
        tries = 0;
    }

    /** Unless one is due between these moments anyway. */
    private void wantBetween(Instant from, Instant to) {
        var next = due.ceiling(from);
        if (next == null || next.isAfter(to)) {
            due.add(to);
        }
    }

    synchronized boolean isDue() {
        return !due.isEmpty() && !due.first().isAfter(clock.instant());
    }

    /** Waits until a look is due: then all that were wanted so far are this one. */
    synchronized void await() throws InterruptedException {
        while (!isDue()) {
            wait(due.isEmpty() ? 0 : Math.max(1, Duration.between(clock.instant(), due.first()).toMillis()));
        }
        last = clock.instant();
        due.headSet(last, true).clear();
    }
}
