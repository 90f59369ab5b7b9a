package org.inesconnector.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.inesconnector.connector.H2;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LeftCompanyCursorTest {

    private static final Instant FIRST = Instant.parse("2026-11-24T12:00:00Z");

    private final JdbcClient jdbc = database();
    private final LeftCompanyCursor cursor = new LeftCompanyCursor(jdbc);

    private static JdbcClient database() {
        return JdbcClient.create(H2.newSource());
    }

    @Test
    void anotherProcessBeginsWhereTheLastReadingEndedHoweverFarTheAuditLogIs() {
        assertThat(cursor.position()).isEmpty();
        cursor.begin(FIRST);
        cursor.move(FIRST.plusSeconds(60));
        var restarted = new LeftCompanyCursor(jdbc);
        restarted.begin(FIRST.plusSeconds(3600));
        assertThat(restarted.position()).contains(FIRST.plusSeconds(60));
    }

    @Test
    void whoIsBehindTakesNobodyBack() {
        cursor.begin(FIRST);
        cursor.move(FIRST.plusSeconds(60));
        cursor.move(FIRST.plusSeconds(30));
        assertThat(cursor.position()).contains(FIRST.plusSeconds(60));
    }
}
