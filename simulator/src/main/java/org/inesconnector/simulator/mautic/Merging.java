package org.inesconnector.simulator.mautic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.inesconnector.simulator.mautic.FieldGroups.Source;

/** Two contacts become one, as Mautic does it: the newer one's values win, its e-mail too, whoever is the winner. */
final class Merging {

    private final Mautic mautic;
    private final ContactActions contacts;
    private final CompanyActions companies;

    Merging(Mautic mautic, ContactActions contacts, CompanyActions companies) {
        this.mautic = mautic;
        this.contacts = contacts;
        this.companies = companies;
    }

    void merge(long winnerId, long loserId) {
        synchronized (mautic) {
            var winner = mautic.contact(winnerId);
            var loser = mautic.contact(loserId);
            if (winner.id() == loser.id()) {
                throw ApiError.invalid("loser", "A contact cannot be merged with itself.");
            }
            var merged = update(winner, loser);
            mautic.timeline.move(loser.id(), winner.id());
            mautic.contacts.merged(loser.id(), winner.id());
            mautic.contacts.put(merged);
            contacts.audit(loser.id(), "merge", Map.of("merged_into", winner.id()), Author.SYSTEM);
            contacts.audit(loser.id(), "delete", Map.of("name", loser.name()), Author.SYSTEM);
            mautic.events.deleted(loser);
        }
    }

    private Contact update(Contact winner, Contact loser) {
        var changes = new Changes();
        var given = new Values(newest(winner, loser), null, loser.tags());
        var values = FieldChanges.apply(mautic.fields.of(Fields.LEAD), winner.values(), given, changes, field -> {});
        if (loser.points() != 0) {
            changes.points(winner.points(), winner.points() + loser.points());
        }
        var tags = Stream.concat(winner.tags().stream(), loser.tags().stream()).distinct().sorted().toList();
        changes.tags(tags.stream().filter(tag -> !winner.tags().contains(tag)).toList(), List.of());
        var merged = winner.withValues(values).withPoints(winner.points() + loser.points()).withTags(tags)
                .withDoNotContact(doNotContact(winner, loser))
                .with(winner.publication().edited(mautic.version, mautic.now(), Author.SYSTEM));
        if (changes.isEmpty()) {
            return merged;
        }
        contacts.audit(winner.id(), "update", changes.details(), Author.SYSTEM);
        mautic.events.updated(winner.with(merged.publication()).withTags(tags));
        return withCompany(winner, merged);
    }

    /** Another company's name leads to that company. */
    private Contact withCompany(Contact winner, Contact merged) {
        var name = merged.values().getOrDefault("company", "");
        if (name.isEmpty() || name.equals(winner.values().get("company"))) {
            return merged;
        }
        var found = companies.findOrCreate(name, Author.SYSTEM);
        var linked = companies.linked(merged, found.company());
        mautic.events.companyChanged(true, linked, winner, Source.STORED, found.company(), found.source());
        return linked;
    }

    private static Map<String, String> newest(Contact winner, Contact loser) {
        var newerLoser = loser.publication().changed().isAfter(winner.publication().changed());
        var values = new HashMap<String, String>();
        loser.values().forEach((alias, value) -> {
            if (!winner.values().containsKey(alias) || newerLoser) {
                values.put(alias, value);
            }
        });
        return values;
    }

    private static List<Contact.DoNotContact> doNotContact(Contact winner, Contact loser) {
        var channels = Set.copyOf(winner.doNotContact().stream().map(Contact.DoNotContact::channel).toList());
        return Stream.concat(winner.doNotContact().stream(),
                loser.doNotContact().stream().filter(entry -> !channels.contains(entry.channel()))).toList();
    }
}
