package org.inesconnector.connector.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How changes in Mautic are noticed.
 *
 * @param interval how often Mautic is asked for what changed
 * @param patience how long after a row of Mautic's another may appear that belongs before it, or to it
 * @param retry when Mautic is asked again for what it refused
 */
@ConfigurationProperties("connector.feed")
public record FeedSettings(
        @DefaultValue("3s") Duration interval, @DefaultValue("5s") Duration patience,
        @DefaultValue("5m") Duration retry) {

    private static final Duration SHORTEST = Duration.ofMillis(100);

    public FeedSettings {
        if (interval.compareTo(SHORTEST) < 0 || patience.isNegative()) {
            throw new IllegalArgumentException(
                    "connector.feed.interval must be at least 100ms, and connector.feed.patience not negative");
        }
    }
}
