package org.inesconnector.connector.api;

/** Where the connector is called. */
public final class Addresses {

    static final String MAUTIC = "/mautic/";

    static final String WEBHOOK = MAUTIC + "webhook";

    public static final String PUSH = MAUTIC + "push";

    static final String PUSH_WITH_TOKEN = PUSH + "/{token}";

    static final String API = "/api/**";

    static final String ACTUATOR = "/actuator/";

    /** Answered by the server itself, whatever becomes of the application behind. */
    public static final String LIVENESS = ACTUATOR + "health/liveness";

    static final String READINESS = ACTUATOR + "health/readiness";

    public static final String METRICS = ACTUATOR + "prometheus";

    private Addresses() {}
}
