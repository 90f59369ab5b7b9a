package org.inesconnector.connector.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is to be told what: of trouble that has lasted, once over each channel; of its end, likewise, whoever was told of it.
 * What was not delivered is due again with the next look.
 */
final class AlertRule {

    /** Nobody waits for a mail server to be told in a chat, whose answer comes soon or not at all. */
    private static final Comparator<Due> CHATS_FIRST = Comparator.comparing(Due::channel, Comparator.reverseOrder());

    private AlertRule() {}

    /**
     * @param courses to be kept before anything is sent
     * @param due to be sent, each kept when it was
     */
    record Step(List<Course> courses, List<Due> due) {

        Step {
            courses = List.copyOf(courses);
            due = List.copyOf(due);
        }
    }

    /**
     * @param before as they were kept
     * @param seen how conditions are now; one that is not in it cannot be seen, and stays as it is
     * @param channels those that there are
     * @param after so long something must be seen before it counts
     */
    static Step next(
            List<Course> before,
            Map<Condition, Seen> seen,
            Set<Channel> channels,
            Duration after,
            Instant now) {
        var known = before.stream().collect(Collectors.toMap(Course::condition, Function.identity()));
        var courses = Arrays.stream(Condition.values())
                .flatMap(one -> next(
                        one, Optional.ofNullable(known.get(one)), Optional.ofNullable(seen.get(one)), after, now)
                        .stream())
                .map(course -> course.toldOver(channels))
                .filter(course -> !course.isNothing())
                .toList();
        return new Step(
                courses,
                courses.stream().flatMap(course -> due(course, channels)).sorted(CHATS_FIRST).toList());
    }

    private static Optional<Course> next(
            Condition condition, Optional<Course> known, Optional<Seen> seen, Duration after, Instant now) {
        if (seen.isEmpty()) {
            return known;
        }
        var before = known.or(() -> seen.get() instanceof Seen.Holds holds
                ? Optional.of(Course.begin(condition, holds, now))
                : Optional.empty());
        return before.map(course -> course.next(seen.get(), after, now));
    }

    /** While the contrary is seen nothing is due: it may last, and the message would be late. */
    private static Stream<Due> due(Course course, Set<Channel> channels) {
        return channels.stream()
                .filter(_ -> course.turned().isEmpty())
                .filter(channel -> course.isTrouble() != course.told().contains(channel))
                .map(channel -> course.isTrouble()
                        ? new Due.Trouble(channel, course)
                        : new Due.Over(channel, course));
    }
}
