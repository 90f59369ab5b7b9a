package org.inesconnector.connector.web.mapping;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.MappingDraft;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.mautic.MauticField;

/**
 * A field of Mautic's contacts that the connector uses itself, to choose. What is chosen is always among the choices.
 *
 * @param name of its setting below {@code mapping}
 * @param field what Mautic has under that alias
 * @param usual the fields of a type that suits
 */
record ReferenceChoice(String name, String alias, Optional<MauticField> field, List<MauticField> usual) {

    private static final Set<String> FOR_A_REFERENCE = Set.of("number", "text");
    private static final Set<String> FOR_A_FLAG = Set.of("boolean");

    static List<ReferenceChoice> of(MappingDraft draft, Schema schema) {
        return Stream.of(
                of("contact-reference", draft.contactReference(), FOR_A_REFERENCE, schema),
                of("client-reference", draft.clientReference(), FOR_A_REFERENCE, schema),
                of("stop-sync", draft.stopSync(), FOR_A_FLAG, schema)).toList();
    }

    private static ReferenceChoice of(String name, String alias, Set<String> types, Schema schema) {
        return new ReferenceChoice(
                name,
                alias,
                Optional.ofNullable(schema.contactFields().get(alias)),
                schema.contactFields()
                        .values()
                        .stream()
                        .filter(field -> types.contains(field.type()))
                        .sorted(Comparator.comparing(MauticField::alias))
                        .toList());
    }

    public boolean isMissing() {
        return !alias.isBlank() && field.isEmpty();
    }

    /** Whether Mautic has it with a type that does not suit. */
    public boolean isUnusual() {
        return field.filter(chosen -> !usual.contains(chosen)).isPresent();
    }

    public String text(MauticField offered) {
        return MappingRow.label(offered);
    }
}
