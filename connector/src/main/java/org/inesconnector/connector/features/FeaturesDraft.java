package org.inesconnector.connector.features;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.direct.DirectPushSettings;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.SyncSettings;

/**
 * The features as somebody is choosing them: texts by the names of the settings.
 */
public record FeaturesDraft(Map<String, String> values) {

    public static final String FULL = "connector.full-synchronisation";
    public static final String ZONE = "connector.time-zone";
    public static final String LANGUAGE = "connector.lead-language";
    public static final String AT_ONCE = "ines.calls-at-once";
    public static final String PER_SECOND = "ines.calls-per-second";
    public static final String TAG = "connector.push-tag";
    public static final String POINTS = "connector.push-rules.points";
    public static final String SEGMENTS = "connector.push-rules.segments";
    public static final String FORMS = "connector.push-rules.forms";

    public static final List<String> NAMES = List.of(
            FULL, ZONE, LANGUAGE, AT_ONCE, PER_SECOND, TAG, POINTS, SEGMENTS, FORMS);

    /** In which leads can be written. */
    public static final List<String> LANGUAGES = List.of("fr", "en");

    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_PER_SECOND = 1000;
    private static final Set<String> LISTS = Set.of(POINTS, SEGMENTS, FORMS);

    public FeaturesDraft {
        values = Map.copyOf(values);
    }

    /** What is in force. */
    public static FeaturesDraft of(
            SyncSettings sync, InesConnectionSettings ines, DirectPushSettings push) {
        return new FeaturesDraft(Map.of(
                FULL, Boolean.toString(sync.fullSynchronisation()),
                ZONE, sync.timeZone().getId(),
                LANGUAGE, sync.leadLanguage().getLanguage(),
                AT_ONCE, Integer.toString(ines.callsAtOnce()),
                PER_SECOND, Integer.toString(ines.callsPerSecond()),
                TAG, push.pushTag(),
                POINTS, joined(push.pushRules().points()),
                SEGMENTS, joined(push.pushRules().segments()),
                FORMS, joined(push.pushRules().forms())));
    }

    private static String joined(Collection<? extends Number> numbers) {
        return numbers.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    /** What is not typed stays as it is. */
    public FeaturesDraft with(Map<String, String> typed) {
        var all = new TreeMap<>(values);
        typed.forEach((name, value) -> all.computeIfPresent(name, (_, _) -> value.strip()));
        return new FeaturesDraft(all);
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean isFull() {
        return value(FULL).equals("true");
    }

    public List<FieldProblem> problems() {
        return Stream.of(
                problem(ZONE, zone().isPresent(), Message.of("features.bad-zone", value(ZONE))),
                problem(LANGUAGE, LANGUAGES.contains(value(LANGUAGE)), Message.of("features.bad-language")),
                limit(AT_ONCE, MOST_AT_ONCE),
                limit(PER_SECOND, MOST_PER_SECOND),
                problem(
                        TAG, DirectPushSettings.isTag(value(TAG)),
                        Message.of("direct.bad-tag", value(TAG))),
                numbers(POINTS, "features.bad-points", Integer.MAX_VALUE),
                numbers(SEGMENTS, "features.bad-ids", Long.MAX_VALUE),
                numbers(FORMS, "features.bad-ids", Long.MAX_VALUE))
                .flatMap(Optional::stream)
                .toList();
    }

    public Optional<ZoneId> zone() {
        try {
            return Optional.of(ZoneId.of(value(ZONE)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    public Locale language() {
        return Locale.of(value(LANGUAGE));
    }

    private static Optional<FieldProblem> problem(String name, boolean isGood, Message otherwise) {
        return isGood ? Optional.empty() : Optional.of(new FieldProblem(name, otherwise));
    }

    private Optional<FieldProblem> limit(String name, int most) {
        return problem(name, isNumber(value(name), most), Message.of("features.bad-limit", most));
    }

    private Optional<FieldProblem> numbers(String name, String otherwise, long most) {
        var wrong = parts(name).filter(part -> !isNumber(part, most)).findFirst();
        return wrong.map(part -> new FieldProblem(name, Message.of(otherwise, part)));
    }

    private Stream<String> parts(String name) {
        return Stream.of(value(name).split("[,;\\s]+")).filter(Predicate.not(String::isEmpty));
    }

    private static boolean isNumber(String text, long most) {
        return text.matches("0*[1-9][0-9]{0,17}") && Long.parseLong(text) <= most;
    }

    /** What is to be saved, where there are no {@link #problems}. */
    public Map<String, Optional<String>> changes() {
        return values.keySet()
                .stream()
                .collect(Collectors.toMap(name -> name, name -> Optional.of(written(name))));
    }

    /** Likewise, but for what is as it was. */
    public Map<String, Optional<String>> changesFrom(FeaturesDraft before) {
        return changes().entrySet()
                .stream()
                .filter(change -> !value(change.getKey()).equals(before.value(change.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String written(String name) {
        return LISTS.contains(name)
                ? parts(name).map(Long::valueOf)
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(","))
                : value(name);
    }
}
