package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.ines.CustomFieldValue;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.springframework.stereotype.Component;

/** Reads what INES holds of a contact and its company. */
@Component
class InesReading {

    private final InesClient ines;
    private final Presence presence;

    InesReading(InesClient ines, Presence presence) {
        this.ines = ines;
        this.presence = presence;
    }

    /**
     * @throws NotCertainlyGone where a record cannot be read, and may be deleted or not
     * @throws InNoClient where the contact is in no client
     */
    Held read(Known known, long companyId, Mapping mapping) {
        long since = System.nanoTime();
        var contact = existing(known.contactRef(), presence::ofContact).map(InesReading::withClient)
                .map(read -> AutomationFields.withUnread(read, ines.unread(), known.contactLink()
                        .map(link -> link.settled().get(AutomationFields.UNSUBSCRIBED))));
        var client = client(known, companyId, contact);
        if (client.isPresent()) {
            contact.filter(atInes -> atInes.clientReference() == 0 && !known.belongsElsewhere(companyId, atInes))
                    .ifPresent(atInes -> {
                        throw new InNoClient(atInes.reference());
                    });
        }
        return new Held(
                contact,
                client,
                customFields(mapping, Concept.CONTACT, contact.map(Contact::reference)),
                customFields(mapping, Concept.CLIENT, client.map(Client::reference)),
                since);
    }

    /** An update sends the whole contact: one that was read without this would be taken from its client. */
    private static Contact withClient(Contact contact) {
        if (!contact.values().containsKey(ContactField.COMPANY_REF)) {
            throw new InesException.NotUnderstood("GetContact",
                    "INES answered contact %d without its client (CompanyRef)".formatted(contact.reference()), null);
        }
        return contact;
    }

    /** What updates of contacts would blank: then none is made. */
    Set<String> blankedByUpdates() {
        return ines.blankedByUpdates();
    }

    /**
     * A client that may stand for a company.
     *
     * @throws NotCertainlyGone where it cannot be read, and may be deleted or not
     */
    Optional<Client> client(int reference) {
        return existing(presence.ofClient(reference));
    }

    /** Likewise, a contact. */
    Optional<Contact> contact(int reference) {
        return existing(presence.ofContact(reference));
    }

    /**
     * The client that stands for the company. Where none is known, or the known one is gone while the contact lives
     * on at another (a salesperson moved it, or merged two clients), that other one; whether it may stand for the company
     * {@link Adoption} says.
     */
    private Optional<Client> client(Known known, long companyId, Optional<Contact> contact) {
        var reference = known.clientRef(companyId);
        var client = existing(reference, presence::ofClient);
        if (client.isPresent() || known.hasMovedTo(companyId)) {
            return client;
        }
        return contact.map(Contact::clientReference)
                .filter(other -> other > 0 && !reference.equals(OptionalInt.of(other)))
                .flatMap(other -> existing(presence.ofClient(other)));
    }

    private static <T> Optional<T> existing(OptionalInt reference, IntFunction<Presence.Answer<T>> read) {
        return reference.isEmpty() ? Optional.empty() : existing(read.apply(reference.getAsInt()));
    }

    private static <T> Optional<T> existing(Presence.Answer<T> answer) {
        return switch (answer) {
            case Presence.Answer.Found<T>(T record) -> Optional.of(record);
            case Presence.Answer.Gone<T> _ -> Optional.empty();
            case Presence.Answer.Uncertain<T>(var what) -> throw new NotCertainlyGone(what);
        };
    }

    private List<CustomFieldValue> customFields(Mapping mapping, Concept concept, Optional<Integer> reference) {
        if (reference.isEmpty() || !mapping.hasCustomFields(concept)) {
            return List.of();
        }
        var owner = concept == Concept.CONTACT ? CustomFieldOwner.CONTACT : CustomFieldOwner.COMPANY;
        return ines.customFields(owner, reference.get());
    }
}
