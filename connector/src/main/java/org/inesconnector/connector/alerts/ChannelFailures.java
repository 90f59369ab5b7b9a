package org.inesconnector.connector.alerts;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.inesconnector.connector.messages.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Channels over which nobody could be told, for people and for the next try. */
@Repository
class ChannelFailures {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelFailures.class);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private static final String UPDATE = "UPDATE alert_failure SET reason = :reason, failed_at = :now WHERE channel = :channel";

    private static final String INSERT = """
            INSERT INTO alert_failure (channel, reason, since, failed_at) VALUES (:channel, :reason, :now, :now)
            ON CONFLICT DO NOTHING
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    ChannelFailures(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Failure> all() {
        return jdbc.sql("SELECT channel, reason, since, failed_at FROM alert_failure ORDER BY channel")
                .query((row, _) -> new Failure(
                        Channel.valueOf(row.getString("channel")),
                        MessageText.read(row.getString("reason")),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getObject("failed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Not before the next look; later where it has failed for long, lest a server be called all the time. */
    boolean waits(Channel channel) {
        var now = clock.instant();
        return all().stream().filter(failure -> failure.channel() == channel).anyMatch(failure -> {
            var wait = Duration.between(failure.since(), failure.failedAt()).dividedBy(2);
            return failure.failedAt().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait).isAfter(now);
        });
    }

    /** The log says so when it begins. */
    void failed(Channel channel, Message why) {
        if (write(UPDATE, channel, why) == 0 && write(INSERT, channel, why) == 1) {
            LOG.warn("{}", Messages.in(Locale.getDefault()).text("alert.not-told", channel.title(), why));
        }
    }

    private int write(String sql, Channel channel, Message why) {
        return jdbc.sql(sql)
                .param("channel", channel.name())
                .param("reason", MessageText.write(why))
                .param("now", now())
                .update();
    }

    void worked(Channel channel) {
        if (jdbc.sql("DELETE FROM alert_failure WHERE channel = :channel")
                .param("channel", channel.name())
                .update() == 1) {
            LOG.info("{}", Messages.in(Locale.getDefault()).text("alert.told-again", channel.title()));
        }
    }

    void keepOnly(Set<Channel> channels) {
        for (var channel : Channel.values()) {
            if (!channels.contains(channel)) {
                jdbc.sql("DELETE FROM alert_failure WHERE channel = :channel").param("channel", channel.name())
                        .update();
            }
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
