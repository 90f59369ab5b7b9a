package org.inesconnector.connector.queue;

import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.Cause;

/** What brought a contact into the queue. */
public enum Origin {
    FORM(Cause.DIRECT_PUSH),
    CAMPAIGN(Cause.DIRECT_PUSH),
    POINTS(Cause.DIRECT_PUSH),
    SEGMENT(Cause.DIRECT_PUSH),
    /** The tag, where nothing says who gave it. */
    TAG(Cause.DIRECT_PUSH),
    BY_HAND(Cause.DIRECT_PUSH),
    CHANGE(Cause.SYNCHRONISATION),
    FIRST_SYNCHRONISATION(Cause.FIRST_SYNCHRONISATION),
    /** All that are linked are looked at once more: the mapping was changed, or changes were missed. */
    LOOK(Cause.LOOK),
    /** Their company was changed; nothing says that they were. */
    COMPANY(Cause.COMPANY),
    /**
     * Both sides were compared, and somebody wanted what differs put right, or a restored database takes over what it does not
     * know. Nobody has said that Mautic's values are newer than what salespeople wrote.
     */
    AUDIT(Cause.LOOK),
    /** Likewise, and meanwhile the contact was changed in Mautic. */
    AUDIT_AND_CHANGE(Cause.SYNCHRONISATION),
    /** A person has answered a question, so that what Mautic has goes to INES. */
    ANSWER(Cause.SYNCHRONISATION);

    private final Cause cause;

    Origin(Cause cause) {
        this.cause = cause;
    }

    Cause cause() {
        return cause;
    }

    /** 0 goes first: somebody asked for this contact at this moment. */
    int priority() {
        return cause == Cause.DIRECT_PUSH ? 0 : 1;
    }

    public Message message() {
        return Message.of("origin." + name());
    }
}
