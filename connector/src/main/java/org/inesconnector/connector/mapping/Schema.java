package org.inesconnector.connector.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.CustomFieldDefinition;
import org.inesconnector.ines.SyncInfo;
import org.inesconnector.ines.ValueList;
import org.inesconnector.ines.ValueListEntry;
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
        var definitions = switch (target.concept()) {
            case CONTACT -> syncInfo.contactCustomFields();
            case CLIENT -> syncInfo.companyCustomFields();
        };
        return definitions.stream().filter(definition -> definition.inesId() == target.inesId()).findFirst();
    }

    /** @throws IncompleteMapping where the mapping names a field that one of the sides does not have */
    public void require(Mapping mapping) {
        var problems = new ArrayList<Message>();
        requireContactField(mapping.contactReferenceField(), problems);
        requireContactField(mapping.clientReferenceField(), problems);
        mapping.stopSyncField()
                .filter(field -> !field.equals(MappingSettings.STOP_SYNC))
                .ifPresent(field -> requireContactField(field, problems));
        mapping.fields().forEach(field -> require(field, problems));
        if (!problems.isEmpty()) {
            throw new IncompleteMapping(problems);
        }
    }

    private void requireContactField(String alias, List<Message> problems) {
        if (!contactFields.containsKey(alias)) {
            problems.add(Message.of("mapping.missing-in-mautic", alias));
        }
    }

    private void require(FieldMapping mapping, List<Message> problems) {
        if (field(mapping.source()).isEmpty()) {
            problems.add(Message.of("mapping.not-in-mautic", mapping.path(), mapping.source()));
        }
        if (mapping.target() instanceof InesTarget.Custom custom && customField(custom).isEmpty()) {
            problems.add(Message.of("mapping.not-in-ines", mapping.path()));
        }
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
