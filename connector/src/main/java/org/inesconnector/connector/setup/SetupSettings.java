package org.inesconnector.connector.setup;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param publicUrl where Mautic reaches this connector, such as {@code https://connector.example.com}
 * @param webhookInterval how often it is looked whether Mautic still has its webhook switched on
 */
@ConfigurationProperties("connector")
record SetupSettings(@Nullable URI publicUrl, @DefaultValue("5m") Duration webhookInterval) {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    SetupSettings {
        if (webhookInterval.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("connector.webhook-interval must be at least 1s");
        }
    }

    boolean hasPublicUrl() {
        return publicUrl != null && !publicUrl.toString().isBlank();
    }

    /** Where Mautic sends its events; empty where the public address is missing or cannot be used. */
    Optional<URI> webhookAddress() {
        return Optional.ofNullable(publicUrl)
                .filter(SetupSettings::isUsable)
                .map(url -> URI.create(url.toString().replaceFirst("/+$", "") + "/mautic/webhook"));
    }

    private static boolean isUsable(URI url) {
        return url.getScheme() != null && SCHEMES.contains(url.getScheme()) && url.getHost() != null
                && url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    }
}
