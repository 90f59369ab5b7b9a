package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Gatherers;
import org.inesconnector.connector.links.LinkedContacts;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.mautic.CompanyLink;
import org.inesconnector.mautic.ContactFilter;
import org.inesconnector.mautic.ContactModified;
import org.inesconnector.mautic.MauticClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Contacts that only an older plugin has pushed: they have INES's reference in Mautic, and no link here. */
@Component
class PushedBefore {

    private static final int SOME = 400;

    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

    private final MauticClient mautic;
    private final ObjectProvider<ContactPush> push;
    private final LinkedContacts linked;
    private final Links links;
    private final InstantSource clock;
    private volatile boolean thereAreSome;
    private volatile Instant countedAt = Instant.EPOCH;

    PushedBefore(MauticClient mautic, ObjectProvider<ContactPush> push, LinkedContacts linked, Links links,
            InstantSource clock) {
        this.mautic = mautic;
        this.push = push;
        this.linked = linked;
        this.links = links;
        this.clock = clock;
    }

    /** Those with this primary company. */
    Set<Long> ofCompany(long companyId) {
        return thereAreSome()
                ? among(mautic.companyLinksOf(Set.of(companyId)).stream()
                        .filter(CompanyLink::primary)
                        .map(CompanyLink::contactId)
                        .toList())
                : Set.of();
    }

    /** @param moment by Mautic's clock */
    Set<Long> modifiedSince(Instant moment) {
        return among(mautic.contactsModifiedSince(moment).stream().map(ContactModified::contactId).toList());
    }

    /**
     * Where nobody else has a reference, Mautic is not asked company by company. What is written while Mautic counts may only
     * make it say yes.
     */
    private boolean thereAreSome() {
        var now = clock.instant();
        if (now.isBefore(countedAt) || !now.isBefore(countedAt.plus(KNOWN_FOR))) {
            long written = links.countWrittenAfter(0, Set.of(""));
            thereAreSome = push.getObject().mapping()
                    .contactReferenceFields()
                    .stream()
                    .mapToLong(alias -> Candidates.countWithReferenceIn(mautic, alias))
                    .sum() > written;
            countedAt = now;
        }
        return thereAreSome;
    }

    private Set<Long> among(Collection<Long> contactIds) {
        var found = new TreeSet<Long>();
        contactIds.stream().distinct().gather(Gatherers.windowFixed(SOME)).forEach(some -> {
            for (var alias : push.getObject().mapping().contactReferenceFields()) {
                found.addAll(mautic.idsAmong(some, List.of(new ContactFilter.IsNotEmpty(alias))));
            }
            found.removeAll(linked.among(some));
        });
        return found;
    }
}
