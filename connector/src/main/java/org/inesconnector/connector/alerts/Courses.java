package org.inesconnector.connector.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.inesconnector.connector.messages.MessageText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What has been seen of conditions, and who was told of them, for whichever process looks next. */
@Repository
class Courses {

    private static final String KNOWN = Arrays.stream(Condition.values())
            .map(one -> "'" + one.name() + "'")
            .collect(Collectors.joining(", "));

    private static final String SELECT = """
            SELECT condition_name, trouble, since, why, turned_at, ended_at, looked_at FROM alert
            WHERE condition_name IN (%s) ORDER BY condition_name
            """.formatted(KNOWN);

    private static final String INSERT = """
            INSERT INTO alert (condition_name, trouble, since, why, turned_at, ended_at, looked_at)
            VALUES (:condition, :trouble, :since, :why, :turned, :ended, :looked)
            """;

    private static final String TELL = """
            INSERT INTO alert_told (condition_name, channel, told_at) VALUES (:condition, :channel, :now)
            ON CONFLICT DO NOTHING
            """;

    private static final String FORGET = "DELETE FROM alert_told WHERE condition_name = :condition AND channel = :channel";

    private static final String TOLD = "SELECT condition_name, channel FROM alert_told WHERE condition_name IN (%s)"
            .formatted(KNOWN);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Courses(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Course> all() {
        var told = told();
        return jdbc.sql(SELECT).query((row, _) -> course(row, told)).list();
    }

    private Map<Condition, Set<Channel>> told() {
        var told = new EnumMap<Condition, Set<Channel>>(Condition.class);
        jdbc.sql(TOLD).query(row -> {
            told.computeIfAbsent(Condition.valueOf(row.getString("condition_name")), _ -> EnumSet.noneOf(Channel.class))
                    .add(Channel.valueOf(row.getString("channel")));
        });
        return told;
    }

    private static Course course(ResultSet row, Map<Condition, Set<Channel>> told) throws SQLException {
        var condition = Condition.valueOf(row.getString("condition_name"));
        return new Course(
                condition,
                row.getBoolean("trouble"),
                instant(row, "since").orElseThrow(),
                MessageText.read(row.getString("why")),
                instant(row, "turned_at"),
                instant(row, "ended_at"),
                instant(row, "looked_at").orElseThrow(),
                told.getOrDefault(condition, Set.of()));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** In place of all that was known; who was told stays. */
    @Transactional
    void keep(Collection<Course> courses) {
        jdbc.sql("DELETE FROM alert").update();
        courses.forEach(course -> jdbc.sql(INSERT)
                .param("condition", course.condition().name())
                .param("trouble", course.isTrouble())
                .param("since", moment(course.since()))
                .param("why", MessageText.write(course.why()))
                .param("turned", course.turned().map(Courses::moment).orElse(null))
                .param("ended", course.ended().map(Courses::moment).orElse(null))
                .param("looked", moment(course.lookedAt()))
                .update());
    }

    /** The last that this channel was told of the condition is that it is trouble, or that it is over. */
    void told(Due due) {
        switch (due) {
            case Due.Trouble(var channel, var course) -> jdbc.sql(TELL)
                    .param("condition", course.condition().name())
                    .param("channel", channel.name())
                    .param("now", moment(clock.instant()))
                    .update();
            case Due.Over(var channel, var course) -> jdbc.sql(FORGET)
                    .param("condition", course.condition().name())
                    .param("channel", channel.name())
                    .update();
        }
    }

    /** What was told over a channel that there is not any more needs no end. */
    void keepOnly(Set<Channel> channels) {
        for (var channel : Channel.values()) {
            if (!channels.contains(channel)) {
                jdbc.sql("DELETE FROM alert_told WHERE channel = :channel").param("channel", channel.name()).update();
            }
        }
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
