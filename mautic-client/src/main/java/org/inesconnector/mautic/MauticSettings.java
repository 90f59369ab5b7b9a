package org.inesconnector.mautic;

import java.net.URI;
import java.time.Duration;

/** @param url Mautic's address as a person opens it, without {@code /api} */
public record MauticSettings(URI url, MauticCredentials credentials, Duration connectTimeout, Duration readTimeout) {

    public MauticSettings(URI url, MauticCredentials credentials) {
        this(url, credentials, Duration.ofSeconds(10), Duration.ofSeconds(30));
    }
}
