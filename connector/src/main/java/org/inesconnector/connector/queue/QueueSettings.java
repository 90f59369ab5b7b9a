package org.inesconnector.connector.queue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.LeastTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the queue is worked on.
 *
 * @param lease a process that is not heard of for so long is taken for dead, and its rows are given back
 * @param keep how long rows that are done or skipped, or whose contact Mautic does not have, stay in the journal
 * @param poll how often a process without work looks for some
 * @param betweenAttempts how long a contact that failed once, twice waits before it is tried again; the last one is kept
 * @param waits how long work is paused after a side failed once, twice and so on; the last one is kept
 */
@ConfigurationProperties("connector.queue")
public record QueueSettings(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("90d") Duration keep,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue( {
                "20s", "2m"}) List<Duration> betweenAttempts,
        @DefaultValue({
                "1s", "5s", "15s", "30s", "1m", "2m", "5m", "15m"}) List<Duration> waits){

    private static final String SHORTEST_WAIT = "1ms";

    public QueueSettings {
        if (betweenAttempts.isEmpty() || waits.isEmpty()) {
            throw new IllegalArgumentException(
                    "connector.queue.between-attempts and connector.queue.waits must not be empty");
        }
        LeastTime.check(Stream.of(
                Stream.of(
                        new LeastTime("connector.queue.lease", lease, "1s"),
                        new LeastTime("connector.queue.keep", keep, "1d"),
                        new LeastTime("connector.queue.poll", poll, "10ms")),
                each("connector.queue.between-attempts", betweenAttempts),
                each("connector.queue.waits", waits)).flatMap(times -> times).toList());
        betweenAttempts = List.copyOf(betweenAttempts);
        waits = List.copyOf(waits);
    }

    private static Stream<LeastTime> each(String setting, List<Duration> given) {
        return given.stream().map(wait -> new LeastTime(setting, wait, SHORTEST_WAIT));
    }
}
