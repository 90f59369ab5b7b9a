package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
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
    void linkedContactsAreCountedOnlyWhereSoManyAreGoneThatItDependsOnThem() {
        database.linked(51);
        removals.hold(LongStream.rangeClosed(1, 49).boxed().toList());
        removals.queueDue(Instant.EPOCH);
        assertThat(removals.add(List.of(50L))).containsExactly(50L);
        assertThat(statements()).isNotEmpty().doesNotContain(COUNT);

        removals.hold(List.of(51L));
        assertThat(removals.queueDue(Instant.EPOCH)).isPresent();
        assertThat(statements()).contains(COUNT);
    }
}
