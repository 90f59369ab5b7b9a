package org.inesconnector.connector.users;

import org.inesconnector.connector.messages.Message;

/** What somebody may do on the pages. */
public enum Role {
    /** Everything. */
    ADMINISTRATOR,
    /** See where contacts stand and what became of them. */
    READER;

    public Message message() {
        return Message.of("user.role." + name());
    }
}
