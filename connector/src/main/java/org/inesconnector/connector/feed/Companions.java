package org.inesconnector.connector.feed;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.mautic.CompanyLink;
import org.inesconnector.mautic.MauticClient;
import org.springframework.stereotype.Component;

/** Finds, for contacts that are due, the others of their companies, where those companies are not at INES yet. */
@Component
class Companions {

    /** Links that are asked for in one call. Whose do not come with it are found when their own turn comes. */
    private static final int LINKS = 4000;

    private final MauticClient mautic;
    private final Links links;
    private final KnownContacts known;
    private final NextCandidates candidates;

    Companions(MauticClient mautic, Links links, KnownContacts known, NextCandidates candidates) {
        this.mautic = mautic;
        this.links = links;
        this.known = known;
        this.candidates = candidates;
    }

    /** Those that are due and their companions, company by company. */
    List<Wanted> with(Collection<Long> due) {
        if (due.isEmpty()) {
            return List.of();
        }
        var companies = new HashMap<>(mautic.primaryCompanyIds(due));
        companies.putAll(companionsAt(newAmong(companies), due));
        var contacts = new HashSet<>(due);
        contacts.addAll(companies.keySet());
        return contacts.stream()
                .map(id -> wanted(id, companies))
                .sorted(Comparator.comparingLong((Wanted wanted) -> wanted.companyId().orElse(0))
                        .thenComparingLong(Wanted::contactId))
                .toList();
    }

    private static Wanted wanted(long contactId, Map<Long, Long> companies) {
        var wanted = FirstSynchronisation.wanted(contactId);
        var company = companies.get(contactId);
        return company == null ? wanted : wanted.ofCompany(company);
    }

    private Set<Long> newAmong(Map<Long, Long> companies) {
        var fresh = new HashSet<>(companies.values());
        fresh.removeAll(links.companiesAmong(fresh));
        return fresh;
    }

    private Map<Long, Long> companionsAt(Set<Long> newCompanies, Collection<Long> due) {
        if (newCompanies.isEmpty()) {
            return Map.of();
        }
        var others = mautic.companyLinksOf(newCompanies, LINKS).stream()
                .filter(CompanyLink::primary)
                .filter(link -> !due.contains(link.contactId()))
                .collect(Collectors.toMap(CompanyLink::contactId, CompanyLink::companyId, (one, _) -> one));
        others.keySet().removeAll(known.standings(others.keySet()).keySet());
        if (!others.isEmpty()) {
            others.keySet().retainAll(candidates.among(others.keySet()));
        }
        return others;
    }
}
