package org.inesconnector.connector.mapping;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A complete mapping: whatever has this type has all required fields.
 *
 * @param contactReferenceField the Mautic contact field that holds INES's contact reference
 * @param clientReferenceField the Mautic contact field that holds INES's client reference
 * @param stopSyncField the Mautic contact field whose "yes" keeps a contact out
 * @param formerContactFields that held the contact reference before, the last one first: what stands there alone counts still
 * @param formerClientFields likewise, the client reference
 */
public record Mapping(
        String contactReferenceField,
        String clientReferenceField,
        Optional<String> stopSyncField,
        List<FieldMapping> fields,
        List<String> formerContactFields,
        List<String> formerClientFields) {

    public Mapping {
        fields = List.copyOf(fields);
        formerContactFields = List.copyOf(formerContactFields);
        formerClientFields = List.copyOf(formerClientFields);
    }

    public Mapping(
            String contactReferenceField,
            String clientReferenceField,
            Optional<String> stopSyncField,
            List<FieldMapping> fields) {
        this(contactReferenceField, clientReferenceField, stopSyncField, fields, List.of(), List.of());
    }

    /**
     * @param ever the fields that have held references, the last ones first; what Mautic does not have any more, or is sent to
     *     INES by now, holds none
     */
    public Mapping withFormer(Collection<ReferenceAliases> ever, Collection<String> contactFields) {
        return new Mapping(contactReferenceField, clientReferenceField, stopSyncField, fields,
                former(ever.stream().map(ReferenceAliases::contact), contactFields),
                former(ever.stream().map(ReferenceAliases::client), contactFields));
    }

    private List<String> former(Stream<String> aliases, Collection<String> contactFields) {
        return aliases.distinct()
                .filter(alias -> !alias.equals(contactReferenceField) && !alias.equals(clientReferenceField))
                .filter(alias -> contactFields.contains(alias) && !isSent(alias))
                .toList();
    }

    private boolean isSent(String alias) {
        return fields.stream()
                .filter(field -> field.rule() != FieldRule.NEVER)
                .anyMatch(field -> field.source().equals(new MauticSource(MauticSource.Side.CONTACT, alias)));
    }

    /** Where the reference of INES's contact may stand: in the field that is chosen, or in those before. */
    public List<String> contactReferenceFields() {
        return Stream.concat(Stream.of(contactReferenceField), formerContactFields.stream()).toList();
    }

    /** Likewise, of its client. */
    public List<String> clientReferenceFields() {
        return Stream.concat(Stream.of(clientReferenceField), formerClientFields.stream()).toList();
    }

    public Stream<FieldMapping> of(Concept concept) {
        return fields.stream().filter(field -> field.target().concept() == concept);
    }

    public boolean hasCustomFields(Concept concept) {
        return of(concept).anyMatch(field -> field.target() instanceof InesTarget.Custom);
    }
}
