package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.CustomFieldValue;

/**
 * What INES holds now.
 *
 * @param contact empty where no reference is known or it was deleted at INES
 * @param client the client that stands for the contact's company; likewise
 */
record Held(
        Optional<Contact> contact,
        Optional<Client> client,
        List<CustomFieldValue> contactCustomFields,
        List<CustomFieldValue> clientCustomFields) {

    static final Held NOTHING = new Held(Optional.empty(), Optional.empty(), List.of(), List.of());

    Held {
        contactCustomFields = List.copyOf(contactCustomFields);
        clientCustomFields = List.copyOf(clientCustomFields);
    }
}
