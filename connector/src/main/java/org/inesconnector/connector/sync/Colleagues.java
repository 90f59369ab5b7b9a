package org.inesconnector.connector.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.inesconnector.connector.links.LinkedContacts;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.mautic.CompanyLink;
import org.inesconnector.mautic.ContactFilter;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticException;
import org.jspecify.annotations.Nullable;

/**
 * Who else is at the companies that are not linked yet, and knows something of their clients. Mautic is asked when that is
 * needed first, for all companies together: most contacts that are looked at are linked.
 */
public final class Colleagues {

    private static final int IN_A_STATEMENT = 1000;

    private final MauticClient mautic;
    private final Links links;
    private final LinkedContacts linked;
    private final Set<Long> companies;
    private final Map<Long, MauticContact> known;
    private @Nullable Found found;

    /** @param former the companies with which contacts were pushed that are at the company now */
    private record Found(Map<Long, List<MauticContact>> withReference, Map<Long, Set<Long>> former) {}

    /**
     * @param companies of the contacts that were read together
     * @param known those contacts, by id: Mautic is not asked for them again
     */
    Colleagues(
            MauticClient mautic,
            Links links,
            LinkedContacts linked,
            Collection<Long> companies,
            Map<Long, MauticContact> known) {
        this.mautic = mautic;
        this.links = links;
        this.linked = linked;
        this.companies = Set.copyOf(companies);
        this.known = Map.copyOf(known);
    }

    /** Contacts of a company, by id, that are not linked and have one of INES's references in Mautic. */
    List<MauticContact> withReference(long companyId, Mapping mapping) {
        return found(mapping).withReference().getOrDefault(companyId, List.of());
    }

    /** The companies with which contacts of a company were pushed, where that was another one. */
    Set<Long> former(long companyId, Mapping mapping) {
        return found(mapping).former().getOrDefault(companyId, Set.of());
    }

    private synchronized Found found(Mapping mapping) {
        if (found == null) {
            found = read(mapping);
        }
        return found;
    }

    private Found read(Mapping mapping) {
        var fresh = new TreeSet<>(companies);
        fresh.removeAll(links.companiesAmong(companies));
        var companyOf = primary(fresh);
        var pushedWith = pushedWith(companyOf.keySet());
        var strangers = new TreeSet<>(companyOf.keySet());
        strangers.removeAll(pushedWith.keySet());
        return new Found(withReference(strangers, companyOf, mapping), former(pushedWith, companyOf));
    }

    private static Map<Long, Set<Long>> former(Map<Long, Long> pushedWith, Map<Long, Long> companyOf) {
        return pushedWith.entrySet().stream()
                .filter(contact -> !contact.getValue().equals(companyOf.get(contact.getKey())))
                .collect(Collectors.groupingBy(
                        contact -> Objects.requireNonNull(companyOf.get(contact.getKey())),
                        Collectors.mapping(Map.Entry::getValue, Collectors.toCollection(TreeSet::new))));
    }

    private Map<Long, List<MauticContact>> withReference(
            Set<Long> strangers, Map<Long, Long> companyOf, Mapping mapping) {
        var contacts = new HashMap<>(known);
        var unread = strangers.stream().filter(id -> !known.containsKey(id)).toList();
        if (!unread.isEmpty()) {
            mautic.contacts(withReferenceAmong(unread, mapping)).forEach(one -> {
                requireTold(one, mapping);
                contacts.put(one.id(), one);
            });
        }
        return strangers.stream()
                .filter(contacts::containsKey)
                .map(contacts::get)
                .filter(contact -> hasReference(contact, mapping))
                .collect(Collectors.groupingBy(contact -> Objects.requireNonNull(companyOf.get(contact.id()))));
    }

    /** Whoever was read before them had those fields: they are being switched off. */
    private static void requireTold(MauticContact contact, Mapping mapping) {
        references(mapping).filter(contact::isSilentOn).findFirst().ifPresent(alias -> {
            throw new MauticException.NotUnderstood(
                    "Mautic does not say any more what contact %d has in %s".formatted(contact.id(), alias), null);
        });
    }

    private Map<Long, Long> primary(Collection<Long> fresh) {
        return fresh.isEmpty()
                ? Map.of()
                : mautic.companyLinksOf(fresh).stream()
                        .filter(CompanyLink::primary)
                        .collect(Collectors.toMap(CompanyLink::contactId, CompanyLink::companyId, (one, _) -> one));
    }

    private Map<Long, Long> pushedWith(Collection<Long> contactIds) {
        return contactIds.stream()
                .gather(Gatherers.windowFixed(IN_A_STATEMENT))
                .flatMap(some -> linked.companiesOf(some).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Set<Long> withReferenceAmong(Collection<Long> contactIds, Mapping mapping) {
        var found = new HashSet<Long>();
        for (var alias : references(mapping).toList()) {
            var others = contactIds.stream().filter(id -> !found.contains(id)).toList();
            if (!others.isEmpty()) {
                found.addAll(mautic.idsAmong(others, List.of(new ContactFilter.IsNotEmpty(alias))));
            }
        }
        return found;
    }

    private static Stream<String> references(Mapping mapping) {
        return Stream.of(mapping.clientReferenceFields(), mapping.contactReferenceFields()).flatMap(List::stream);
    }

    static boolean hasReference(MauticContact contact, Mapping mapping) {
        return Stream.of(InesReference.ofContact(contact, mapping), InesReference.ofClient(contact, mapping))
                .anyMatch(reference -> !(reference instanceof InesReference.None));
    }
}
