package org.inesconnector.connector.connection;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.inesconnector.connector.messages.LeastTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where INES is, and who signs in.
 *
 * @param account INES: compte
 * @param readTimeout the longest wait for an answer to one call
 * @param longestTurn the longest that a call waits for its turn under the limits
 * @param callsAtOnce how many calls are under way at once, in all processes together
 * @param callsPerSecond how many calls are begun in a second, in all processes together
 * @param mayBeBlanked elements of a contact that updates may blank where INES's interface does not answer them
 */
@ConfigurationProperties("ines")
public record InesConnectionSettings(
        @DefaultValue("https://webservices.inescrm.com") URI url,
        @Nullable String account,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("30s") Duration longestTurn,
        @DefaultValue("8") int callsAtOnce,
        @DefaultValue("50") int callsPerSecond,
        @DefaultValue Set<String> mayBeBlanked) {

    private static final String SHORTEST = "100ms";

    public InesConnectionSettings {
        mayBeBlanked = Set.copyOf(mayBeBlanked);
        if (callsAtOnce < 1 || callsPerSecond < 1) {
            throw new IllegalArgumentException("ines.calls-at-once and ines.calls-per-second must be at least 1");
        }
        LeastTime.check(List.of(
                new LeastTime("ines.connect-timeout", connectTimeout, SHORTEST),
                new LeastTime("ines.read-timeout", readTimeout, SHORTEST),
                new LeastTime("ines.longest-turn", longestTurn, SHORTEST)));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "InesConnectionSettings[url=%s, account=%s, username=%s]".formatted(url, account, username);
    }
}
