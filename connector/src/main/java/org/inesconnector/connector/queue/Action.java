package org.inesconnector.connector.queue;

import org.inesconnector.connector.messages.Message;

/** What is to happen at INES. */
public enum Action {
    /** The contact is created or updated there. */
    UPDATE,
    /** The contact no longer exists in Mautic: INES's is flagged "no longer synchronised". */
    DELETE;

    public Message message() {
        return Message.of("action." + name());
    }
}
