package org.inesconnector.connector.secrets;

import org.inesconnector.connector.messages.Message;
import org.jspecify.annotations.Nullable;

/** Secrets cannot be encrypted or read. */
public final class UnusableKey extends RuntimeException {

    private final Message why;

    UnusableKey(Message why, @Nullable Throwable cause) {
        super(why.key(), cause);
        this.why = why;
    }

    /** What is wrong, and what to do. */
    public Message why() {
        return why;
    }
}
