package org.inesconnector.connector.feed;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far the first synchronisation has come through Mautic's contacts, which it walks by id. */
@Repository
class Cursor {

    /** @param startedAt when it began at the first contact */
    record Position(long afterId, Instant startedAt) {}

    private static final String BEGIN = """
            INSERT INTO first_synchronisation (id, after_id, started_at) VALUES (1, 0, :now) ON CONFLICT DO NOTHING
            """;

    /** Only from where the caller saw it: another process may have gone on. */
    private static final String MOVE = """
            UPDATE first_synchronisation SET after_id = :next
            WHERE id = 1 AND after_id = :afterId AND started_at = :startedAt
            """;

    private static final String BEGIN_AGAIN = """
            UPDATE first_synchronisation SET after_id = 0, started_at = :now
            WHERE id = 1 AND after_id = :afterId AND started_at = :startedAt
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Cursor(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Position position() {
        jdbc.sql(BEGIN).param("now", now()).update();
        return jdbc.sql("SELECT after_id, started_at FROM first_synchronisation WHERE id = 1")
                .query((row, _) -> new Position(
                        row.getLong("after_id"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant()))
                .single();
    }

    /** @return false where another process has moved it */
    boolean move(Position from, long next) {
        return jdbc.sql(MOVE)
                .param("next", next)
                .param("afterId", from.afterId())
                .param("startedAt", from.startedAt().atOffset(ZoneOffset.UTC))
                .update() == 1;
    }

    void beginAgain(Position from) {
        jdbc.sql(BEGIN_AGAIN)
                .param("now", now())
                .param("afterId", from.afterId())
                .param("startedAt", from.startedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
