package org.inesconnector.connector.connection;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.inesconnector.connector.messages.LeastTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Mautic is, and who signs in: a user name and a password, or an OAuth 2 client id and secret.
 *
 * @param url Mautic's address as a person opens it
 */
@ConfigurationProperties("mautic")
public record MauticConnectionSettings(
        @Nullable URI url,
        @Nullable String username,
        @Nullable String password,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout) {

    private static final String SHORTEST = "100ms";

    public MauticConnectionSettings {
        LeastTime.check(List.of(
                new LeastTime("mautic.connect-timeout", connectTimeout, SHORTEST),
                new LeastTime("mautic.read-timeout", readTimeout, SHORTEST)));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "MauticConnectionSettings[url=%s, username=%s, clientId=%s]".formatted(url, username, clientId);
    }
}
