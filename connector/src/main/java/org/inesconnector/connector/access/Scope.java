package org.inesconnector.connector.access;

import org.inesconnector.connector.messages.Message;

/** What a token is good for. */
public enum Scope {
    /** Only to ask for pushes: such a token stands in Mautic, where others can read it. */
    PUSH,
    /** The whole REST API. */
    API,
    /** Only to read metrics and health. */
    METRICS;

    public Message message() {
        return Message.of("token.scope." + name());
    }
}
