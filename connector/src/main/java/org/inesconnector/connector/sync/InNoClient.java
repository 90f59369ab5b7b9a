package org.inesconnector.connector.sync;

import org.inesconnector.connector.messages.Message;

/** INES has a contact in no client, or is in trouble: an update, which sends the whole contact, would take it from its own. */
final class InNoClient extends RuntimeException {

    private final int reference;

    InNoClient(int reference) {
        super("INES answered contact %d with 0 for its client".formatted(reference));
        this.reference = reference;
    }

    Message why() {
        return Message.of("ines.contact-in-no-client", reference);
    }
}
