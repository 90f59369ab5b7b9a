package org.inesconnector.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** The connector's database: a new one for each run. */
final class Database implements AutoCloseable {

    private final Load.DatabaseKind kind;
    private Optional<EmbeddedPostgres> server = Optional.empty();
    private int databases;

    Database(Load.DatabaseKind kind) {
        this.kind = kind;
    }

    /** @param settings that say where it is */
    record Fresh(String url, String username, Map<String, String> settings) {

        /** How many transactions PostgreSQL has committed for this database; 0 where it is another one. */
        long transactions() {
            if (settings.isEmpty()) {
                return 0;
            }
            try (var connection = connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()")) {
                rows.next();
                return rows.getLong(1);
            } catch (SQLException e) {
                throw new Wrong("The database cannot be read", e);
            }
        }

        /** As another process beside the connector. */
        Connection connect() {
            try {
                return DriverManager.getConnection(url, username, "");
            } catch (SQLException e) {
                throw new Wrong("The database cannot be opened", e);
            }
        }
    }

    static long count(Connection connection, String what) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM " + what)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new Wrong("The database cannot be read", e);
        }
    }

    /** What the server used, where it is a process of its own; of sessions that are over, too. */
    double cpuSeconds() {
        return server.isEmpty()
                ? 0
                : ProcessHandle.current().descendants()
                        .filter(process -> process.info().command().filter(command -> command.endsWith("postgres"))
                                .isPresent())
                        .mapToDouble(process -> new ProcessFigures(process.pid()).cpuSecondsWithChildren())
                        .sum();
    }

    /** @param dataDirectory of the connector, where an embedded database lives */
    Fresh fresh(Path dataDirectory) {
        if (kind == Load.DatabaseKind.H2) {
            // The address that the connector uses unless told otherwise.
            return new Fresh("jdbc:h2:file:" + dataDirectory.toAbsolutePath()
                    + "/connector;MODE=PostgreSQL;AUTO_SERVER=TRUE;LOCK_TIMEOUT=20000;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_DELAY=60",
                    "", Map.of());
        }
        var name = "benchmark_" + ++databases;
        try (var connection = server().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new Wrong("PostgreSQL made no database", e);
        }
        var url = server().getJdbcUrl("postgres", name);
        return new Fresh(url, "postgres", Map.of("connector.database.url", url));
    }

    private EmbeddedPostgres server() {
        if (server.isEmpty()) {
            server = Optional.of(start());
        }
        return server.get();
    }

    /** As safe as a real one: what was committed is on the disk. */
    private static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "256MB")
                    .start();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT current_setting('fsync')")) {
                if (!rows.next() || !rows.getString(1).equals("on")) {
                    throw new Wrong("PostgreSQL does not write to the disk");
                }
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new Wrong("PostgreSQL did not start", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
    }
}
