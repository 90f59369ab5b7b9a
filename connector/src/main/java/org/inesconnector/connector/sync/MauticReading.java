package org.inesconnector.connector.sync;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.springframework.stereotype.Component;

/** Reads contacts with their companies from Mautic: many in three calls. */
@Component
public class MauticReading {

    private final MauticClient mautic;

    MauticReading(MauticClient mautic) {
        this.mautic = mautic;
    }

    /** One for each id. */
    public List<Incoming> read(Collection<Long> ids) {
        var found = mautic.contacts(ids);
        var companies = mautic.primaryCompanies(found.stream().map(MauticContact::id).toList());
        var missing = new HashSet<>(ids);
        found.forEach(contact -> missing.remove(contact.id()));
        return Stream.concat(
                found.stream().map(contact -> found(contact.id(), contact, companies)),
                missing.stream().map(this::read))
                .toList();
    }

    /** Contacts that were read already, with their companies. */
    public List<Incoming> withCompanies(List<MauticContact> contacts) {
        var companies = mautic.primaryCompanies(contacts.stream().map(MauticContact::id).toList());
        return contacts.stream().map(contact -> found(contact.id(), contact, companies)).toList();
    }

    /** Follows a merge: who is asked for by a merged-away id is found by the winner's. */
    public Incoming read(long id) {
        var contact = mautic.contact(id);
        if (contact.isEmpty()) {
            return new Incoming.Gone(id);
        }
        long foundId = contact.get().id();
        return found(id, contact.get(), mautic.primaryCompanies(List.of(foundId)));
    }

    private static Incoming found(long askedFor, MauticContact contact, Map<Long, MauticCompany> companies) {
        return new Incoming.Found(askedFor, contact, Optional.ofNullable(companies.get(contact.id())));
    }
}
