package org.inesconnector.connector.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.inesconnector.connector.H2;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class RestoredTest {

    private final JdbcClient database = JdbcClient.create(H2.newSource());

    @Test
    void nobodyWaitsForTheProcessesThatWereAtWorkWhenTheBackUpWasTaken() {
        insert("INSERT INTO node (id, alive_until) VALUES ('gone', CURRENT_TIMESTAMP + INTERVAL '1' HOUR)");
        insert("""
                INSERT INTO company_link (mautic_company_id, ines_client_ref, settled, linked_at, writer, writer_until)
                VALUES (9, 300, '{}', CURRENT_TIMESTAMP, 'gone', CURRENT_TIMESTAMP + INTERVAL '1' HOUR)
                """);
        insert("""
                INSERT INTO creation (mautic_contact_id, state, started_at, lease_until, intent)
                VALUES (7, 'STARTED', CURRENT_TIMESTAMP - INTERVAL '1' SECOND, CURRENT_TIMESTAMP + INTERVAL '1' HOUR, '{}')
                """);
        insert("""
                INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel,
                                  short_description, detail, scoring, state, created_at, lease_until)
                VALUES ('lead', 7, 1, 1, '', 1, '', '', 0, 'SENDING', CURRENT_TIMESTAMP - INTERVAL '1' SECOND,
                        CURRENT_TIMESTAMP + INTERVAL '1' HOUR)
                """);
        Restored.hold(database, Instant.now());
        assertThat(count("node")).isZero();
        assertThat(count("company_link WHERE writer IS NULL AND writer_until IS NULL")).isOne();
        assertThat(count("creation WHERE lease_until < CURRENT_TIMESTAMP")).isOne();
        assertThat(count("lead WHERE lease_until < CURRENT_TIMESTAMP")).isOne();
    }

    private void insert(String statement) {
        database.sql(statement).update();
    }

    private long count(String from) {
        return database.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }
}
