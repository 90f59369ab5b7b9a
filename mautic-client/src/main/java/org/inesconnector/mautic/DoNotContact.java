package org.inesconnector.mautic;

/** @param channel such as {@code email} or {@code sms} */
public record DoNotContact(String channel, Reason reason) {

    /** Mautic's reasons 1, 2 and 3; {@code OTHER} for a number that is not known. */
    public enum Reason {
        UNSUBSCRIBED, BOUNCED, BY_HAND, OTHER
    }
}
