package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The migrations of this program, as its build has found them: whether a database has them all is one query then, and
 * Flyway, which looks at each file, is needed only where it has not.
 */
final class OwnMigrations {

    private static final String FILE = "migrations.txt";

    /** Below the first is only that Flyway made the table. */
    private static final String APPLIED = """
            SELECT "version", "checksum", "type", "success" FROM "flyway_schema_history"
            WHERE "installed_rank" > 0
            ORDER BY "installed_rank"
            """;

    private OwnMigrations() {}

    /** A step of the build. */
    static void write(Path classes) throws IOException {
        var flyway = Flyway.configure().dataSource("jdbc:h2:mem:migrations", "sa", "").load();
        var all = Arrays.stream(flyway.info().all())
                .map(migration -> line(migration.getVersion().getVersion(), migration.getChecksum()))
                .toList();
        var file = classes.resolve(OwnMigrations.class.getPackageName().replace('.', '/')).resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.write(file, all);
    }

    private static String line(Object version, Object checksum) {
        return version + " " + checksum;
    }

    /** Not where somebody has to look closer: at one that has fewer, others, or one that failed. */
    static boolean areAllIn(DataSource database) {
        var all = read();
        return !all.isEmpty() && applied(database).equals(all);
    }

    /** The version of the last one; empty where the build has not found them. */
    static Optional<String> newest() {
        var all = read();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.getLast().substring(0, all.getLast().indexOf(' ')));
    }

    private static List<String> read() {
        var file = OwnMigrations.class.getResource(FILE);
        if (file == null) {
            return List.of();
        }
        try (var lines = file.openStream()) {
            var all = new String(lines.readAllBytes(), UTF_8).lines().toList();
            return file.getProtocol().equals("file") && !areOf(all, file.toURI()) ? List.of() : all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever works on the program may have compiled it without counting them. */
    private static boolean areOf(List<String> all, URI file) throws IOException {
        var list = Path.of(file);
        var classes = list.resolve("../".repeat(OwnMigrations.class.getPackageName().split("[.]").length + 1));
        try (var migrations = Files.list(classes.normalize().resolve("db/migration"))) {
            var changed = new ArrayList<FileTime>();
            for (var migration : migrations.toList()) {
                changed.add(Files.getLastModifiedTime(migration));
            }
            var counted = Files.getLastModifiedTime(list);
            return changed.size() == all.size() && changed.stream().allMatch(time -> time.compareTo(counted) <= 0);
        }
    }

    private static List<String> applied(DataSource database) {
        var applied = new ArrayList<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(APPLIED)) {
            while (rows.next()) {
                if (!rows.getBoolean("success") || !"SQL".equals(rows.getString("type"))) {
                    return List.of();
                }
                applied.add(line(rows.getString("version"), rows.getInt("checksum")));
            }
            return applied;
        } catch (SQLException _) {
            return List.of();
        }
    }
}
