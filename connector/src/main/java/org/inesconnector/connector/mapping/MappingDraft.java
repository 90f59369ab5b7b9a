package org.inesconnector.connector.mapping;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.MappingSettings.FieldSetting;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;

/**
 * A mapping as somebody is making it: it may be incomplete, or wrong.
 *
 * @param fields by path, such as {@code contact.LastName}
 */
public record MappingDraft(
        String contactReference, String clientReference, String stopSync, SortedMap<String, Field> fields) {

    private static final String PREFIX = "mapping.";

    /** So long a setting's name may be where it is kept. */
    private static final int LONGEST_NAME = 200;

    public MappingDraft {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /**
     * @param source the Mautic field, as in a file; empty where none is chosen
     * @param values INES's value for each of Mautic's where the two differ; empty where none is to be sent
     */
    public record Field(String source, FieldRule rule, WhenEmptied whenEmptied, SortedMap<String, String> values) {

        public static final Field NONE = new Field("", FieldRule.ALWAYS, WhenEmptied.KEEP, new TreeMap<>());

        public Field {
            source = source.strip();
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }

        public boolean isMapped() {
            return !source.isEmpty();
        }

        private static Field of(FieldSetting setting) {
            var source = setting.field();
            return new Field(
                    source == null ? "" : source, setting.rule(), setting.whenEmptied(),
                    new TreeMap<>(setting.values()));
        }

        private FieldSetting setting() {
            return new FieldSetting(source, rule, whenEmptied, values);
        }
    }

    public static MappingDraft of(MappingSettings settings) {
        var fields = new TreeMap<String, Field>();
        settings.contact().forEach((key, setting) -> fields.put("contact." + key, Field.of(setting)));
        settings.client().forEach((key, setting) -> fields.put("client." + key, Field.of(setting)));
        return new MappingDraft(
                settings.contactReference(), settings.clientReference(), settings.stopSync(), fields);
    }

    public Field field(String path) {
        return fields.getOrDefault(path, Field.NONE);
    }

    public MappingDraft with(String path, Field field) {
        var changed = new TreeMap<>(fields);
        changed.put(path, field);
        return new MappingDraft(contactReference, clientReference, stopSync, changed);
    }

    /** With these Mautic fields chosen; their rules stay, values that were those of another field do not. */
    public MappingDraft with(Map<InesTarget, MauticSource> chosen) {
        var changed = new TreeMap<>(fields);
        chosen.forEach((target, source) -> {
            var before = field(target.path());
            var text = source.text(target.concept());
            changed.put(target.path(), new Field(
                    text, before.rule(), before.whenEmptied(),
                    text.equals(before.source()) ? before.values() : new TreeMap<>()));
        });
        return new MappingDraft(contactReference, clientReference, stopSync, changed);
    }

    /** With the values of these fields that say the same in other letters, where nothing else is said of them. */
    public MappingDraft withSuggestedValues(Schema schema, Predicate<String> paths) {
        var changed = new TreeMap<>(fields);
        schema.targets().filter(target -> paths.test(target.path())).forEach(target -> {
            var field = field(target.path());
            MauticSource.find(field.source(), target.concept()).flatMap(schema::field).ifPresent(mautic -> {
                var values = new TreeMap<>(new ListValues(schema.entries(target)).suggestions(mautic.choices()));
                values.putAll(field.values());
                changed.put(target.path(), new Field(field.source(), field.rule(), field.whenEmptied(), values));
            });
        });
        return new MappingDraft(contactReference, clientReference, stopSync, changed);
    }

    /** What is to be saved, where these settings are stored. */
    public Map<String, Optional<String>> changes(Collection<String> stored) {
        var changes = new HashMap<String, Optional<String>>();
        stored.stream().filter(name -> name.startsWith(PREFIX)).forEach(name -> changes.put(name, Optional.empty()));
        properties().forEach((name, value) -> changes.put(name, Optional.of(value)));
        return changes;
    }

    public MappingSettings settings() {
        return new MappingSettings(
                contactReference, clientReference, stopSync, settings(Concept.CONTACT), settings(Concept.CLIENT));
    }

    private Map<String, FieldSetting> settings(Concept concept) {
        var prefix = concept.word() + ".";
        var settings = new HashMap<String, FieldSetting>();
        mapped().filter(path -> path.startsWith(prefix))
                .forEach(path -> settings.put(path.substring(prefix.length()), field(path).setting()));
        return settings;
    }

    private Stream<String> mapped() {
        return fields.entrySet().stream().filter(field -> field.getValue().isMapped()).map(Map.Entry::getKey);
    }

    /** Everything that is wrong with it. */
    public List<FieldProblem> problems(Schema schema) {
        var unwritable = mapped().flatMap(path -> field(path).values()
                .keySet()
                .stream()
                .filter(value -> !isWritable(path, value))
                .map(value -> new FieldProblem(path, Message.of("mapping.value-name", value))));
        return Stream.concat(MappingReader.problems(settings(), schema).stream(), unwritable).toList();
    }

    /** The value is part of a setting's name. */
    private static boolean isWritable(String path, String value) {
        int open = 0;
        for (int i = 0; i < value.length() && open >= 0; i++) {
            open += switch (value.charAt(i)) {
                case '[' -> 1;
                case ']' -> -1;
                default -> 0;
            };
        }
        return open == 0 && !value.isBlank() && valueName(PREFIX + path, value).length() <= LONGEST_NAME;
    }

    private static String valueName(String name, String value) {
        return name + ".values[" + value + "]";
    }

    /** As in a file; what is as it would be without a word about it is left out. */
    public SortedMap<String, String> properties() {
        var properties = new TreeMap<String, String>();
        putUnless("id_contact_ines", PREFIX + "contact-reference", contactReference, properties);
        putUnless("id_client_ines", PREFIX + "client-reference", clientReference, properties);
        putUnless(MappingSettings.STOP_SYNC, PREFIX + "stop-sync", stopSync, properties);
        mapped().forEach(path -> put(PREFIX + path, field(path), properties));
        return properties;
    }

    private static void put(String name, Field field, Map<String, String> properties) {
        properties.put(name + ".field", field.source());
        putUnless("always", name + ".rule", word(field.rule()), properties);
        putUnless("keep", name + ".when-emptied", word(field.whenEmptied()), properties);
        field.values().forEach((mautic, ines) -> properties.put(valueName(name, mautic), ines));
    }

    private static void putUnless(
            String usual, String name, String value, Map<String, String> properties) {
        if (!value.equals(usual)) {
            properties.put(name, value);
        }
    }

    /** As it is written in a file. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What feeds the fields that are mapped, as far as both are known. */
    Map<InesTarget, MauticSource> sources(Stream<InesTarget> targets) {
        return targets.filter(target -> field(target.path()).isMapped())
                .flatMap(target -> MauticSource.find(field(target.path()).source(), target.concept())
                        .map(source -> Map.entry(target, source))
                        .stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
