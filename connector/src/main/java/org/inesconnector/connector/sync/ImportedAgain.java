package org.inesconnector.connector.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.FlaggedContacts;
import org.inesconnector.connector.links.HeldDeletions;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.OpenCreation;
import org.inesconnector.connector.links.SharedAddresses;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesValue;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.springframework.stereotype.Component;

/**
 * Recognises who was deleted in Mautic and is there again under another id: INES still has the contact, which was flagged then,
 * or is to be.
 */
@Component
class ImportedAgain {

    private static final int CANDIDATES = 5;

    private final FlaggedContacts flagged;
    private final Links links;
    private final Creations creations;
    private final HeldDeletions deletions;
    private final SharedAddresses addresses;
    private final MauticClient mautic;
    private final InesReading ines;
    private final Presence presence;

    ImportedAgain(
            FlaggedContacts flagged,
            Links links,
            Creations creations,
            HeldDeletions deletions,
            SharedAddresses addresses,
            MauticClient mautic,
            InesReading ines,
            Presence presence) {
        this.flagged = flagged;
        this.links = links;
        this.creations = creations;
        this.deletions = deletions;
        this.addresses = addresses;
        this.mautic = mautic;
        this.ines = ines;
        this.presence = presence;
    }

    /**
     * Linked contacts with the address of another one.
     *
     * @param withAddress those that have the address there too
     * @param all INES's contacts of those, and of all that had the address when they were last pushed, by Mautic contact
     * @param deleted of those the ones that Mautic does not have any more
     */
    record Others(List<ContactLink> withAddress, Map<Long, Integer> all, List<ContactLink> deleted) {

        static final Others NONE = new Others(List.of(), Map.of(), List.of());

        Others {
            withAddress = List.copyOf(withAddress);
            all = Map.copyOf(all);
            deleted = List.copyOf(deleted);
        }
    }

    sealed interface Answer {

        /** @param others who was linked with its address */
        record Nobody(Others others) implements Answer {}

        /** @param link as it is to be from now on; of one that is not flagged yet, as it is */
        record Known(ContactLink link) implements Answer {}

        /** INES has another address now: it may have become somebody else's record. */
        record InDoubt(Message why, Situation.Question question) implements Answer {}

        /** It may be at INES already, or soon; it, or another contact of its company with its address. */
        record BeingCreated(OpenCreation creation) implements Answer {}

        /** Mautic does not have so many any more that it may be another Mautic. */
        record HeldBack(Message why) implements Answer {}
    }

    /** Whether {@link #find} may find one of them, as far as is known here. */
    boolean mayBe(Collection<MauticContact> contacts) {
        var digests = contacts.stream()
                .map(MauticContact::email)
                .flatMap(Optional::stream)
                .map(Fingerprint::ofEmail)
                .toList();
        return flagged.hasAnyWithEmail(digests) || !creations.withEmail(digests).isEmpty();
    }

    /**
     * Of a contact that nothing else is known of.
     *
     * @throws NotCertainlyGone where INES cannot read a record
     */
    Answer find(MauticContact contact, MauticCompany company) {
        var digest = Fingerprint.ofEmail(contact.email().orElse(""));
        var answer = find(contact, flagged.withEmail(digest, contact.id(), CANDIDATES), Others.NONE);
        return answer instanceof Answer.Nobody
                ? beingCreated(contact, company).<Answer>map(Answer.BeingCreated::new).orElse(answer)
                : answer;
    }

    /** Another contact of the company with the address; or one with it that Mautic does not have any more. */
    Optional<OpenCreation> beingCreated(MauticContact contact, MauticCompany company) {
        return contact.email().map(Fingerprint::ofEmail)
                .flatMap(digest -> creations.withEmail(List.of(digest)).stream()
                        .filter(creation -> (isOf(company, creation) && !addresses.isShared(digest))
                                || isGone(creation.mauticContactId()))
                        .findFirst());
    }

    private static boolean isOf(MauticCompany company, OpenCreation creation) {
        return creation.intent().filter(intent -> intent.mauticCompanyId() == company.id()).isPresent();
    }

    /**
     * Likewise, who was deleted a moment ago: that comes before the deletion is believed, and nobody is flagged then. Also of
     * one that has an INES reference in Mautic's field.
     */
    Answer findDeleted(MauticContact contact, MauticCompany company) {
        var others = linked(contact, company, OptionalInt.empty());
        return heldBack(contact, others)
                .<Answer>map(Answer.HeldBack::new)
                .orElseGet(() -> find(contact, others.deleted(), others));
    }

    /** Why none of those that Mautic does not have any more is taken for a contact with the address. */
    Optional<Message> heldBack(MauticContact contact, Others others) {
        return others.deleted().stream()
                .findFirst()
                .filter(_ -> deletions.heldBack() > 0)
                .map(deleted -> Message.of(
                        "again.held-back", contact.id(), contact.email().orElse(""), deleted.mauticContactId()));
    }

    /** Who else is linked with the address of a contact that INES does not have any more. */
    Others others(MauticContact contact, MauticCompany company, int gone) {
        return linked(contact, company, OptionalInt.of(gone));
    }

