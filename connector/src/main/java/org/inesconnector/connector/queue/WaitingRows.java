package org.inesconnector.connector.queue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How long rows of the queue have waited. */
@Repository
public class WaitingRows {

    private static final int URGENT = 0;
    private static final int BULK = 1;

    /** The one that is taken next: of a million rows that wait, only this is read. */
    private static final String FIRST = """
            SELECT queued_at FROM synchronisation WHERE state = 'PENDING' AND priority = :priority
            ORDER BY id FETCH FIRST 1 ROW ONLY
            """;

    private final JdbcClient jdbc;

    WaitingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Since when the first contact waits that somebody asked for; empty where none does. */
    public Optional<Instant> firstUrgent() {
        return first(URGENT);
    }

    /** Of all others. */
    public Optional<Instant> firstOther() {
        return first(BULK);
    }

    private Optional<Instant> first(int priority) {
        return jdbc.sql(FIRST)
                .param("priority", priority)
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }
}
