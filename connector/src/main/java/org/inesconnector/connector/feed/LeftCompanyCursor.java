package org.inesconnector.connector.feed;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Since when modified contacts are to be held against the companies they were pushed with, by Mautic's clock. */
@Repository
class LeftCompanyCursor {

    private static final String BEGIN = "INSERT INTO left_company_cursor (id, since) VALUES (1, :since) ON CONFLICT DO NOTHING";

    /** Another process may have come further. */
    private static final String MOVE = "UPDATE left_company_cursor SET since = :since WHERE id = 1 AND since < :since";

    private final JdbcClient jdbc;

    LeftCompanyCursor(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty before the first start. */
    Optional<Instant> position() {
        return jdbc.sql("SELECT since FROM left_company_cursor WHERE id = 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Where nothing is kept yet. */
    void begin(Instant since) {
        write(BEGIN, since);
    }

    void move(Instant since) {
        write(MOVE, since);
    }

    private void write(String sql, Instant since) {
        jdbc.sql(sql).param("since", since.atOffset(ZoneOffset.UTC)).update();
    }
}
