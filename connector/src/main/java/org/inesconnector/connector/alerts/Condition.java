package org.inesconnector.connector.alerts;

import java.util.Locale;
import org.inesconnector.connector.messages.Message;

/** What should not be, and a person may have to see to. */
public enum Condition {
    INES_PAUSED("/"),
    MAUTIC_PAUSED("/"),
    /** Mautic does not send its events here. */
    WEBHOOK_OFF("/settings/mautic"),
    /** What changed in Mautic was not read, or not shown, for longer than the limit. */
    FEED_BEHIND("/"),
    /** A contact has waited for longer than the limit. */
    ROWS_WAIT("/journal?state=PENDING"),
    /** Mautic's count of contacts and the connector's do not add up. */
    UNACCOUNTED("/"),
    /** INES has not taken leads for an hour, though it can be used. */
    LEADS_WAIT("/"),
    /** Contacts failed, and nobody has seen to one of them for longer than the limit. */
    CONTACTS_FAILED("/journal?state=FAILED"),
    /** Nobody has answered a question for longer than the limit. */
    QUESTIONS_WAIT("/questions"),
    /** The settings name another INES account, or another Mautic, than those that are linked: nothing is sent. */
    OTHER_PAIR("/questions");

    private final String page;

    Condition(String page) {
        this.page = page;
    }

    /** The page that shows more of it. */
    String page() {
        return page;
    }

    /** As metrics and programs call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Message title() {
        return Message.of("alert.title." + word());
    }

    /** What a person can do about it. */
    public Message advice() {
        return Message.of("alert.advice." + word());
    }
}
