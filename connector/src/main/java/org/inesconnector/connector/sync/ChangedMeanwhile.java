package org.inesconnector.connector.sync;

import org.inesconnector.connector.messages.Message;

/** INES answers otherwise of a record than when the plan was made: what the plan would write may undo what somebody gave. */
final class ChangedMeanwhile extends RuntimeException {

    private final transient Message why;

    /** Somebody has changed the record at INES since it was read: an update would put that back. */
    ChangedMeanwhile() {
        this(Message.of("push.changed-meanwhile"));
    }

    private ChangedMeanwhile(Message why) {
        super("INES answers otherwise of the record than before: " + why.key(), null, false, false);
        this.why = why;
    }

    /** The record seemed to have no custom field, and has some: what was planned to be inserted may be there. */
    static ChangedMeanwhile fieldsAppeared() {
        return new ChangedMeanwhile(Message.of("push.fields-appeared"));
    }

    Message why() {
        return why;
    }
}
