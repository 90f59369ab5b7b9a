package org.inesconnector.connector.users;

import org.inesconnector.connector.messages.Message;

/** A name or password that cannot be taken. */
public final class UnusablePassword extends RuntimeException {

    private final transient Message why;

    UnusablePassword(Message why) {
        super(why.key());
        this.why = why;
    }

    public Message why() {
        return why;
    }
}
