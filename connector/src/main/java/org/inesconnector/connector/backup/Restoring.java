package org.inesconnector.connector.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.inesconnector.connector.DataDirectory;
import org.inesconnector.connector.SchemaUpgrade;
import org.inesconnector.connector.messages.FileTrouble;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.settings.Restored;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts a back-up in place of the database, in one step at the end: until then, and where anything is wrong, all is as it was.
 * What is restored is {@link Restored held} until somebody has looked at what was done since.
 */
public final class Restoring {

    private static final Logger LOG = LoggerFactory.getLogger(Restoring.class);

    private final EmbeddedDatabase database;
    private final InstantSource clock;

    public Restoring(EmbeddedDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param aside where the database is that was there
     * @param keyAside likewise, of a key that was another
     */
    public record Done(BackUp backUp, Optional<Path> aside, Optional<Path> keyAside) {}

    /**
     * @param replace whether a database that is there may be put aside
     * @throws UnusableBackUp where it is not restored
     * @throws org.inesconnector.connector.NewerDatabase where it was made by a newer program
     */
    public Done restore(Path file, boolean replace) {
        if (!Files.isReadable(file)) {
            throw UnusableBackUp.because("restore.no-file", file.toString());
        }
        try {
            DataDirectory.madeOrFound(database.directory());
            try (var owned = Owned.of(database.file())) {
                if (owned.isThere() && !replace) {
                    throw UnusableBackUp.because("restore.database-there", database.file().toString());
                }
                return restore(file, owned);
            }
        } catch (IOException e) {
            throw new UnusableBackUp(
                    Message.of("restore.failed", file.toString(), FileTrouble.words(e)),
                    e);
        }
    }

    private Done restore(Path file, Owned owned) throws IOException {
        var directory = OwnerOnly.newDirectory(database.directory());
        try {
            var unpacked = BackUpFile.unpack(file, directory);
            prepare(file, unpacked);
            var key = draft(unpacked.key());
            try {
                var aside = place(unpacked.database(), owned);
                return new Done(unpacked.about(), aside, placeKey(key, aside));
            } finally {
                key.ifPresent(Restoring::removeOrTell);
            }
        } finally {
            removeOrTell(directory);
        }
    }

    /** What was done is done, also where something of it is left. */
    private static void removeOrTell(Path left) {
        try {
            OwnerOnly.removeAll(left);
        } catch (UnusableBackUp e) {
            LOG.warn("{}", Messages.in(Locale.getDefault()).text(e.why()), e);
        }
    }

    /** Opens it, which shows whether it is one of ours, and notes that it was restored. */
    private void prepare(Path file, BackUpFile.Unpacked unpacked) {
        try (var connection = database.connect(unpacked.database())) {
            requireOurs(connection);
            var jdbc = JdbcClient.create(connection);
            jdbc.sql("SELECT count(*) FROM contact_link").query(Long.class).single();
            Restored.hold(jdbc, unpacked.about().madeAt());
        } catch (DataAccessException | FlywayException e) {
            throw new UnusableBackUp(Message.of("restore.foreign", file.toString()), e);
        }
        try {
            OwnerOnly.restrict(unpacked.database());
        } catch (IOException e) {
            throw new UnusableBackUp(Message.of("restore.failed", file.toString(), FileTrouble.words(e)), e);
        }
    }

    private static void requireOurs(DataSource connection) {
        if (!SchemaUpgrade.isOurs(connection)) {
            throw new FlywayException("No schema of ours");
        }
    }

    /** All of it that may fail is done before the database is placed; empty where the key that is there is the one. */
    private Optional<Path> draft(Optional<byte[]> key) throws IOException {
        if (key.isEmpty() || database.keyIsGiven()
                || (Files.exists(database.keyFile()) && BackUpFile.isSame(database.keyFile(), key.get()))) {
            return Optional.empty();
        }
        var draft = database.keyFile().resolveSibling(database.keyFile().getFileName() + ".new-" + UUID.randomUUID());
        OwnerOnly.write(draft, out -> out.write(key.get()));
        return Optional.of(draft);
    }

    /** After the database, or the one that is there would have a key that is not its own; a key that is another is kept. */
    private Optional<Path> placeKey(Optional<Path> draft, Optional<Path> databaseAside) throws IOException {
        if (draft.isEmpty()) {
            return Optional.empty();
        }
        try {
            return moveInto(database.keyFile(), draft.get());
        } catch (IOException | RuntimeException e) {
            takeBack(databaseAside, e);
            throw e;
        }
    }

    private void takeBack(Optional<Path> aside, Exception why) {
        try {
            if (aside.isPresent()) {
                replace(database.file(), aside.get());
            } else {
                Files.delete(database.file());
            }
        } catch (IOException e) {
            why.addSuppressed(e);
            throw new UnusableBackUp(
                    Message.of("restore.without-key", database.file().toString(), database.keyFile().toString()), why);
        }
    }

    private Optional<Path> place(Path restored, Owned owned) throws IOException {
        if (owned.isThere()) {
            return moveInto(database.file(), restored);
        }
        try {
            placeWhereNoneIs(restored);
        } catch (FileAlreadyExistsException e) {
            throw new UnusableBackUp(Message.of("restore.running", database.file().toString()), e);
        }
        return Optional.empty();
    }

    private void placeWhereNoneIs(Path restored) throws IOException {
        try {
            // Unlike a move it fails where a process has made a database meanwhile.
            Files.createLink(database.file(), restored);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException _) {
            Files.move(restored, database.file());
        }
    }

    /** There is one or the other at every moment. */
    private Optional<Path> moveInto(Path place, Path content) throws IOException {
        Optional<Path> aside = Optional.empty();
        if (Files.exists(place)) {
            aside = Optional.of(beside(place, "before-restore"));
            keep(place, aside.get());
        }
        try {
            replace(place, content);
        } catch (IOException | RuntimeException e) {
            // What was there is still there.
            aside.ifPresent(Restoring::removeOrTell);
            throw e;
        }
        return aside;
    }

    private static void replace(Path place, Path content) throws IOException {
        Files.move(content, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void keep(Path file, Path aside) throws IOException {
        try {
            Files.createLink(aside, file);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException _) {
            // A file system without links, or one that lets nobody link what is another's.
            Files.copy(file, aside, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private Path beside(Path file, String why) {
        var at = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'")
                .withZone(ZoneOffset.UTC)
                .format(clock.instant());
        return file.resolveSibling(file.getFileName() + "." + why + "-" + at);
    }

    /** The database's file, which no process has open or opens meanwhile. */
    private record Owned(@Nullable FileChannel channel, @Nullable FileLock lock) implements AutoCloseable {

        static Owned of(Path file) throws IOException {
            if (!Files.exists(file)) {
                return new Owned(null, null);
            }
            var channel = FileChannel.open(file, StandardOpenOption.WRITE);
            try {
                var lock = channel.tryLock();
                if (lock != null) {
                    return new Owned(channel, lock);
                }
            } catch (OverlappingFileLockException _) {
                // By this very process.
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            channel.close();
            throw UnusableBackUp.because("restore.running", file.toString());
        }

        boolean isThere() {
            return lock != null;
        }

        @Override
        public void close() throws IOException {
            if (channel != null) {
                channel.close();
            }
        }
    }
}
