package org.inesconnector.connector.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.MappingSettings.FieldSetting;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;

/** Makes a mapping from its settings, or says everything that is wrong with them. */
public final class MappingReader {

    /** What these hold decides who is sent, to which company and with how many points, whether it is mapped or not. */
    private static final Set<String> OF_MAUTICS_OWN = Set.of("email", "company", "points");

    private final List<FieldMapping> fields = new ArrayList<>();
    private final List<FieldProblem> problems = new ArrayList<>();
    private final Map<InesTarget, String> mappedBy = new HashMap<>();

    private MappingReader() {}

    /** @throws IncompleteMapping with one message for each problem */
    public static Mapping read(MappingSettings settings) {
        var reader = new MappingReader();
        var mapping = reader.readAll(settings);
        if (!reader.problems.isEmpty()) {
            throw new IncompleteMapping(reader.problems.stream().map(FieldProblem::message).toList());
        }
        return mapping;
    }

    /** Everything that is wrong, also for the fields that both sides have at the moment. */
    public static List<FieldProblem> problems(MappingSettings settings, Schema schema) {
        var reader = new MappingReader();
        var asFarAsRead = reader.readAll(settings);
        return Stream.concat(reader.problems.stream(), schema.problems(asFarAsRead).stream()).toList();
    }

    private Mapping readAll(MappingSettings settings) {
        read(Concept.CONTACT, settings.contact());
        read(Concept.CLIENT, settings.client());
        requireRequiredFields();
        requireFieldsOfItsOwn(settings);
        fields.sort(Comparator.comparing(FieldMapping::target, OfferedFields.ORDER));
        return new Mapping(
                settings.contactReference(),
                settings.clientReference(),
                Optional.of(settings.stopSync()).filter(field -> !field.isBlank()),
                fields);
    }

    private void problem(String path, String key, Object... arguments) {
        problems.add(new FieldProblem(path, Message.of(key, arguments)));
    }

    private void read(Concept concept, Map<String, FieldSetting> settings) {
        settings.forEach((key, setting) -> target(concept, key)
                .filter(target -> isMappedOnce(target, key))
                .ifPresent(target -> read(target, setting)));
    }

    /** {@code 7} and {@code 07} are one custom field. */
    private boolean isMappedOnce(InesTarget target, String key) {
        var earlier = mappedBy.putIfAbsent(target, key);
        if (earlier != null) {
            problem(target.concept().word() + "." + key, "mapping.twice", target.concept().word(), earlier, key);
        }
        return earlier == null;
    }

    private Optional<InesTarget> target(Concept concept, String key) {
        if (key.matches("[0-9]{1,9}")) {
            return Optional.of(new InesTarget.Custom(concept, Integer.parseInt(key)));
        }
        Optional<InesTarget> target = OfferedFields.find(concept, key).map(OfferedField::target);
        if (target.isEmpty()) {
            problems.add(new FieldProblem(concept.word() + "." + key, unknownField(concept, key)));
        }
        return target;
    }

    private Message unknownField(Concept concept, String key) {
        var meant = OfferedFields.all()
                .map(OfferedField::target)
                .filter(target -> target.concept() == concept && target.key().equalsIgnoreCase(key))
                .findFirst();
        meant.ifPresent(target -> mappedBy.putIfAbsent(target, key));
        return meant.map(target -> Message.of("mapping.unknown-field.meant", concept.word(), key, target.key()))
                .orElseGet(() -> Message.of("mapping.unknown-field", concept.word(), key));
    }

    private void read(InesTarget target, FieldSetting setting) {
        var path = target.path();
        if (setting.field() == null || setting.field().isBlank()) {
            problem(path, "mapping.no-mautic-field", path);
            return;
        }
        MauticSource source;
        try {
            source = MauticSource.parse(setting.field(), target.concept());
        } catch (IllegalArgumentException e) {
            problem(path, "mapping.bad-source", path, setting.field());
            return;
        }
        if (flipsBetweenContacts(target, source, setting.rule())) {
            problem(path, "mapping.client-field-from-contact", path, source);
            return;
        }
        fields.add(new FieldMapping(target, source, rule(target, setting), setting.whenEmptied(), setting.values()));
    }

    /** Two contacts of one company would write their own values over each other's, for ever. */
    private static boolean flipsBetweenContacts(InesTarget target, MauticSource source, FieldRule rule) {
        return target.concept() == Concept.CLIENT
                && source.side() == MauticSource.Side.CONTACT
                && rule == FieldRule.ALWAYS;
    }

    private static FieldRule rule(InesTarget target, FieldSetting setting) {
        boolean isProtected = target instanceof InesTarget.Standard standard
                && OfferedFields.get(standard).neverOverwritten()
                && setting.rule() == FieldRule.ALWAYS;
        return isProtected ? FieldRule.ONLY_WHERE_EMPTY : setting.rule();
    }

    /** A field that has a problem of its own is not told to be missing as well. */
    private void requireRequiredFields() {
        OfferedFields.all().filter(OfferedField::required).filter(this::isMissing).forEach(offered -> {
            var target = offered.target();
            problem(target.path(), "mapping.required", target.concept().word(), target.key(), offered.label());
        });
    }

    /** What the connector writes into Mautic is neither to be sent, nor to keep anybody out, nor to be written over. */
    private void requireFieldsOfItsOwn(MappingSettings settings) {
        var contact = settings.contactReference();
        var client = settings.clientReference();
        if (!client.isBlank() && client.equals(contact)) {
            problem("client-reference", "mapping.one-reference-field", client);
        }
        Stream.of(Map.entry("contact-reference", contact), Map.entry("client-reference", client))
                .filter(reference -> !reference.getValue().isBlank())
                .forEach(reference -> requireOfItsOwn(reference.getKey(), reference.getValue(), settings.stopSync()));
    }

    private void requireOfItsOwn(String reference, String alias, String stopSync) {
        if (OF_MAUTICS_OWN.contains(alias)) {
            problem(reference, "mapping.reference-of-mautics", "mapping." + reference, alias);
            return;
        }
        if (alias.equals(stopSync)) {
            problem(reference, "mapping.reference-stops", "mapping." + reference, alias);
        }
        fields.stream()
                .filter(field -> field.source().equals(new MauticSource(MauticSource.Side.CONTACT, alias)))
                .filter(field -> field.rule() != FieldRule.NEVER)
                .forEach(field -> problem(
                        reference, "mapping.reference-sent", "mapping." + reference, alias, field.path()));
    }

    private boolean isMissing(OfferedField offered) {
        return !mappedBy.containsKey(offered.target()) || fields.stream()
                .anyMatch(field -> field.target().equals(offered.target()) && field.rule() == FieldRule.NEVER);
    }
}
