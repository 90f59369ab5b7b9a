package org.inesconnector.connector.links;

import org.inesconnector.connector.messages.Message;

/** INES has created a contact of one that is linked with another, and no merge explains it: nothing is written over. */
public final class AlreadyLinked extends RuntimeException {

    private final transient Message reason;

    AlreadyLinked(ContactLink link, int inesContactRef) {
        super("Mautic contact %d is INES contact %d, and not %d".formatted(
                link.mauticContactId(), link.inesContactRef(), inesContactRef));
        this.reason = Message.of(
                "uncertain.already-linked", inesContactRef, link.mauticContactId(), link.inesContactRef());
    }

    /** What a person is to do. */
    public Message reason() {
        return reason;
    }
}
