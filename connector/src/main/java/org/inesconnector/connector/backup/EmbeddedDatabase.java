package org.inesconnector.connector.backup;

import java.nio.file.Path;
import java.util.Objects;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The database in files.
 *
 * @param file that holds all of it
 * @param keyFile what its secrets are encrypted with; empty where the settings say a key
 */
public record EmbeddedDatabase(Path file, String url, String username, String password, Path keyFile,
        boolean keyIsGiven) {

    private static final String IN_FILES = "jdbc:h2:file:";
    private static final String ENDING = ".mv.db";

    /** @throws UnusableBackUp where the settings name another database, with what to do then */
    public static EmbeddedDatabase in(Environment environment) {
        var properties = Binder.get(environment).bindOrCreate("spring.datasource", DataSourceProperties.class);
        var url = properties.determineUrl();
        if (url.startsWith("jdbc:postgresql:")) {
            throw UnusableBackUp.because("backup.postgres");
        }
        if (!url.startsWith(IN_FILES)) {
            throw UnusableBackUp.because("backup.other-database");
        }
        var key = environment.getProperty("connector.secret-key", "");
        return new EmbeddedDatabase(
                Path.of(name(url) + ENDING).toAbsolutePath().normalize(),
                url,
                Objects.requireNonNullElse(properties.determineUsername(), ""),
                Objects.requireNonNullElse(properties.determinePassword(), ""),
                Path.of(environment.getProperty("connector.data-directory", ""), "secret.key").toAbsolutePath(),
                !key.isBlank());
    }

    private static String name(String url) {
        int end = url.indexOf(';');
        return url.substring(IN_FILES.length(), end < 0 ? url.length() : end);
    }

    Path directory() {
        return Objects.requireNonNull(file.getParent());
    }

    /** Joins the process that has it open, or opens it. */
    SingleConnectionDataSource connect() {
        return new SingleConnectionDataSource(url + ";IFEXISTS=TRUE", username, password, true);
    }

    /** The same database elsewhere, for this process alone. */
    SingleConnectionDataSource connect(Path other) {
        var path = other.toString();
        return new SingleConnectionDataSource(
                IN_FILES + path.substring(0, path.length() - ENDING.length())
                        + ";MODE=PostgreSQL;IFEXISTS=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0",
                username, password, true);
    }
}
