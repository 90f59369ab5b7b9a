package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.FieldMapping;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.mautic.DoNotContact;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;

/**
 * The values that INES should have, from Mautic's side alone.
 *
 * @param unsubscribed INES's Desabo: do-not-contact by e-mail, by the person or by hand
 * @param bounced INES's NPai: the e-mail address bounces
 * @param points INES's Scoring
 */
public record Projection(List<ProjectedField> fields, boolean unsubscribed, boolean bounced, int points) {

    public Projection {
        fields = List.copyOf(fields);
    }

    static Projection of(MauticContact contact, MauticCompany company, Mapping mapping, Conversion conversion) {
        var fields = mapping.fields().stream()
                .map(field -> project(field, stored(field, contact, company), isSilent(field, contact, company),
                        conversion))
                .toList();
        return new Projection(
                fields,
                isListed(contact, DoNotContact.Reason.UNSUBSCRIBED) || isListed(contact, DoNotContact.Reason.BY_HAND),
                isListed(contact, DoNotContact.Reason.BOUNCED),
                contact.points());
    }

    Stream<ProjectedField> of(Concept concept) {
        return fields.stream().filter(field -> field.mapping().target().concept() == concept);
    }

    private static Optional<String> stored(FieldMapping field, MauticContact contact, MauticCompany company) {
        return switch (field.source().side()) {
            case CONTACT -> contact.field(field.source().alias());
            case COMPANY -> company.field(field.source().alias());
        };
    }

    private static boolean isSilent(FieldMapping field, MauticContact contact, MauticCompany company) {
        return switch (field.source().side()) {
            case CONTACT -> contact.isSilentOn(field.source().alias());
            case COMPANY -> company.isSilentOn(field.source().alias());
        };
    }

    private static ProjectedField project(
            FieldMapping field, Optional<String> stored, boolean isSilent, Conversion conversion) {
        return new ProjectedField(
                field,
                stored.filter(text -> !text.isBlank()),
                isSilent ? Conversion.untold(field) : conversion.convert(stored, field));
    }

    private static boolean isListed(MauticContact contact, DoNotContact.Reason reason) {
        return contact.doNotContact().stream()
                .anyMatch(entry -> entry.channel().equals("email") && entry.reason() == reason);
    }
}
