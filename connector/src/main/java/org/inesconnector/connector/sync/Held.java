package org.inesconnector.connector.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.CustomFieldValue;
import org.inesconnector.ines.InesValue;

/**
 * What INES holds now.
 *
 * @param contact empty where no reference is known or it was deleted at INES
 * @param client the client that stands for the contact's company; likewise
 * @param readSince when its reading began, by {@link System#nanoTime}
 */
record Held(
        Optional<Contact> contact,
        Optional<Client> client,
        List<CustomFieldValue> contactCustomFields,
        List<CustomFieldValue> clientCustomFields,
        long readSince) {

    static final Held NOTHING = new Held(Optional.empty(), Optional.empty(), List.of(), List.of());

    Held {
        contactCustomFields = List.copyOf(contactCustomFields);
        clientCustomFields = List.copyOf(clientCustomFields);
    }

    /** What was read just now. */
    Held(
            Optional<Contact> contact,
            Optional<Client> client,
            List<CustomFieldValue> contactCustomFields,
            List<CustomFieldValue> clientCustomFields) {
        this(contact, client, contactCustomFields, clientCustomFields, System.nanoTime());
    }

    boolean isOlderThan(Duration age) {
        return System.nanoTime() - readSince > age.toNanos();
    }

    /** What INES has in a field of the contact or the client; empty for nothing. */
    Optional<InesValue> value(InesTarget target) {
        return switch (target) {
            case InesTarget.Standard(Concept _, ContactField field) -> contact.flatMap(record -> record.value(field));
            case InesTarget.Standard(Concept _, ClientField field) -> client.flatMap(record -> record.value(field));
            case InesTarget.Custom(Concept concept, int inesId) -> customFields(concept).stream()
                    .filter(value -> value.definition() == inesId && !value.value().isBlank())
                    .map(value -> InesValue.text(value.value()))
                    .findFirst();
        };
    }

    private List<CustomFieldValue> customFields(Concept concept) {
        return switch (concept) {
            case CONTACT -> contactCustomFields;
            case CLIENT -> clientCustomFields;
        };
    }
}
