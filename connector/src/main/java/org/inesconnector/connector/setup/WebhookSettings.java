package org.inesconnector.connector.setup;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * For a webhook that was made in Mautic by hand.
 *
 * @param webhookSecret what Mautic signs with; it counts more than the one that the set-up keeps
 */
@ConfigurationProperties("mautic")
public record WebhookSettings(@Nullable String webhookSecret) {

    /** Under which the set-up keeps the one that it made, or took over. */
    public static final String KEPT = "mautic.webhook";

    public Optional<String> given() {
        return Optional.ofNullable(webhookSecret).filter(secret -> !secret.isBlank());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "WebhookSettings[]";
    }
}
