package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.service.SynchronisationService;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Order(2)
class PostgresPatienceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The texts of statements are sent with each of them, so that the line can be cut at one. */
    private static final String IN_WORDS = "&prepareThreshold=0";

    @Test
    void workGoesOnWhereTheServerHasVanishedInTheMiddleOfAHeartbeat() throws IOException {
        var database = Postgres.newDatabase();
        int server = URI.create(database.substring("jdbc:".length())).getPort();
        try (var line = Line.to(server);
                var sides = new BothSides().connect(
                        "connector.database.url=" + database.replace(":" + server + "/", ":" + line.port() + "/")
                                + IN_WORDS + "&socketTimeout=5&options=-c%20idle_in_transaction_session_timeout=3s",
                        "connector.full-synchronisation=true", "connector.queue.lease=15s",
                        "connector.queue.poll=100ms")) {
            sides.bean(SynchronisationService.class).start();
            long zoe = sides.contact(sides.company("Ateliers"), "Lefèvre");
            await().atMost(PATIENCE).until(() -> sides.bean(Journal.class).ofContact(zoe).stream()
                    .anyMatch(row -> row.state() == RowState.DONE));
            line.dieAt("UPDATE node SET alive_until");
            await().atMost(PATIENCE).until(line::hasDied);
            long paul = sides.contact(sides.company("Scieries"), "Martin");
            await().atMost(PATIENCE).until(() -> sides.atInes(paul).size() == 1);
        }
    }

    @Test
    void neitherEndWaitsForTheOtherForLong() throws SQLException {
        try (var connector = Connector.start("connector.database.url=" + Postgres.newDatabase())) {
            var pool = connector.getBean(HikariDataSource.class);
            assertThat(longestAnswer(pool)).isEqualTo(Duration.ofMinutes(1));
            assertThat(said(pool, "lock_timeout")).isEqualTo("20s");
            assertThat(said(pool, "idle_in_transaction_session_timeout")).isEqualTo("1min");
            assertThat(said(pool, "tcp_keepalives_idle")).isEqualTo("10");
        }
    }

    @Test
    void whatTheAddressSaysCounts() throws SQLException {
        try (var connector = Connector.start("connector.database.url=" + Postgres.newDatabase()
                + "&socketTimeout=7&options=-c%20lock_timeout=5s")) {
            var pool = connector.getBean(HikariDataSource.class);
            assertThat(longestAnswer(pool)).isEqualTo(Duration.ofSeconds(7));
            assertThat(said(pool, "lock_timeout")).isEqualTo("5s");
            assertThat(said(pool, "idle_in_transaction_session_timeout")).isEqualTo("1min");
        }
    }

    @Test
    void noMigrationIsCutOffHoweverLongItTakes() {
        try (var connector = Connector.start("connector.database.url=" + Postgres.newDatabase() + "&socketTimeout=4")) {
            PostgresPatience.unhurried(connector.getBean(HikariDataSource.class), unhurried -> {
                JdbcClient.create(unhurried).sql("SELECT 1 FROM pg_sleep(4.5)").query(Integer.class).single();
                assertThat(said(unhurried, "lock_timeout")).isEqualTo("0");
                assertThat(said(unhurried, "idle_in_transaction_session_timeout")).isEqualTo("0");
                assertThat(said(unhurried, "tcp_keepalives_idle")).isEqualTo("10");
            });
        }
    }

    /** It would work as if nothing had been set on pages, nothing restored and nobody linked. */
    @Test
    void aDatabaseThatDoesNotTellItsSettingsIsNotTakenForANewOne() throws SQLException {
        var database = Postgres.newDatabase();
        var console = new Console();
        console.settings(List.of("connector.database.url=" + database + "&socketTimeout=4"));
        assertThat(console.run("status", "--offline")).as(console::output).isZero();
        try (var other = DriverManager.getConnection(database); var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE setting");
            assertThat(console.run("status", "--offline")).as(console::output).isEqualTo(4);
            other.rollback();
        }
        assertThat(console.run("status", "--offline")).as(console::output).isZero();
    }

    private static Duration longestAnswer(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            return Duration.ofMillis(connection.getNetworkTimeout());
        }
    }

    private static String said(DataSource database, String setting) {
        return JdbcClient.create(database).sql("SHOW " + setting).query(String.class).single();
    }
}
