package org.inesconnector.ines;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.inesconnector.ines.wsdl.sync.ArrayOfCustomFieldToAuto;
import org.inesconnector.ines.wsdl.sync.ArrayOfString;
import org.inesconnector.ines.wsdl.sync.CustomFieldToAuto;
import org.jspecify.annotations.Nullable;

/** INES's GetSyncInfo, in our words. */
final class SyncInfos {

    private SyncInfos() {}

    static SyncInfo of(org.inesconnector.ines.wsdl.sync.SyncInfo info) {
        var contactFields = definitions(info.getContactCustomFields());
        var companyFields = definitions(info.getCompanyCustomFields());
        boolean isEmpty = info.getLeadRef() == null && info.getSocieteType() == null && contactFields.isEmpty()
                && companyFields.isEmpty();
        return new SyncInfo(leadChannel(info.getLeadRef()), Objects.requireNonNullElse(info.getSocieteType(), 0),
                contactFields, companyFields, isEmpty);
    }

    private static OptionalInt leadChannel(@Nullable Integer reference) {
        return reference == null || reference <= 0 ? OptionalInt.empty() : OptionalInt.of(reference);
    }

    private static List<CustomFieldDefinition> definitions(@Nullable ArrayOfCustomFieldToAuto fields) {
        return fields == null
                ? List.of()
                : fields.getCustomFieldToAuto().stream().flatMap(SyncInfos::definition).toList();
    }

    private static Stream<CustomFieldDefinition> definition(CustomFieldToAuto field) {
        return CustomFieldDefinition.Type.of(Objects.requireNonNullElse(field.getType(), ""))
                .map(type -> new CustomFieldDefinition(id(field), label(field), type, values(type, field)))
                .stream();
    }

    private static int id(CustomFieldToAuto field) {
        return Objects.requireNonNullElse(field.getInesID(), 0);
    }

    private static String label(CustomFieldToAuto field) {
        var name = Objects.requireNonNullElse(field.getInesName(), "").strip();
        return name.isEmpty() ? Integer.toString(id(field)) : name;
    }

    private static List<String> values(CustomFieldDefinition.Type type, CustomFieldToAuto field) {
        ArrayOfString values = field.getValueList();
        return type != CustomFieldDefinition.Type.LIST || values == null
                ? List.of()
                : values.getString().stream()
                        .filter(Objects::nonNull).filter(value -> !value.isBlank()).toList();
    }
}
