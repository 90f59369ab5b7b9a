package org.inesconnector.connector.queue;

import org.inesconnector.connector.messages.Message;

/** Where a contact stands that the connector has come to know. */
public enum Standing {
    LINKED, WAITING, SKIPPED, UNCERTAIN, FAILED;

    public Message message() {
        return Message.of("standing." + name());
    }
}
