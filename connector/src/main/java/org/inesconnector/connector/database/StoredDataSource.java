package org.inesconnector.connector.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * H2 in files, which by itself either stores each commit alone, one after another, or loses what a process committed in the
 * moments before it is killed. Here a commit returns when it has been stored, and those that come at once are stored
 * together.
 */
public final class StoredDataSource extends DelegatingDataSource {

    /**
     * H2 stores nothing, and does not wait, where another thread of its own has begun to store all there is: each time
     * there must be something new.
     */
    private static final List<String> STORE = List.of("UPDATE storing.turn SET number = number + 1", "CHECKPOINT");

    /** Not among the migrated tables: it is no other database's. */
    private static final List<String> PREPARE = List.of(
            "CREATE SCHEMA IF NOT EXISTS storing",
            "CREATE TABLE IF NOT EXISTS storing.turn (number BIGINT NOT NULL)",
            "INSERT INTO storing.turn SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM storing.turn)");

    private final SharedStore store = new SharedStore();
    private volatile boolean isPrepared;

    /** @param database H2 with a {@code WRITE_DELAY}; with none it stores each commit alone as well */
    public StoredDataSource(DataSource database) {
        super(database);
    }

    /** Whether a database keeps what was committed in memory for a while. */
    static boolean isNeeded(String url) {
        return url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:mem:");
    }

    @Override
    public Connection getConnection() throws SQLException {
        return StoredConnection.of(super.getConnection(), this::stored);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return StoredConnection.of(super.getConnection(username, password), this::stored);
    }

    private void stored(Connection committed) throws SQLException {
        store.await(() -> {
            if (!isPrepared) {
                run(committed, PREPARE);
                isPrepared = true;
            }
            run(committed, STORE);
        });
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
                if (!connection.getAutoCommit()) {
                    connection.commit();
                }
            }
        }
    }
}
