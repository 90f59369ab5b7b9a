package org.inesconnector.connector.queue;

import org.inesconnector.connector.messages.Message;

/** The states of a row; the ways between them are drawn in {@code docs/architecture.md}. */
public enum RowState {
    PENDING, RUNNING, DONE, SKIPPED, UNCERTAIN, FAILED;

    public Message message() {
        return Message.of("state." + name());
    }
}
