package org.inesconnector.connector.sync;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.links.LinkedContacts;
import org.inesconnector.connector.links.Links;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.springframework.stereotype.Component;

/** Reads contacts with their companies from Mautic: many in three calls. */
@Component
public class MauticReading {

    private final MauticClient mautic;
    private final Links links;
    private final LinkedContacts linked;

    MauticReading(MauticClient mautic, Links links, LinkedContacts linked) {
        this.mautic = mautic;
        this.links = links;
        this.linked = linked;
    }

    /** One for each id. */
    public List<Incoming> read(Collection<Long> ids) {
        var found = withCompanies(mautic.contacts(ids));
        var missing = new HashSet<>(ids);
        found.forEach(contact -> missing.remove(contact.askedFor()));
        return Stream.concat(found.stream(), missing.stream().map(this::read)).toList();
    }

    /** Contacts that were read already, with their companies. */
    public List<Incoming> withCompanies(List<MauticContact> contacts) {
        var companies = mautic.primaryCompanies(contacts.stream().map(MauticContact::id).toList());
        var colleagues = colleagues(contacts, companies);
        return contacts.stream().map(contact -> found(contact.id(), contact, companies, colleagues)).toList();
    }

    /** Follows a merge: who is asked for by a merged-away id is found by the winner's. */
    public Incoming read(long id) {
        return mautic.contact(id).<Incoming>map(contact -> {
            var companies = mautic.primaryCompanies(List.of(contact.id()));
            return found(id, contact, companies, colleagues(List.of(contact), companies));
        }).orElseGet(() -> new Incoming.Gone(id));
    }

    private Colleagues colleagues(List<MauticContact> contacts, Map<Long, MauticCompany> companies) {
        return new Colleagues(
                mautic,
                links,
                linked,
                companies.values().stream().map(MauticCompany::id).collect(Collectors.toSet()),
                contacts.stream().collect(Collectors.toMap(MauticContact::id, Function.identity(), (one, _) -> one)));
    }

    private static Incoming found(
            long askedFor, MauticContact contact, Map<Long, MauticCompany> companies, Colleagues colleagues) {
        return new Incoming.Found(askedFor, contact, Optional.ofNullable(companies.get(contact.id())), colleagues);
    }
}
