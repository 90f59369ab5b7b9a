package org.inesconnector.connector.sync;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticContact;
import org.springframework.stereotype.Component;

/**
 * Finds the link of a contact that has none of its own, but into which Mautic may have merged one that has: one with the
 * INES reference that stands in its field, or with its e-mail address.
 */
@Component
class Merges {

    private static final int CANDIDATES = 5;

    private final Links links;
    private final MauticClient mautic;

    Merges(Links links, MauticClient mautic) {
        this.links = links;
        this.mautic = mautic;
    }

    /** The link of one that Mautic says was merged into this contact. */
    Optional<ContactLink> linkOfLoser(MauticContact contact, Mapping mapping) {
        var byReference = InesReference.ofContact(contact, mapping).number().stream()
                .mapToObj(links::contactWithReference)
                .flatMap(Optional::stream);
        return Stream.concat(byReference, byEmail(contact).stream())
                .filter(link -> isNow(link.mauticContactId(), contact.id()))
                .findFirst();
    }

    /** Of contacts without an INES reference: whether {@link #linkOfLoser} could find anything for one of them. */
    boolean mayHaveLosers(Collection<MauticContact> contacts) {
        var digests = contacts.stream().map(MauticContact::email).flatMap(Optional::stream).map(Fingerprint::ofEmail)
                .toList();
        return !digests.isEmpty() && links.hasAnyWithEmail(digests);
    }

    private List<ContactLink> byEmail(MauticContact contact) {
        return contact.email()
                .map(email -> links.contactsWithEmail(Fingerprint.ofEmail(email), CANDIDATES))
                .orElseGet(List::of);
    }

    private boolean isNow(long asked, long id) {
        return asked != id && mautic.contact(asked).filter(found -> found.id() == id).isPresent();
    }
}
