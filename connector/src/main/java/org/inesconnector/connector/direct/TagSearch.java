package org.inesconnector.connector.direct;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whether contacts with the tag are to be looked for now. */
@Repository
class TagSearch {

    private static final String WANT = "UPDATE tag_search SET wanted = TRUE WHERE id = 1 AND wanted = FALSE";

    private static final String BEGIN = """
            UPDATE tag_search SET wanted = FALSE, searched_at = :now
            WHERE id = 1 AND (wanted = TRUE OR searched_at IS NULL OR searched_at <= :before)
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    TagSearch(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void want() {
        jdbc.sql(WANT).update();
    }

    /** @return false where nothing has asked for it since the last one, which was less than {@code interval} ago */
    boolean begin(Duration interval) {
        var now = clock.instant();
        return jdbc.sql(BEGIN)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("before", now.minus(interval).atOffset(ZoneOffset.UTC))
                .update() == 1;
    }
}
