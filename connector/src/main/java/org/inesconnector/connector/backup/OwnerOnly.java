package org.inesconnector.connector.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import org.inesconnector.connector.messages.Message;

/** Files with contacts and keys in them, which only their owner may read. */
final class OwnerOnly {

    private OwnerOnly() {}

    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A new file, on the disk when it returns; none where it could not be written. */
    static void write(Path file, Content content) throws IOException {
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, attributes("rw-------"));
                var out = Channels.newOutputStream(channel)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    static Path newDirectory(Path parent) throws IOException {
        return Files.createTempDirectory(parent, "restore", attributes("rwx------"));
    }

    /** It is for this user whatever the process that made it thought. */
    static void restrict(Path file) throws IOException {
        if (isPosix()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    static void removeAll(Path directory) {
        try (var all = Files.walk(directory)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (NoSuchFileException _) {
            // Gone already.
        } catch (IOException | UncheckedIOException e) {
            throw new UnusableBackUp(
                    Message.of("backup.left-behind", directory.toString()), e);
        }
    }

    static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
