package org.inesconnector.connector.api;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * For a webhook that was made in Mautic by hand.
 *
 * @param webhookSecret what Mautic signs with; it counts more than the one that the set-up keeps
 */
@ConfigurationProperties("mautic")
record WebhookSettings(@Nullable String webhookSecret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "WebhookSettings[]";
    }
}
