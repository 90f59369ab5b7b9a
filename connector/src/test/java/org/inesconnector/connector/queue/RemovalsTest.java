package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Beside bulk work H2 reads a whole table to count it: what is asked every few seconds must not. */
class RemovalsTest {

    private static final String COUNT = "SELECT count(*) FROM contact_link";

    private final QueueDatabase database = QueueDatabase.start(QueueDatabase.Kind.H2_IN_MEMORY);
    private final Removals removals = database.bean(Removals.class);

    @BeforeEach
    void statementsAreKept() {
        database.sql("SET QUERY_STATISTICS TRUE");
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private List<String> statements() {
        return database.bean(JdbcClient.class)
                .sql("SELECT sql_statement FROM information_schema.query_statistics")
                .query(String.class)
                .list();
    }

    @Test
    void linkedContactsAreCountedOnlyWhereOneIsHeld() {
        removals.queueDue(Instant.now());
        assertThat(statements()).isNotEmpty().doesNotContain(COUNT);

        database.sql("""
                INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, settled,
                                          references_written, linked_at)
                VALUES (1, 1, 1, 1, '{}', FALSE, CURRENT_TIMESTAMP)
                """);
        removals.hold(List.of(1L));
        removals.queueDue(Instant.now());
        assertThat(statements()).contains(COUNT);
    }
}
