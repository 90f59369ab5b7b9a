package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.simulator.http.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What INES answered is not lost because the database is away for a moment. */
class AnswerKeptTest {

    private static final String BLOCKED = "SELECT count(*) FROM information_schema.sessions WHERE blocker_id IS NOT NULL";

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    @AutoClose
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private long company;
    private long zoe;

    @BeforeAll
    static void connect() {
        SIDES.connect("connector.database.url=jdbc:h2:mem:kept;MODE=PostgreSQL;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=300");
        SIDES.push(SIDES.contact(SIDES.company("Menuiserie"), "Martin"));
    }

    @BeforeEach
    void oneContactOfOneCompany() {
        company = SIDES.company("Ateliers");
        zoe = SIDES.contact(company, "Lefèvre");
    }

    @Test
    void aReferenceThatInesAnsweredIsKeptThoughTheDatabaseDoesNotTakeItAtOnce() throws Exception {
        try (var other = SIDES.bean(HikariDataSource.class).getConnection()) {
            lockLinkOf(company, other);
            var push = threads.submit(() -> SIDES.push(zoe));
            awaitRefusal(SIDES.bean(JdbcClient.class));
            letGo(other);
            assertThat(push.get()).isInstanceOf(PushResult.Pushed.class);
            assertThat(SIDES.atInes(zoe)).hasSize(1);
            assertThat(SIDES.bean(Links.class).contact(zoe)).isPresent();
        }
    }

    @Test
    void aLeadThatInesAnsweredIsKeptThoughTheDatabaseDoesNotTakeItAtOnce() throws Exception {
        SIDES.ines.faults().next("AddLead", Fault.late(Duration.ofMinutes(1)));
        try (var other = SIDES.bean(HikariDataSource.class).getConnection()) {
            var push = threads.submit(() -> SIDES.push(zoe));
            await().until(() -> !SIDES.ines.faults().heldPorts().isEmpty());
            lock(other, "SELECT id FROM lead WHERE mautic_contact_id = ? FOR UPDATE");
            SIDES.ines.faults().release();
            awaitRefusal(SIDES.bean(JdbcClient.class));
            letGo(other);
            assertThat(((PushResult.Pushed) push.get()).notes()).extracting(Message::key).contains("push.lead-written");
        }
        assertThat(SIDES.settlement().uncertainLeads()).isEmpty();
    }

    @Test
    void aDatabaseThatDoesNotDoWhatIsAskedIsNoContactsFault() throws Exception {
        SIDES.pushed(zoe);
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        try (var other = SIDES.bean(HikariDataSource.class).getConnection()) {
            lock(other, "SELECT ines_contact_ref FROM contact_link WHERE mautic_contact_id = ? FOR UPDATE");
            assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOfSatisfying(PushResult.Failed.class,
                    failed -> assertThat(failed.blame()).isEqualTo(PushResult.Blame.DATABASE));
            letGo(other);
        }
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
    }

    private void lock(Connection connection, String select) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement(select)) {
            statement.setLong(1, zoe);
            statement.executeQuery().close();
        }
    }

    private static void letGo(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
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
        var patience = await().pollInterval(Duration.ofMillis(5));
        patience.until(() -> jdbc.sql(BLOCKED).query(Integer.class).single() > 0);
        patience.until(() -> jdbc.sql(BLOCKED).query(Integer.class).single() == 0);
    }
}
