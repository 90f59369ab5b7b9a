package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.OpenCreation;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.InesClient;
import org.inesconnector.mautic.MauticClient;
import org.springframework.stereotype.Service;

/** Lets a person say how a creation ended that nobody else can know of. */
@Service
public class Settlement {

    private final Creations creations;
    private final Links links;
    private final InesClient ines;
    private final MauticClient mautic;

    Settlement(Creations creations, Links links, InesClient ines, MauticClient mautic) {
        this.creations = creations;
        this.links = links;
        this.ines = ines;
        this.mautic = mautic;
    }

    /** Creations that wait for a person. */
    public List<OpenCreation> uncertain() {
        return creations.all().stream()
                .filter(creation -> creation.uncertainBecause().isPresent())
                .toList();
    }

    /**
     * The contact was created after all. INES is asked whether it knows the reference, and at which client.
     *
     * @return what was wrong with that, or empty where it is settled
     */
    public Optional<Message> exists(long mauticContactId, int inesContactRef) {
        var creation = find(mauticContactId);
        if (creation.isEmpty()) {
            return Optional.of(Message.of("settle.nothing-uncertain", mauticContactId));
        }
        var contact = ines.contact(inesContactRef);
        if (contact.isEmpty() || contact.get().clientReference() == 0) {
            return Optional.of(Message.of("settle.not-at-ines", inesContactRef));
        }
        if (links.contactWithReference(inesContactRef).isPresent()) {
            return Optional.of(Message.of("settle.reference-taken", inesContactRef));
        }
        return link(creation.get(), inesContactRef, contact.get().clientReference());
    }

    private Optional<Message> link(OpenCreation creation, int contactRef, int clientRef) {
        long contactId = creation.mauticContactId();
        var company = Optional.ofNullable(mautic.primaryCompanies(List.of(contactId)).get(contactId));
        if (company.isEmpty()) {
            return Optional.of(Message.of("skip.no-company"));
        }
        long companyId = company.get().id();
        var companyLink = new CompanyLink(companyId, clientRef, OptionalInt.empty(), Optional.empty(), Map.of());
        var contactLink = new ContactLink(
                contactId, contactRef, clientRef, companyId, Optional.empty(), Map.of(), false);
        creations.succeeded(creation.id(), Optional.of(companyLink), Optional.of(contactLink), Optional.empty());
        return Optional.empty();
    }

    /** Nothing was created: the next push may create the contact. */
    public Optional<Message> createAgain(long mauticContactId) {
        var creation = find(mauticContactId);
        creation.ifPresent(found -> creations.abandon(found.id()));
        return creation.isPresent()
                ? Optional.empty()
                : Optional.of(Message.of("settle.nothing-uncertain", mauticContactId));
    }

    private Optional<OpenCreation> find(long mauticContactId) {
        return creations.of(mauticContactId)
                .filter(creation -> creation.uncertainBecause().isPresent());
    }
}
