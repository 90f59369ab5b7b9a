package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.sync.PushResult;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class AnswerKeptTest {

    private static final String BLOCKED = "SELECT count(*) FROM information_schema.sessions WHERE blocker_id IS NOT NULL";

    @Test
    void aReferenceThatInesAnsweredIsKeptThoughTheDatabaseDoesNotTakeItAtOnce() throws Exception {
        try (var sides = new BothSides().connect(
                "connector.database.url=jdbc:h2:mem:kept;MODE=PostgreSQL;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=300");
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var other = sides.bean(HikariDataSource.class).getConnection()) {
            sides.push(sides.contact(sides.company("Menuiserie"), "Martin"));
            long company = sides.company("Ateliers");
            long zoe = sides.contact(company, "Lefèvre");
            lockLinkOf(company, other);
            var push = threads.submit(() -> sides.push(zoe));
            awaitRefusal(sides.bean(JdbcClient.class));
            other.rollback();
            other.setAutoCommit(true);
            assertThat(push.get()).isInstanceOf(PushResult.Pushed.class);
            assertThat(sides.atInes(zoe)).hasSize(1);
            assertThat(sides.bean(Links.class).contact(zoe)).isPresent();
        }
    }

    private static void lockLinkOf(long company, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement("""
                INSERT INTO company_link (mautic_company_id, ines_client_ref, settled, linked_at)
                VALUES (?, 1, '{}', CURRENT_TIMESTAMP)
                """)) {
            insert.setLong(1, company);
            insert.executeUpdate();
        }
    }

    /** Waits until the connector ran into the lock and gave up waiting for it. */
    private static void awaitRefusal(JdbcClient jdbc) {
        var patience = await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(20));
        patience.until(() -> jdbc.sql(BLOCKED).query(Integer.class).single() > 0);
        patience.until(() -> jdbc.sql(BLOCKED).query(Integer.class).single() == 0);
    }
}
