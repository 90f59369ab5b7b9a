package org.inesconnector.connector;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.context.WebApplicationContext;

/** Where the embedded database lives: made and tried before the database is started, which says less plainly what is wrong. */
public final class DataDirectory implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    private static final String URL = "connector.database.url";
    private static final String IN_FILES = "jdbc:h2:file:";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var directory = environment.getProperty("connector.data-directory", "");
        if (environment.getProperty(URL, "").startsWith(IN_FILES + directory + "/")) {
            var path = tryOut(directory);
            if (context instanceof WebApplicationContext && isForEverybody(path)) {
                LOG.warn("{}",
                        Messages.in(Locale.getDefault()).text(Message.of("database.open-directory", path.toString())));
            }
        }
    }

    /** @throws UnusableDataDirectory where it cannot be made or written */
    private static Path tryOut(String directory) {
        try {
            var path = madeOrFound(Path.of(directory).toAbsolutePath());
            Files.delete(Files.createTempFile(path, "try", null));
            return path;
        } catch (IOException | InvalidPathException e) {
            throw new UnusableDataDirectory(directory, e);
        }
    }

    /**
     * For its owner only where it was not there. Whoever reads the database has all contacts, and whoever reads its lock has
     * the database.
     */
    public static Path madeOrFound(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createDirectories(path, ownerOnly(path.getFileSystem()));
        }
        return Files.createDirectories(path);
    }

    /** Somebody may want his group to read it; nobody can want all users of a machine to. */
    private static boolean isForEverybody(Path path) {
        try {
            return isPosix(path.getFileSystem())
                    && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isPosix(FileSystem files) {
        return files.supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownerOnly(FileSystem files) {
        return isPosix(files)
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
    }
}
