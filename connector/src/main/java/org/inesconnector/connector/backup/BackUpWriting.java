package org.inesconnector.connector.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.inesconnector.connector.messages.FileTrouble;
import org.inesconnector.connector.messages.Message;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes a back-up while the database is in use: the process that has it open copies a consistent state of its file, and
 * goes on working.
 */
public final class BackUpWriting {

    private final EmbeddedDatabase database;
    private final InstantSource clock;
    private final String program;

    /** @param program this one, with its version */
    public BackUpWriting(EmbeddedDatabase database, InstantSource clock, String program) {
        this.database = database;
        this.clock = clock;
        this.program = program;
    }

    /**
     * @param file that is not there yet; it appears when it is complete
     * @param withKey to be able to read the secrets wherever it is restored
     * @throws UnusableBackUp where it cannot be made
     */
    public BackUp writeTo(Path file, boolean withKey) {
        if (OwnerOnly.isThere(file)) {
            throw UnusableBackUp.because("backup.file-there", file.toString());
        }
        if (!Files.exists(database.file())) {
            throw UnusableBackUp.because("backup.no-database", database.file().toString());
        }
        var copy = database.directory().resolve("backup-" + UUID.randomUUID() + ".tmp");
        var draft = Path.of(file + "." + UUID.randomUUID() + ".tmp");
        try {
            var about = new BackUp(clock.instant(), program);
            copyTo(copy);
            BackUpFile.write(draft, about, copy, withKey ? key() : Optional.empty());
            Files.move(draft, file);
            return about;
        } catch (IOException e) {
            throw new UnusableBackUp(
                    FileTrouble.of(file, e)
                            .orElseGet(() -> Message.of("backup.failed", file.toString(), FileTrouble.words(e))),
                    e);
        } finally {
            remove(copy);
            remove(draft);
        }
    }

    private void copyTo(Path copy) throws IOException {
        OwnerOnly.write(copy, _ -> {});
        try (var connection = database.connect()) {
            JdbcClient.create(connection).sql("BACKUP TO '" + copy.toString().replace("'", "''") + "'").update();
        } catch (DataAccessException e) {
            throw new IOException(Objects.requireNonNullElse(e.getMostSpecificCause().getMessage(), "H2"), e);
        }
    }

    private Optional<byte[]> key() throws IOException {
        if (database.keyIsGiven()) {
            throw UnusableBackUp.because("backup.key-is-given");
        }
        return Files.exists(database.keyFile())
                ? Optional.of(Files.readAllBytes(database.keyFile()))
                : Optional.empty();
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UnusableBackUp(Message.of("backup.left-behind", file.toString()), e);
        }
    }
}
