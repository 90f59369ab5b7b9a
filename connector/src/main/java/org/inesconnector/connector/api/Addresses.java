package org.inesconnector.connector.api;

/** Where the connector is called. */
final class Addresses {

    static final String WEBHOOK = "/mautic/webhook";

    static final String PUSH = "/mautic/push";

    static final String PUSH_WITH_TOKEN = PUSH + "/{token}";

    static final String API = "/api/**";

    private Addresses() {}
}
