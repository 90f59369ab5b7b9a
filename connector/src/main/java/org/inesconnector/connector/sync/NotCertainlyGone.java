package org.inesconnector.connector.sync;

import org.inesconnector.connector.messages.Message;

/** INES answers a fault for a record that it had: it may be deleted, or INES in trouble. */
final class NotCertainlyGone extends RuntimeException {

    private final transient Message why;

    NotCertainlyGone(Message why) {
        super(why.toString());
        this.why = why;
    }

    Message why() {
        return why;
    }
}
