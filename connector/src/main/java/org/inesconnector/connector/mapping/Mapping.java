package org.inesconnector.connector.mapping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A complete mapping: whatever has this type has all required fields.
 *
 * @param contactReferenceField the Mautic contact field that holds INES's contact reference
 * @param clientReferenceField the Mautic contact field that holds INES's client reference
 * @param stopSyncField the Mautic contact field whose "yes" keeps a contact out
 */
public record Mapping(
        String contactReferenceField,
        String clientReferenceField,
        Optional<String> stopSyncField,
        List<FieldMapping> fields) {

    public Mapping {
        fields = List.copyOf(fields);
    }

    public Stream<FieldMapping> of(Concept concept) {
        return fields.stream().filter(field -> field.target().concept() == concept);
    }

    public boolean hasCustomFields(Concept concept) {
        return of(concept).anyMatch(field -> field.target() instanceof InesTarget.Custom);
    }
}
