package org.inesconnector.connector.setup;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inesconnector.connector.messages.LeastTime;
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

    SetupSettings {
        LeastTime.check(List.of(new LeastTime("connector.webhook-interval", webhookInterval, "1s")));
    }

    boolean hasPublicUrl() {
        return publicUrl != null && !publicUrl.toString().isBlank();
    }

    /** Without a slash at its end; empty where the public address is missing or cannot be used. */
    Optional<String> address() {
        return Optional.ofNullable(publicUrl)
                .filter(SetupSettings::isUsable)
                .map(url -> url.toString().replaceFirst("/+$", ""));
    }

    /** Where Mautic sends its events; empty where the public address is missing or cannot be used. */
    Optional<URI> webhookAddress() {
        return address().map(address -> URI.create(address + "/mautic/webhook"));
    }

    static boolean isUsable(String written) {
        try {
            return isUsable(new URI(written));
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static boolean isUsable(URI url) {
        return url.getScheme() != null && SCHEMES.contains(url.getScheme()) && url.getHost() != null
                && url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    }
}
