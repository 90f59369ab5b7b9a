package org.inesconnector.connector.sync;

import org.inesconnector.connector.messages.Message;

/** Why a contact is not sent. None of these is an error. */
public enum SkipReason {
    NO_EMAIL("skip.no-email"),
    NO_COMPANY("skip.no-company"),
    STOP_SYNC("skip.stop-sync"),
    /** Another contact of its company has its address, and is at INES: a person says whether they are one. */
    SAME_ADDRESS("skip.same-address"),
    /** INES's interface takes something of a contact that it does not answer: a person says whether that may be lost. */
    UPDATE_WOULD_BLANK("skip.update-would-blank"),
    NOT_PUBLISHED("skip.not-published");

    private final String key;

    SkipReason(String key) {
        this.key = key;
    }

    public Message message() {
        return Message.of(key);
    }
}
