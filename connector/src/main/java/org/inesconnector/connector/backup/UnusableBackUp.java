package org.inesconnector.connector.backup;

import org.inesconnector.connector.messages.Message;
import org.jspecify.annotations.Nullable;

/** A back-up cannot be made, or not be restored; nothing was changed. */
public final class UnusableBackUp extends RuntimeException {

    private final Message why;

    UnusableBackUp(Message why, @Nullable Throwable cause) {
        super(why.key(), cause);
        this.why = why;
    }

    static UnusableBackUp because(String key, Object... arguments) {
        return new UnusableBackUp(Message.of(key, arguments), null);
    }

    /** What is wrong, and what to do. */
    public Message why() {
        return why;
    }
}
