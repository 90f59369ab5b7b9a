package org.inesconnector.connector.settings;

import java.util.Map;
import java.util.Set;

/** Which settings are never shown, logged or exported. */
final class SecretNames {

    private static final Set<String> ALL = Set.of(
            "ines.password", "mautic.password", "mautic.client-secret", "mautic.webhook-secret",
            "connector.alerts.mail.password", "connector.alerts.webhook-url");

    /** By the address of the server that they are for. */
    private static final Map<String, Set<String>> OF_PLACES = Map.of(
            "ines.url", Set.of("ines.password"),
            "mautic.url", Set.of("mautic.password", "mautic.client-secret"),
            "connector.alerts.mail.host", Set.of("connector.alerts.mail.password"));

    private SecretNames() {}

    static Map<String, Set<String>> ofPlaces() {
        return OF_PLACES;
    }

    static boolean isSecret(String name) {
        return ALL.contains(name);
    }

    static Set<String> all() {
        return ALL;
    }
}
