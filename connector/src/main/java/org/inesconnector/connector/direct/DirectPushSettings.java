package org.inesconnector.connector.direct;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.inesconnector.connector.messages.Message;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What asks for a contact at once.
 *
 * @param pushTag whoever has this tag in Mautic is pushed, and the tag taken away; empty: no tag does
 * @param pushInterval how often contacts with the tag are looked for where nothing tells of a change
 */
@ConfigurationProperties("connector")
public record DirectPushSettings(
        @DefaultValue("ines") String pushTag,
        @DefaultValue("30s") Duration pushInterval,
        @DefaultValue PushRules pushRules) {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** What Mautic keeps as it is, and neither takes for a removal nor shortens. */
    private static final Pattern TAG = Pattern.compile("([\\p{L}\\p{N}_][\\p{L}\\p{N} _.-]{0,190})?");

    /** @throws UnusablePushSettings where they make no sense */
    public DirectPushSettings {
        pushTag = pushTag.strip();
        var problems = new ArrayList<Message>();
        if (!isTag(pushTag)) {
            problems.add(Message.of("direct.bad-tag", pushTag));
        }
        if (pushInterval.compareTo(SHORTEST) < 0) {
            problems.add(Message.of("direct.short-interval"));
        }
        problems.addAll(pushRules.problems());
        if (!problems.isEmpty()) {
            throw new UnusablePushSettings(problems);
        }
    }

    /** Whether Mautic keeps it as it is; nothing stands for no tag. */
    public static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /**
     * @param points a contact that reaches so many is pushed, each time it does
     * @param segments a contact that joins one of these is pushed
     * @param forms whoever sends one of these is pushed, each time
     */
    public record PushRules(
            @DefaultValue Set<Integer> points, @DefaultValue Set<Long> segments, @DefaultValue Set<Long> forms) {

        public PushRules {
            points = sorted(points);
            segments = sorted(segments);
            forms = sorted(forms);
        }

        private static <N extends Comparable<N>> Set<N> sorted(Set<N> numbers) {
            return Collections.unmodifiableSortedSet(new TreeSet<>(numbers));
        }

        private List<Message> problems() {
            var problems = new ArrayList<Message>();
            points.stream()
                    .filter(number -> number < 1)
                    .forEach(number -> problems.add(Message.of("direct.bad-points", number)));
            segments.stream()
                    .filter(id -> id < 1)
                    .forEach(id -> problems.add(Message.of("direct.bad-id", "segments", id)));
            forms.stream().filter(id -> id < 1).forEach(id -> problems.add(Message.of("direct.bad-id", "forms", id)));
            return problems;
        }
    }
}
