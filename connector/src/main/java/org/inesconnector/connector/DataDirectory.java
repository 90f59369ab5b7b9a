package org.inesconnector.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Where the embedded database lives: made and tried before the database is started, which says less plainly what is wrong. */
final class DataDirectory implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String URL = "connector.database.url";
    private static final String IN_FILES = "jdbc:h2:file:";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var directory = environment.getProperty("connector.data-directory", "");
        if (environment.getProperty(URL, "").startsWith(IN_FILES + directory + "/")) {
            tryOut(directory);
        }
    }

    /** @throws UnusableDataDirectory where it cannot be made or written */
    private static void tryOut(String directory) {
        try {
            var path = Files.createDirectories(Path.of(directory));
            Files.delete(Files.createTempFile(path, "try", null));
        } catch (IOException | InvalidPathException e) {
            throw new UnusableDataDirectory(directory, e);
        }
    }
}
