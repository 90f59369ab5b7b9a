package org.inesconnector.connector.sync;

import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.ines.Contact;
import org.inesconnector.mautic.MauticContact;

/**
 * Which INES records a contact and its company are known to be.
 *
 * @param mauticContactRef the reference in Mautic's field, which an older plugin may have left there
 * @param mauticClientRef likewise, of the client
 * @param colleaguesClientRef the company's client, as its other contacts say: those that an older plugin has pushed, or where the
 *            linked client is gone, those that are linked
 * @param inFormerFields whether one of the references stands only in a field that was chosen before another one
 */
record Known(
        Optional<ContactLink> contactLink,
        Optional<CompanyLink> companyLink,
        OptionalInt mauticContactRef,
        OptionalInt mauticClientRef,
        OptionalInt colleaguesClientRef,
        boolean inFormerFields) {

    Known(
            Optional<ContactLink> contactLink,
            Optional<CompanyLink> companyLink,
            OptionalInt mauticContactRef,
            OptionalInt mauticClientRef) {
        this(contactLink, companyLink, mauticContactRef, mauticClientRef, OptionalInt.empty(), false);
    }

    static Known of(
            Optional<ContactLink> contactLink,
            Optional<CompanyLink> companyLink,
            MauticContact contact,
            Mapping mapping) {
        var contactRef = InesReference.ofContact(contact, mapping).number();
        var clientRef = InesReference.ofClient(contact, mapping).number();
        boolean areChosen = contactRef.equals(InesReference.in(contact, mapping.contactReferenceField()).number())
                && clientRef.equals(InesReference.in(contact, mapping.clientReferenceField()).number());
        return new Known(contactLink, companyLink, contactRef, clientRef, OptionalInt.empty(), !areChosen);
    }

    Known with(Optional<ContactLink> otherContactLink, Optional<CompanyLink> otherCompanyLink) {
        return new Known(otherContactLink, otherCompanyLink, mauticContactRef, mauticClientRef, colleaguesClientRef,
                inFormerFields);
    }

    Known with(ContactLink link) {
        return new Known(Optional.of(link), companyLink, mauticContactRef, mauticClientRef, colleaguesClientRef,
                inFormerFields);
    }

    Known with(CompanyLink link) {
        return new Known(contactLink, Optional.of(link), mauticContactRef, mauticClientRef, colleaguesClientRef,
                inFormerFields);
    }

    Known withColleaguesAt(int clientRef) {
        return new Known(
                contactLink, companyLink, mauticContactRef, mauticClientRef, OptionalInt.of(clientRef), inFormerFields);
    }

    OptionalInt contactRef() {
        return contactLink.map(link -> OptionalInt.of(link.inesContactRef())).orElse(mauticContactRef);
    }

    OptionalInt linkedContactRef() {
        return contactLink.map(link -> OptionalInt.of(link.inesContactRef())).orElseGet(OptionalInt::empty);
    }

    /** The client that stands for the contact's company. */
    OptionalInt clientRef(long companyId) {
        if (colleaguesClientRef.isPresent()) {
            return colleaguesClientRef;
        }
        if (companyLink.isPresent()) {
            return linkedClientRef();
        }
        if (contactLink.isEmpty()) {
            return mauticClientRef;
        }
        return contactLink
                .filter(link -> link.mauticCompanyId() == companyId)
                .map(link -> OptionalInt.of(link.inesClientRef()))
                .orElseGet(OptionalInt::empty);
    }

    /** The client that stood for the contact's company so far, whoever remembers it. */
    OptionalInt formerClientRef(long companyId) {
        return companyLink.isPresent() ? linkedClientRef() : clientRef(companyId);
    }

    private OptionalInt linkedClientRef() {
        return companyLink.map(link -> OptionalInt.of(link.inesClientRef())).orElseGet(OptionalInt::empty);
    }

    /** Where another client was found for a company whose linked one is gone. */
    private boolean hasNewClient() {
        return companyLink.isPresent() && colleaguesClientRef.isPresent();
    }

    /** How many calls to INES read what it holds of them, as long as all of it exists there. */
    int reads(long companyId, Mapping mapping) {
        return (contactRef().isPresent() ? 1 + customFields(mapping, Concept.CONTACT) : 0)
                + (clientRef(companyId).isPresent() ? 1 + customFields(mapping, Concept.CLIENT) : 0);
    }

    private static int customFields(Mapping mapping, Concept concept) {
        return mapping.hasCustomFields(concept) ? 1 : 0;
    }

    boolean hasMovedTo(long companyId) {
        return contactLink.filter(link -> link.mauticCompanyId() != companyId).isPresent();
    }

    /** Whether the contact is to be at its company's client, wherever INES has it now. */
    boolean belongsElsewhere(long companyId, Contact atInes) {
        return hasMovedTo(companyId)
                || (hasNewClient() && !colleaguesClientRef.equals(OptionalInt.of(atInes.clientReference())))
                || companyLink
                        .filter(link -> link.replacedClientRef().equals(OptionalInt.of(atInes.clientReference())))
                        .isPresent();
    }

    boolean mauticHas(int contactRef, int clientRef) {
        return !inFormerFields && mauticContactRef.equals(OptionalInt.of(contactRef))
                && mauticClientRef.equals(OptionalInt.of(clientRef));
    }
}
