package org.inesconnector.ines;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Where INES is, and who signs in.
 *
 * @param url the root of the services, {@code https://webservices.inescrm.com} for most accounts
 * @param account INES: compte
 * @param readTimeout the longest wait for an answer to one call
 * @param mayBeBlanked elements of a contact that updates may blank where INES does not answer them
 */
public record InesSettings(
        URI url,
        String account,
        String username,
        String password,
        Duration connectTimeout,
        Duration readTimeout,
        Set<String> mayBeBlanked) {

    public static final URI DEFAULT_URL = URI.create("https://webservices.inescrm.com");

    public InesSettings {
        mayBeBlanked = Set.copyOf(mayBeBlanked);
    }

    public InesSettings(
            URI url, String account, String username, String password, Duration connectTimeout, Duration readTimeout) {
        this(url, account, username, password, connectTimeout, readTimeout, Set.of());
    }

    public InesSettings(URI url, String account, String username, String password) {
        this(url, account, username, password, Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "InesSettings[url=%s, account=%s, username=%s]".formatted(url, account, username);
    }
}
