package org.inesconnector.connector.alerts;

import java.util.Locale;
import org.inesconnector.connector.messages.Message;

/** How people are told. */
public enum Channel {
    MAIL, WEBHOOK;

    public Message title() {
        return Message.of("alert.channel." + name().toLowerCase(Locale.ROOT));
    }
}
