package org.inesconnector.connector;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
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
            var path = madeOrFound(Path.of(directory).toAbsolutePath());
            Files.delete(Files.createTempFile(path, "try", null));
        } catch (IOException | InvalidPathException e) {
            throw new UnusableDataDirectory(directory, e);
        }
    }

    /** Whoever reads the database has all contacts, and whoever reads its lock has the database. */
    private static Path madeOrFound(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createDirectories(path, ownerOnly(path.getFileSystem()));
        }
        return Files.createDirectories(path);
    }

    private static FileAttribute<?>[] ownerOnly(FileSystem files) {
        return files.supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
    }
}
