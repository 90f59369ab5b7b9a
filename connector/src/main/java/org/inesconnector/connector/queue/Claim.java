package org.inesconnector.connector.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which rows a process asks for.
 *
 * @param highestPriority 0 with the urgent rows, 1 without them
 * @param lowestPriority 0 for the urgent rows only
 * @param due rows that are to be tried again at this moment or before
 * @param besides how many more, of the same companies
 * @param attemptedBefore leaves out those that were tried at this moment or later
 * @param byTurns those first that wait longest for a try: whoever does not wait until a row is due would else take the same
 *     ones first each time
 */
record Claim(
        int limit,
        int besides,
        int highestPriority,
        int lowestPriority,
        Instant due,
        Instant attemptedBefore,
        Optional<Action> action,
        boolean byTurns,
        boolean all) {

    private static final Duration LONG = Duration.ofDays(10_000);

    static Claim urgent(int limit, Instant now) {
        return new Claim(limit, 0, 0, 0, now, now.plus(LONG), Optional.empty(), false, true);
    }

    static Claim bulk(int limit, Instant now) {
        return new Claim(limit, 0, 1, 1, now, now.plus(LONG), Optional.empty(), false, true);
    }

    /** What waits, due or not, and was not tried since a moment. */
    static Claim notTriedSince(Instant moment, int limit, Action action) {
        return new Claim(limit, 0, 0, 1, moment.plus(LONG), moment, Optional.of(action), true, true);
    }

    /** With so many more at most, of companies of which there is one among the others. */
    Claim besides(int more) {
        return new Claim(limit, more, highestPriority, lowestPriority, due, attemptedBefore, action, byTurns, all);
    }

    /** Without full synchronisation. */
    Claim onlyWhatIsAskedFor() {
        return new Claim(limit, besides, highestPriority, lowestPriority, due, attemptedBefore, action, byTurns, false);
    }

    /** Whether to ask again at once after so many rows: what nobody waits for may gather, so that it is not taken one by one. */
    boolean mayHaveLeftMore(int rows) {
        return lowestPriority == 0 ? rows > 0 : rows >= limit;
    }

    /** One only, and not the one that was tried last. */
    Claim oneCarefully() {
        return new Claim(1, 0, highestPriority, lowestPriority, due, attemptedBefore, action, true, all);
    }
}
