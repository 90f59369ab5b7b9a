package org.inesconnector.connector.settings;

import java.util.Set;

/** Which settings are never shown, logged or exported. */
final class SecretNames {

    private static final Set<String> ALL = Set.of(
            "ines.password", "mautic.password", "mautic.client-secret", "mautic.webhook-secret");

    private SecretNames() {}

    static boolean isSecret(String name) {
        return ALL.contains(name);
    }

    static Set<String> all() {
        return ALL;
    }
}
