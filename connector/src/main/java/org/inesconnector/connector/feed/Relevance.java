package org.inesconnector.connector.feed;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.MauticSource;
import org.inesconnector.mautic.AuditEntry;
import org.inesconnector.mautic.AuditEntry.Change;

/**
 * Which changes in Mautic matter to INES, under a mapping. INES is given points along with other changes, so points alone
 * do not matter unless they are mapped; our two reference fields never do, nor do tags.
 */
final class Relevance {

    private static final String DO_NOT_CONTACT = "dnc_channel_status";
    private static final String COMPANY_NAME = "companyname";

    /** What makes a contact eligible, mapped or not; its company by name. */
    private static final Set<String> ALWAYS = Set.of("email", "company");

    private final Set<String> contactFields;
    private final Set<String> companyFields;

    Relevance(Mapping mapping) {
        contactFields = Stream.of(
                mapped(mapping, MauticSource.Side.CONTACT),
                ALWAYS.stream(),
                mapping.stopSyncField().stream())
                .flatMap(fields -> fields)
                .filter(field -> !field.equals(mapping.contactReferenceField()))
                .filter(field -> !field.equals(mapping.clientReferenceField()))
                .collect(Collectors.toUnmodifiableSet());
        companyFields = companyFields(mapping);
    }

    private static Set<String> companyFields(Mapping mapping) {
        var fields = mapped(mapping, MauticSource.Side.COMPANY).collect(Collectors.toCollection(HashSet::new));
        if (!fields.isEmpty()) {
            fields.add(COMPANY_NAME);
        }
        return fields;
    }

    private static Stream<String> mapped(Mapping mapping, MauticSource.Side side) {
        return mapping.fields().stream()
                .filter(field -> field.rule() != FieldRule.NEVER && field.source().side() == side)
                .map(field -> field.source().alias());
    }

    Meaning of(AuditEntry entry) {
        return switch (entry.objectId() > 0 ? entry.object() : "") {
            case "lead" -> ofContact(entry);
            case "company" -> ofCompany(entry);
            default -> new Meaning.Nothing();
        };
    }

    private Meaning ofContact(AuditEntry entry) {
        return switch (entry.action()) {
            case "create", "identified" -> new Meaning.Changed(entry.objectId());
            case "delete" -> new Meaning.Deleted(entry.objectId());
            case "merge" -> merge(entry);
            default -> !entry.readable() || entry.changes().stream().anyMatch(this::matters)
                    ? new Meaning.Changed(entry.objectId())
                    : new Meaning.Nothing();
        };
    }

    /** Where the winner cannot be read, Mautic is asked who it is before anything is done to the loser. */
    private static Meaning merge(AuditEntry entry) {
        return entry.mergedInto().isPresent()
                ? new Meaning.Merged(entry.objectId(), entry.mergedInto().getAsLong())
                : new Meaning.Deleted(entry.objectId());
    }

    /** The contacts of a company that is new come by their links to it. */
    private Meaning ofCompany(AuditEntry entry) {
        boolean matters = switch (entry.action()) {
            case "create" -> false;
            case "delete" -> true;
            default -> !entry.readable()
                    || entry.changes().stream().anyMatch(change -> companyFields.contains(change.field()));
        };
        return matters && !companyFields.isEmpty()
                ? new Meaning.CompanyChanged(entry.objectId())
                : new Meaning.Nothing();
    }

    private boolean matters(Change change) {
        return change.field().equals(DO_NOT_CONTACT)
                ? change.newValue().isEmpty() || change.newValue().contains("email:")
                : contactFields.contains(change.field());
    }
}
