package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.ines.CustomFieldValue;
import org.inesconnector.ines.InesClient;

/** Reads what INES holds of a contact and its company. */
final class InesReading {

    private final InesClient ines;

    InesReading(InesClient ines) {
        this.ines = ines;
    }

    Held read(Known known, long companyId, Mapping mapping) {
        var contact = existing(known.contactRef(), ines::contact);
        var client = client(known, companyId, contact);
        return new Held(
                contact,
                client,
                customFields(mapping, Concept.CONTACT, contact.map(Contact::reference)),
                customFields(mapping, Concept.CLIENT, client.map(Client::reference)));
    }

    /**
     * The client that stands for the company. Where none is known, or the known one is gone while the contact lives
     * on at another (a salesperson moved it, or merged two clients), that other one.
     */
    private Optional<Client> client(Known known, long companyId, Optional<Contact> contact) {
        var reference = known.clientRef(companyId);
        var client = existing(reference, ines::client);
        if (client.isPresent() || known.hasMovedTo(companyId)) {
            return client;
        }
        return contact.map(Contact::clientReference)
                .filter(other -> other > 0 && !reference.equals(OptionalInt.of(other)))
                .flatMap(other -> existing(OptionalInt.of(other), ines::client));
    }

    /**
     * INES says "deleted" with the same fault as it says "something went wrong": only the same answer twice counts,
     * since a record that is taken for deleted is created again.
     */
    private static <T> Optional<T> existing(OptionalInt reference, IntFunction<Optional<T>> read) {
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        return read.apply(reference.getAsInt()).or(() -> read.apply(reference.getAsInt()));
    }

    private List<CustomFieldValue> customFields(Mapping mapping, Concept concept, Optional<Integer> reference) {
        if (reference.isEmpty() || !mapping.hasCustomFields(concept)) {
            return List.of();
        }
        var owner = concept == Concept.CONTACT ? CustomFieldOwner.CONTACT : CustomFieldOwner.COMPANY;
        return ines.customFields(owner, reference.get());
    }
}
