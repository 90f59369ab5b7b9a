package org.inesconnector.connector.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.inesconnector.connector.messages.Message;

/**
 * What has been seen of a condition until now, and who was told.
 *
 * @param isTrouble whether it counts as trouble: only what has lasted changes that
 * @param since when the trouble began
 * @param turned since when each look has seen the contrary of what counts
 * @param ended when the last trouble ended
 * @param lookedAt when it was last seen
 * @param told the channels that were last told of trouble, and not of its end
 */
record Course(
        Condition condition,
        boolean isTrouble,
        Instant since,
        Message why,
        Optional<Instant> turned,
        Optional<Instant> ended,
        Instant lookedAt,
        Set<Channel> told) {

    /** What nobody has looked at for longer was not seen to last. */
    private static final Duration LONGEST_WITHOUT_A_LOOK = Duration.ofMinutes(5);

    Course {
        told = Set.copyOf(told);
    }

    static Course begin(Condition condition, Seen.Holds seen, Instant now) {
        return new Course(
                condition, false, seen.since(), seen.why(), Optional.empty(), Optional.empty(), now, Set.of());
    }

    /** @param after so long something must be seen without a break before it counts */
    Course next(Seen seen, Duration after, Instant now) {
        var reason = seen instanceof Seen.Holds(var _, var given) ? given : why;
        if (seen instanceof Seen.Holds == isTrouble) {
            return new Course(condition, isTrouble, since, reason, Optional.empty(), ended, now, told);
        }
        var seenSince = turned.filter(_ -> !lookedAt.plus(LONGEST_WITHOUT_A_LOOK).isBefore(now)).orElse(now);
        var begun = seen instanceof Seen.Holds(var given, var _) && turned.isEmpty() && told.isEmpty() ? given : since;
        if (seenSince.plus(after).isAfter(now)) {
            return new Course(condition, isTrouble, begun, reason, Optional.of(seenSince), ended, now, told);
        }
        return new Course(
                condition, !isTrouble, begun, reason, Optional.empty(),
                isTrouble ? Optional.of(seenSince) : Optional.empty(), now, told);
    }

    /** Whether nothing is known of it that is not so at the beginning. */
    boolean isNothing() {
        return !isTrouble && turned.isEmpty() && told.isEmpty();
    }

    /** Whom nobody can tell any more is not told of its end. */
    Course toldOver(Set<Channel> channels) {
        var left = told.stream().filter(channels::contains).collect(Collectors.toSet());
        return new Course(condition, isTrouble, since, why, turned, ended, lookedAt, left);
    }
}
