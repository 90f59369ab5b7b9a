package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.MissingAtInes;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.ines.CustomFieldValue;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.Lookup;
import org.inesconnector.ines.ValueList;
import org.springframework.stereotype.Component;

/** Reads what INES holds of a contact and its company. */
@Component
class InesReading {

    private static final int WITNESSES = 3;

    private final InesClient ines;
    private final Links links;
    private final MissingAtInes missing;
    private final SyncSettings settings;

    InesReading(InesClient ines, Links links, MissingAtInes missing, SyncSettings settings) {
        this.ines = ines;
        this.links = links;
        this.missing = missing;
        this.settings = settings;
    }

    /** @throws NotCertainlyGone where a record cannot be read, and may be deleted or not */
    Held read(Known known, long companyId, Mapping mapping) {
        var contact = existing(Concept.CONTACT, known.contactRef(), ines::lookUpContact);
        var client = client(known, companyId, contact);
        return new Held(
                contact,
                client,
                customFields(mapping, Concept.CONTACT, contact.map(Contact::reference)),
                customFields(mapping, Concept.CLIENT, client.map(Client::reference)));
    }

    /**
     * A client that may stand for a company.
     *
     * @throws NotCertainlyGone where it cannot be read, and may be deleted or not
     */
    Optional<Client> client(int reference) {
        return existing(Concept.CLIENT, reference, ines::lookUpClient);
    }

    /** Likewise, a contact. */
    Optional<Contact> contact(int reference) {
        return existing(Concept.CONTACT, reference, ines::lookUpContact);
    }

    /**
     * The client that stands for the company. Where none is known, or the known one is gone while the contact lives
     * on at another (a salesperson moved it, or merged two clients), that other one.
     */
    private Optional<Client> client(Known known, long companyId, Optional<Contact> contact) {
        var reference = known.clientRef(companyId);
        var client = existing(Concept.CLIENT, reference, ines::lookUpClient);
        if (client.isPresent() || known.hasMovedTo(companyId)) {
            return client;
        }
        return contact.map(Contact::clientReference)
                .filter(other -> other > 0 && !reference.equals(OptionalInt.of(other)))
                .flatMap(other -> existing(Concept.CLIENT, OptionalInt.of(other), ines::lookUpClient));
    }

    private <T> Optional<T> existing(Concept concept, OptionalInt reference, IntFunction<Lookup<T>> read) {
        return reference.isEmpty() ? Optional.empty() : existing(concept, reference.getAsInt(), read);
    }

    private <T> Optional<T> existing(Concept concept, int reference, IntFunction<Lookup<T>> read) {
        var answer = read.apply(reference);
        if (answer instanceof Lookup.Found<T>(T value)) {
            missing.answered(concept, reference);
            return Optional.of(value);
        }
        return withoutRecord(concept, reference, answer, read);
    }

    /**
     * INES says "deleted" with the same fault as it says "something went wrong", or with an answer that lacks the
     * reference, as any broken answer does; and a record that is taken for deleted is created again. So a person must have
     * looked, or INES must say it in two pushes with some time between them, and in the second one give another record.
     */
    private <T> Optional<T> withoutRecord(
            Concept concept, int reference, Lookup<T> answer, IntFunction<Lookup<T>> read) {
        ines.valueList(ValueList.CONTACT_TYPES);
        if (missing.isConfirmed(concept, reference)) {
            return again(concept, reference, read);
        }
        if (!missing.sinceAtLeast(settings.goneAfter(), concept, reference)) {
            throw new NotCertainlyGone(concept, reference, why(concept, reference, answer));
        }
        if (!givesOthers(concept, reference)) {
            throw new NotCertainlyGone(concept, reference, nothingIsGiven(concept, reference));
        }
        return again(concept, reference, read);
    }

    private <T> Optional<T> again(Concept concept, int reference, IntFunction<Lookup<T>> read) {
        var found = read.apply(reference).found();
        found.ifPresent(_ -> missing.answered(concept, reference));
        return found;
    }

    /** Who may not read records, or not now, gets none: then none is gone. Contacts and clients vouch for each other. */
    private boolean givesOthers(Concept concept, int reference) {
        var contacts = links.lastContactReferences(WITNESSES, concept == Concept.CONTACT ? reference : 0).stream()
                .<Supplier<Lookup<?>>>map(other -> () -> ines.lookUpContact(other));
        var clients = links.lastClientReferences(WITNESSES, concept == Concept.CLIENT ? reference : 0).stream()
                .<Supplier<Lookup<?>>>map(other -> () -> ines.lookUpClient(other));
        var same = (concept == Concept.CONTACT ? contacts : clients).toList();
        var witnesses = same.isEmpty() ? (concept == Concept.CONTACT ? clients : contacts).toList() : same;
        return witnesses.stream().anyMatch(witness -> witness.get() instanceof Lookup.Found);
    }

    private Message why(Concept concept, int reference, Lookup<?> answer) {
        boolean isContact = concept == Concept.CONTACT;
        long seconds = settings.goneAfter().toSeconds();
        return answer instanceof Lookup.Faulted<?>(String words)
                ? Message.of(isContact ? "ines.contact-unreadable" : "ines.client-unreadable", reference, words,
                        seconds)
                : Message.of(isContact ? "ines.contact-absent" : "ines.client-absent", reference, seconds);
    }

    private static Message nothingIsGiven(Concept concept, int reference) {
        return Message.of(
                concept == Concept.CONTACT ? "ines.contact-and-others-absent" : "ines.client-and-others-absent",
                reference);
    }

    private List<CustomFieldValue> customFields(Mapping mapping, Concept concept, Optional<Integer> reference) {
        if (reference.isEmpty() || !mapping.hasCustomFields(concept)) {
            return List.of();
        }
        var owner = concept == Concept.CONTACT ? CustomFieldOwner.CONTACT : CustomFieldOwner.COMPANY;
        return ines.customFields(owner, reference.get());
    }
}
