package org.inesconnector.ines;

import java.util.List;

/**
 * The answer to a creation of a client with contacts.
 *
 * @param clientReference never 0
 * @param contacts in the order they were given; each recognised by its AutomationRef, else by its e-mail
 */
public record ClientCreated(int clientReference, List<ContactCreated> contacts) {

    public ClientCreated {
        contacts = List.copyOf(contacts);
    }

    /** @param reference INES's reference, or 0 where the answer has none for this contact: it was not created */
    public record ContactCreated(int automationRef, int reference) {}
}
