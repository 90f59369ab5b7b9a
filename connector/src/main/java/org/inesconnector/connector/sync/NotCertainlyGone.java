package org.inesconnector.connector.sync;

import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.messages.Message;

/** INES does not give a record that it had: it may be deleted, or INES in trouble. */
final class NotCertainlyGone extends RuntimeException {

    private final Concept concept;
    private final int reference;
    private final transient Message why;

    NotCertainlyGone(Concept concept, int reference, Message why) {
        super(why.toString());
        this.concept = concept;
        this.reference = reference;
        this.why = why;
    }

    Concept concept() {
        return concept;
    }

    int reference() {
        return reference;
    }

    Message why() {
        return why;
    }
}
