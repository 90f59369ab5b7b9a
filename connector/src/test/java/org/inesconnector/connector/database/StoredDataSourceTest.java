package org.inesconnector.connector.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a process that is killed leaves behind is the file of the database as it is at that moment. */
class StoredDataSourceTest {

    @TempDir
    Path directory;
    private DataSource plain;
    private Connection opened;
    private JdbcClient jdbc;
    private TransactionTemplate transaction;

    @BeforeEach
    void open() throws SQLException {
        plain = new DriverManagerDataSource(url("connector") + ";WRITE_DELAY=86400000");
        opened = plain.getConnection();
        var stored = new StoredDataSource(plain);
        jdbc = JdbcClient.create(stored);
        transaction = new TransactionTemplate(new JdbcTransactionManager(stored));
        jdbc.sql("CREATE TABLE word (text VARCHAR(20))").update();
    }

    @AfterEach
    void close() throws SQLException {
        opened.close();
    }

    @Test
    void byItselfTheDatabaseWouldLoseWhatWasCommittedJustNow() throws Exception {
        JdbcClient.create(plain).sql("INSERT INTO word VALUES ('lost')").update();

        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void aTransactionThatWasCommittedIsStored() throws Exception {
        transaction.executeWithoutResult(_ -> {
            insert("one");
            insert("two");
        });

        assertThat(leftBehind()).containsExactly("one", "two");
    }

    @Test
    void aStatementOutsideOfATransactionIsStored() throws Exception {
        insert("one");

        assertThat(leftBehind()).containsExactly("one");
    }

    @Test
    void aStatementWithoutParametersIsStored() throws Exception {
        try (var connection = new StoredDataSource(plain).getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO word VALUES ('one')");

            assertThat(leftBehind()).containsExactly("one");
        }
    }

    @Test
    void aBatchIsStored() throws Exception {
        try (var connection = new StoredDataSource(plain).getConnection();
                var statement = connection.prepareStatement("INSERT INTO word VALUES (?)")) {
            for (var word : List.of("one", "two")) {
                statement.setString(1, word);
                statement.addBatch();
            }
            statement.executeBatch();

            assertThat(leftBehind()).containsExactly("one", "two");
        }
    }

    @Test
    void whatIsCommittedByLeavingATransactionIsStored() throws Exception {
        try (var connection = new StoredDataSource(plain).getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement("INSERT INTO word VALUES ('one')")) {
                statement.executeUpdate();
            }
            assertThat(leftBehind()).isEmpty();

            connection.setAutoCommit(true);

            assertThat(leftBehind()).containsExactly("one");
        }
    }

    @Test
    void whoIsInterruptedHasStoredWhatHeCommittedToo() throws Exception {
        Thread.currentThread().interrupt();

        insert("one");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(leftBehind()).containsExactly("one");
    }

    @Test
    void whatManyCommitAtOnceIsStoredWhenEachIsTold() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit(() -> {
                        for (int i = 0; i < 50; i++) {
                            insert(thread + " " + i);
                        }
                        return leftBehind().contains(thread + " 49");
                    }))
                    .toList();
            for (var one : all) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @Test
    void onlyADatabaseInFilesIsStored() {
        assertThat(List.of("jdbc:h2:file:/data/connector", "jdbc:h2:~/connector", "jdbc:h2:tcp://localhost/connector"))
                .allMatch(StoredDataSource::isNeeded);
        assertThat(List.of("jdbc:h2:mem:connector", "jdbc:postgresql://localhost/connector"))
                .noneMatch(StoredDataSource::isNeeded);
    }

    private void insert(String word) {
        jdbc.sql("INSERT INTO word VALUES (:word)").param("word", word).update();
    }

    private List<String> leftBehind() throws IOException, SQLException {
        var name = UUID.randomUUID().toString();
        Files.copy(directory.resolve("connector.mv.db"), directory.resolve(name + ".mv.db"));
        try (var connection = DriverManager.getConnection(url(name) + ";IFEXISTS=TRUE")) {
            return JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("SELECT text FROM word ORDER BY text")
                    .query(String.class)
                    .list();
        }
    }

    private String url(String name) {
        return "jdbc:h2:file:" + directory.resolve(name);
    }
}
