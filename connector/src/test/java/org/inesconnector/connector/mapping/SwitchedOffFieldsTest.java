package org.inesconnector.connector.mapping;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inesconnector.mautic.MauticField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mautic does not say what a field holds that is switched off. */
class SwitchedOffFieldsTest {

    private static final Mapping MAPPING = new Mapping(
            "id_contact_ines", "id_client_ines", Optional.of("stop_sync_ines"), List.of());

    private static List<MauticField> fieldsWithout(String switchedOff) {
        var fields = new ArrayList<>(Both.contactFields());
        fields.add(Both.field("old_contact", "Former contact reference", "number"));
        fields.add(Both.field("old_client", "Former client reference", "number"));
        fields.replaceAll(field -> field.alias().equals(switchedOff)
                ? new MauticField(1, field.alias(), field.label(), field.type(), false, List.of())
                : field);
        return fields;
    }

    private static Mapping mapping(List<MauticField> fields) {
        return MAPPING.withFormer(
                List.of(new ReferenceAliases("old_contact", "old_client")),
                fields.stream().map(MauticField::alias).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"id_contact_ines", "id_client_ines", "old_contact", "old_client", "stop_sync_ines"})
    void nothingIsDoneWhileAFieldThatHoldsReferencesOrKeepsContactsOutIsSwitchedOff(String alias) {
        var fields = fieldsWithout(alias);

        assertThatThrownBy(() -> Schema.requireReferences(mapping(fields), fields))
                .isInstanceOf(IncompleteMapping.class)
                .hasMessageContaining(alias);
        assertThatThrownBy(() -> Both.schema(fields, Both.companyFields()).require(mapping(fields)))
                .isInstanceOf(IncompleteMapping.class)
                .hasMessageContaining(alias);
    }

    @Test
    void anotherFieldThatIsSwitchedOffIsInNobodysWay() {
        var fields = fieldsWithout("city");

        assertThatCode(() -> Schema.requireReferences(mapping(fields), fields)).doesNotThrowAnyException();
    }
}
