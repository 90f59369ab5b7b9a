package org.inesconnector.processes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The connector's database: a new one for each run. */
public final class Database implements AutoCloseable {

    private final DatabaseKind kind;
    private Optional<EmbeddedPostgres> server = Optional.empty();
    private Optional<Path> files = Optional.empty();
    private int port;
    private int databases;

    public Database(DatabaseKind kind) {
        this.kind = kind;
    }

    /** @param settings that say where it is */
    public record Fresh(String url, String username, Map<String, String> settings) {

        /** How many transactions PostgreSQL has committed for this database; 0 where it is another one. */
        public long transactions() {
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
        public Connection connect() {
            try {
                return open();
            } catch (SQLException e) {
                throw new Wrong("The database cannot be opened", e);
            }
        }

        /** Likewise, where it may be away for a moment. */
        public Connection open() throws SQLException {
            return DriverManager.getConnection(url, username, "");
        }
    }

    public static long count(Connection connection, String what) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM " + what)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new Wrong("The database cannot be read", e);
        }
    }

    /** The numbers that a query gives. */
    public static List<Long> numbers(Connection connection, String query) {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            var numbers = new ArrayList<Long>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw new Wrong("The database cannot be read", e);
        }
    }

    /** What the server used, where it is a process of its own; of sessions that are over, too. */
    public double cpuSeconds() {
        return server.isEmpty()
                ? 0
                : processes()
                        .mapToDouble(process -> new ProcessFigures(process.pid()).cpuSecondsWithChildren())
                        .sum();
    }

    /** @param dataDirectory of the connector, where an embedded database lives */
    public Fresh fresh(Path dataDirectory) {
        if (kind == DatabaseKind.H2) {
            // The address that the connector uses unless told otherwise.
            return new Fresh("jdbc:h2:file:" + dataDirectory.toAbsolutePath()
                    + "/connector;MODE=PostgreSQL;AUTO_SERVER=TRUE;LOCK_TIMEOUT=20000;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_DELAY=60;QUERY_CACHE_SIZE=200",
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

    /** PostgreSQL ends at once, without a look at who is connected; what was committed is on the disk. */
    public void stop() {
        server.ifPresent(Database::close);
        server = Optional.empty();
    }

    /**
     * Likewise, and in the midst of what it does: its processes die by SIGKILL.
     *
     * @throws Wrong where there are none
     */
    public void kill() {
        if (server.isEmpty() || processes().filter(ProcessHandle::destroyForcibly).count() == 0) {
            throw new Wrong("No process of PostgreSQL was found that could be killed");
        }
        stop();
    }

    /** They are nobody's children: PostgreSQL writes down who is the first of them. */
    private Stream<ProcessHandle> processes() {
        return files.map(directory -> directory.resolve("postmaster.pid"))
                .filter(Files::exists)
                .flatMap(Database::first)
                .stream()
                .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()));
    }

    private static Optional<ProcessHandle> first(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf).flatMap(ProcessHandle::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the same data at the same address. */
    public void startAgain() {
        server();
    }

    /** As safe as a real one: what was committed is on the disk. */
    private EmbeddedPostgres start() {
        try {
            if (files.isEmpty()) {
                files = Optional.of(Files.createTempDirectory("ines-connector-postgres"));
                port = ConnectorNode.freePort();
            }
            var started = EmbeddedPostgres.builder()
                    .setDataDirectory(files.get())
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "256MB")
                    .start();
            try (var connection = started.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT current_setting('fsync')")) {
                if (!rows.next() || !rows.getString(1).equals("on")) {
                    throw new Wrong("PostgreSQL does not write to the disk");
                }
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new Wrong("PostgreSQL did not start", e);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        if (files.isPresent()) {
            FileSystemUtils.deleteRecursively(files.get());
        }
    }
}
