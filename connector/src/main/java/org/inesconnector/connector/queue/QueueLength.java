package org.inesconnector.connector.queue;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How long the queue was, minute by minute. */
@Repository
public class QueueLength {

    private static final Duration KEPT = Duration.ofDays(1);

    private static final String WAITING = "SELECT count(*) FROM synchronisation WHERE state = 'PENDING'";

    private static final String KEEP = """
            INSERT INTO queue_length (at, waiting) VALUES (:minute, (%s)) ON CONFLICT DO NOTHING
            """.formatted(WAITING);

    private static final String ALL = "SELECT at, waiting FROM queue_length ORDER BY at";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    QueueLength(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many rows wait now. */
    public long waiting() {
        return jdbc.sql(WAITING).query(Long.class).single();
    }

    /** Once in a minute, however often it is called. */
    public void keep() {
        var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        jdbc.sql(KEEP).param("minute", minute.atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("DELETE FROM queue_length WHERE at < :before")
                .param("before", minute.minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The newest last. */
    List<Figures.Length> all() {
        return jdbc.sql(ALL)
                .query((row, _) -> new Figures.Length(
                        row.getObject("at", OffsetDateTime.class).toInstant(), row.getLong("waiting")))
                .list();
    }
}
