package org.inesconnector.connector.feed;

import java.time.Duration;
import java.util.List;
import org.inesconnector.connector.messages.LeastTime;
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

    public FeedSettings {
        LeastTime.check(List.of(
                new LeastTime("connector.feed.interval", interval, "100ms"),
                new LeastTime("connector.feed.patience", patience, "0s"),
                new LeastTime("connector.feed.retry", retry, "100ms")));
    }
}
