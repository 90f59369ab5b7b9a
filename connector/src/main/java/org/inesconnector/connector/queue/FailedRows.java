package org.inesconnector.connector.queue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What failed, and is not tried again before a person, or a change in Mautic, asks for it. */
@Repository
public class FailedRows {

    /**
     * About the first of them, as their index is sorted: of many that failed no more are read.
     */
    private static final String FIRST = "SELECT attempted_at FROM synchronisation WHERE attempted_at <= :before AND "
            + Retries.IS_MISSED
            + "ORDER BY state, priority, id FETCH FIRST 1 ROWS ONLY";

    private static final String CONTACTS = "SELECT count(*) FROM contact_standing WHERE standing = 'FAILED'";

    private final JdbcClient jdbc;

    FailedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** When one failed that has been left alone since this moment or longer; empty where none has. */
    public Optional<Instant> leftSince(Instant moment) {
        return jdbc.sql(FIRST)
                .param("before", moment.atOffset(ZoneOffset.UTC))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    public long countContacts() {
        return jdbc.sql(CONTACTS).query(Long.class).single();
    }
}
