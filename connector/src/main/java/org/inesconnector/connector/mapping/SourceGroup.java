package org.inesconnector.connector.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.inesconnector.mautic.MauticField;

/**
 * Mautic fields to choose from that Mautic shows together.
 *
 * @param name as Mautic's API calls the group
 */
public record SourceGroup(MauticSource.Side side, String name, List<Choice> choices) {

    /** @param text as it is chosen in a file */
    public record Choice(String text, MauticField field) {}

    public SourceGroup {
        choices = List.copyOf(choices);
    }

    /** Those of the record of its own kind first. */
    public static List<SourceGroup> of(Schema schema, Concept concept) {
        var contact = groups(MauticSource.Side.CONTACT, schema.contactFields().values(), concept);
        var company = groups(MauticSource.Side.COMPANY, schema.companyFields().values(), concept);
        return (concept == Concept.CONTACT
                ? Stream.concat(contact.stream(), company.stream())
                : Stream.concat(company.stream(), contact.stream())).toList();
    }

    private static List<SourceGroup> groups(
            MauticSource.Side side, Collection<MauticField> fields, Concept concept) {
        var byName = new LinkedHashMap<String, List<Choice>>();
        fields.stream()
                .filter(MauticField::published)
                .sorted(Comparator.comparingLong(MauticField::id))
                .forEach(field -> byName.computeIfAbsent(field.group(), _ -> new ArrayList<>())
                        .add(new Choice(new MauticSource(side, field.alias()).text(concept), field)));
        return byName.entrySet().stream()
                .map(group -> new SourceGroup(side, group.getKey(), group.getValue()))
                .toList();
    }
}