    /**
     * Who was deleted in Mautic with the address and the name of a contact that INES does not have any more: INES's contact is
     * this one's, as that of who is imported again.
     *
     * @return as it is; of one that is flagged, as it is to be from now on
     * @throws NotCertainlyGone where INES cannot read a record
     */
    Optional<ContactLink> insteadOfGone(MauticContact contact, Others others) {
        var flaggedOnes = contact.email().map(Fingerprint::ofEmail)
                .map(digest -> flagged.withEmail(digest, contact.id(), CANDIDATES))
                .orElse(List.of());
        return Stream.concat(others.deleted().stream(), flaggedOnes.stream())
                .filter(link -> ines.contact(link.inesContactRef())
                        .filter(found -> Adoption.isContact(found, contact))
                        .filter(found -> Adoption.isContactByName(found, contact))
                        .isPresent())
                .findFirst();
    }

    /** @param own INES's contact, whose link may be another Mautic contact's until a merge is followed */
    private Others linked(MauticContact contact, MauticCompany company, OptionalInt own) {
        var deleted = new ArrayList<ContactLink>();
        var withAddress = new ArrayList<ContactLink>();
        var all = new HashMap<Long, Integer>();
        var others = contact.email().map(Fingerprint::ofEmail)
                .map(digest -> candidates(digest, contact, company))
                .orElse(List.of())
                .stream()
                .filter(link -> !own.equals(OptionalInt.of(link.inesContactRef())))
                .toList();
        for (var link : others) {
            all.put(link.mauticContactId(), link.inesContactRef());
            if (all.size() > CANDIDATES && isAnyOf(company, withAddress)) {
                continue;
            }
            var found = mautic.contact(link.mauticContactId());
            if (found.isEmpty()) {
                deleted.add(link);
            } else if (hasAddressOf(contact, found.get())) {
                withAddress.add(link);
            }
        }
        return new Others(withAddress, all, deleted);
    }

    /** Some; of the company's own all, unless several people are known to have the address: none may be overlooked. */
    private Collection<ContactLink> candidates(String digest, MauticContact contact, MauticCompany company) {
        var candidates = new LinkedHashMap<Long, ContactLink>();
        links.contactsWithEmail(digest, company.id(), CANDIDATES)
                .forEach(link -> candidates.put(link.mauticContactId(), link));
        if (candidates.size() == CANDIDATES) {
            links.contactAndThoseWithEmail(contact.id(), company.id(), digest).stream()
                    .filter(link -> link.mauticContactId() != contact.id())
                    .forEach(link -> candidates.putIfAbsent(link.mauticContactId(), link));
        }
        return candidates.values();
    }

    private static boolean isAnyOf(MauticCompany company, List<ContactLink> some) {
        return some.stream().anyMatch(link -> link.mauticCompanyId() == company.id());
    }

    /** @throws NotCertainlyGone where INES does not give it, and may have it */
    boolean isAtInes(ContactLink link) {
        try {
            return ines.contact(link.inesContactRef()).isPresent();
        } catch (NotCertainlyGone e) {
            throw new NotCertainlyGone(presence.ofOther(e.what(), link.mauticContactId()));
        }
    }

    /** Who was flagged, as one whose reference stands in Mautic's field: an export has it too. */
    Optional<ContactLink> withReference(MauticContact contact, Known known, Held held) {
        return held.contact()
                .filter(_ -> known.contactLink().isEmpty())
                .filter(found -> Adoption.isContact(found, contact))
                .flatMap(found -> flagged.withReference(found.reference(), contact.id()));
    }

    private static boolean hasAddressOf(MauticContact contact, MauticContact other) {
        return contact.email().map(Fingerprint::ofEmail).equals(other.email().map(Fingerprint::ofEmail));
    }

    private boolean isGone(long contactId) {
        return mautic.contact(contactId).isEmpty();
    }

    private Answer find(MauticContact contact, List<ContactLink> candidates, Others others) {
        for (var link : candidates) {
            var atInes = ines.contact(link.inesContactRef()).filter(found -> !isAnotherWithItsAddress(found, contact));
            if (atInes.isPresent()) {
                return found(contact, link, atInes.get());
            }
        }
        return new Answer.Nobody(others);
    }

    private Answer found(MauticContact contact, ContactLink link, Contact atInes) {
        if (!Adoption.isContact(atInes, contact)) {
            return inDoubt("again.other-address", contact, link, atInes.value(ContactField.PRIMARY_MAIL_ADDRESS));
        }
        return Adoption.isContactByName(atInes, contact) || !isAskedAbout(contact)
                ? new Answer.Known(link)
                : inDoubt("again.other-name", contact, link, atInes.value(ContactField.LAST_NAME));
    }

    private static Answer inDoubt(String key, MauticContact contact, ContactLink link, Optional<InesValue> atInes) {
        return new Answer.InDoubt(
                Message.of(
                        key,
                        contact.id(),
                        contact.email().orElse(""),
                        link.inesContactRef(),
                        Adoption.text(atInes)),
                new Situation.Question.IsSamePerson(link.inesContactRef(), contact.id()));
    }

    /** Two had the address at once, and a person was asked about them, whatever came of it. */
    private boolean isAskedAbout(MauticContact contact) {
        return contact.email().map(Fingerprint::ofEmail).filter(addresses::isAskedAbout).isPresent();
    }

    /** As a person has said: several people have the address. */
    private boolean isAnotherWithItsAddress(Contact found, MauticContact contact) {
        return !Adoption.isContactByName(found, contact)
                && contact.email().map(Fingerprint::ofEmail).filter(addresses::isShared).isPresent();
    }
}
