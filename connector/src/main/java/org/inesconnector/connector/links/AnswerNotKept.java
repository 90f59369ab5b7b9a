package org.inesconnector.connector.links;

import org.inesconnector.connector.messages.Message;

/** INES answered a creation, and the database did not take the answer. It is in the log. */
public final class AnswerNotKept extends RuntimeException {

    private final transient Message reason;

    AnswerNotKept(Message reason, Throwable cause) {
        super(reason.toString(), cause);
        this.reason = reason;
    }

    public Message reason() {
        return reason;
    }
}
