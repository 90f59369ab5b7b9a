package org.inesconnector.connector.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.CustomFieldDefinition;
import org.inesconnector.ines.SyncInfo;
import org.inesconnector.ines.ValueList;
import org.inesconnector.ines.ValueListEntry;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticField;

/** The fields that both sides have at the moment, and the lists of values that INES keeps. */
public record Schema(
        Map<String, MauticField> contactFields,
        Map<String, MauticField> companyFields,
        SyncInfo syncInfo,
        Map<ValueList, List<ValueListEntry>> lists) {

    public Schema {
        contactFields = Map.copyOf(contactFields);
        companyFields = Map.copyOf(companyFields);
        lists = Map.copyOf(lists);
    }

    public static Schema of(
            List<MauticField> contactFields,
            List<MauticField> companyFields,
            SyncInfo syncInfo,
            Map<ValueList, List<ValueListEntry>> lists) {
        return new Schema(byAlias(contactFields), byAlias(companyFields), syncInfo, lists);
    }

    private static Map<String, MauticField> byAlias(List<MauticField> fields) {
        return fields.stream()
                .collect(Collectors.toMap(MauticField::alias, Function.identity(), (first, again) -> first));
    }

    public Optional<MauticField> field(MauticSource source) {
        return Optional.ofNullable(switch (source.side()) {
            case CONTACT -> contactFields.get(source.alias());
            case COMPANY -> companyFields.get(source.alias());
        });
    }

    public Optional<CustomFieldDefinition> customField(InesTarget.Custom target) {
        return customFields(target.concept()).stream()
                .filter(definition -> definition.inesId() == target.inesId())
                .findFirst();
    }

    /** @throws IncompleteMapping where the mapping names a field that one of the sides does not have */
    public void require(Mapping mapping) {
        require(problems(mapping));
    }

    /**
     * Likewise, where only those fields count that the connector itself has in Mautic.
     *
     * @param contactFields Mautic's
     */
    public static void requireReferences(Mapping mapping, List<MauticField> contactFields) {
        require(problemsOfReferences(mapping, byAlias(contactFields)));
    }

    private static void require(List<FieldProblem> problems) {
        if (!problems.isEmpty()) {
            throw new IncompleteMapping(problems.stream().map(FieldProblem::message).toList());
        }
    }

    List<FieldProblem> problems(Mapping mapping) {
        var problems = new ArrayList<>(problemsOfReferences(mapping, contactFields));
        mapping.fields().forEach(field -> require(field, problems));
        return problems;
    }

    private static List<FieldProblem> problemsOfReferences(Mapping mapping, Map<String, MauticField> contactFields) {
        var wanted = new LinkedHashMap<String, String>();
        wanted.put("contact-reference", mapping.contactReferenceField());
        wanted.put("client-reference", mapping.clientReferenceField());
        mapping.stopSyncField()
                .filter(field -> !field.equals(MappingSettings.STOP_SYNC))
                .ifPresent(field -> wanted.put("stop-sync", field));
        return Stream.concat(
                wanted.entrySet().stream()
                        .filter(field -> !contactFields.containsKey(field.getValue()))
                        .map(field -> problemOfReference(field.getKey(), field.getValue())),
                untold(mapping, contactFields, field -> !field.published()))
                .toList();
    }

    /**
     * Where Mautic does not say what a contact has in a field that holds references, or that keeps contacts out.
     *
     * @param contact what Mautic answered
     */
    public List<Message> untold(Mapping mapping, MauticContact contact) {
        return untold(mapping, contactFields, field -> contact.isSilentOn(field.alias()))
                .map(FieldProblem::message)
                .toList();
    }

    /**
     * Mautic does not say what a field holds that is switched off: whoever has a reference there would be created a second time,
     * and whoever is kept out be sent.
     */
    private static Stream<FieldProblem> untold(
            Mapping mapping, Map<String, MauticField> contactFields, Predicate<MauticField> isUntold) {
        var paths = new LinkedHashMap<String, String>();
        mapping.contactReferenceFields().forEach(alias -> paths.put(alias, "contact-reference"));
        mapping.clientReferenceFields().forEach(alias -> paths.put(alias, "client-reference"));
        mapping.stopSyncField().ifPresent(alias -> paths.put(alias, "stop-sync"));
        return paths.entrySet().stream()
                .filter(field -> Optional.ofNullable(contactFields.get(field.getKey())).filter(isUntold).isPresent())
                .map(field -> new FieldProblem(
                        field.getValue(),
                        Message.of("mapping.switched-off", "mapping." + field.getValue(), field.getKey())));
    }

    private static FieldProblem problemOfReference(String path, String alias) {
        return new FieldProblem(path, alias.isBlank()
                ? Message.of("mapping.no-reference", "mapping." + path)
                : Message.of("mapping.missing-in-mautic", alias));
    }

    private void require(FieldMapping mapping, List<FieldProblem> problems) {
        var path = mapping.path();
        if (field(mapping.source()).isEmpty()) {
            problems.add(new FieldProblem(path, Message.of("mapping.not-in-mautic", path, mapping.source())));
        }
        if (mapping.target() instanceof InesTarget.Custom custom && customField(custom).isEmpty()) {
            problems.add(new FieldProblem(path, Message.of("mapping.not-in-ines", path)));
        }
    }

    /** Every INES field that may be mapped: the standard ones, then the administrator's own, those of contacts first. */
    public Stream<InesTarget> targets() {
        return Stream.of(Concept.values()).flatMap(this::targets);
    }

    private Stream<InesTarget> targets(Concept concept) {
        return Stream.concat(
                OfferedFields.all().map(OfferedField::target).filter(target -> target.concept() == concept),
                customFields(concept).stream().map(field -> new InesTarget.Custom(concept, field.inesId())));
    }

    private List<CustomFieldDefinition> customFields(Concept concept) {
        return switch (concept) {
            case CONTACT -> syncInfo.contactCustomFields();
            case CLIENT -> syncInfo.companyCustomFields();
        };
    }

    /** The values that an INES field may have; empty where it is none of a list. */
    public List<InesEntry> entries(InesTarget target) {
        return InesEntry.of(kind(target), lists);
    }

    public ValueKind kind(InesTarget target) {
        return switch (target) {
            case InesTarget.Standard standard -> OfferedFields.get(standard).kind();
            case InesTarget.Custom custom -> customField(custom).map(ValueKind::of).orElseGet(ValueKind.Text::new);
        };
    }

    /** The lists of INES's that the mapped fields take their values from. */
    public List<ValueList> valueLists(Mapping mapping) {
        return mapping.fields().stream()
                .flatMap(field -> kind(field.target()) instanceof ValueKind.Listed(ValueList list)
                        ? Stream.of(list)
                        : Stream.empty())
                .distinct()
                .toList();
    }

    public Schema withLists(Map<ValueList, List<ValueListEntry>> read) {
        return new Schema(contactFields, companyFields, syncInfo, read);
    }

    /** What people call an INES field. */
    public Message label(InesTarget target) {
        return switch (target) {
            case InesTarget.Standard standard -> OfferedFields.find(standard.concept(), standard.key())
                    .map(OfferedField::label)
                    .orElseGet(() -> Message.of("plain", standard.key()));
            case InesTarget.Custom custom -> Message.of(
                    "plain", customField(custom).map(CustomFieldDefinition::name).orElse(custom.key()));
        };
    }
}
