package org.inesconnector.connector.secrets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.inesconnector.connector.DataDirectory;
import org.inesconnector.connector.messages.Message;

/** The key in a file that only its owner can read. */
final class SecretKeyFile {

    private SecretKeyFile() {}

    /** Two processes that both find none end with the same key. */
    static byte[] readOrMake(Path file, byte[] newKey) {
        try {
            if (!Files.exists(file)) {
                make(file, newKey);
            }
            return read(file, newKey.length);
        } catch (IOException | UnsupportedOperationException e) {
            throw new UnusableKey(Message.of("secrets.no-file", file.toString()), e);
        }
    }

    private static byte[] read(Path file, int length) throws IOException {
        if (Files.size(file) != length) {
            throw new UnusableKey(Message.of("secrets.wrong-file", file.toString(), length), null);
        }
        return Files.readAllBytes(file);
    }

    /** It appears with its content, or not at all. */
    private static void make(Path file, byte[] key) throws IOException {
        var directory = DataDirectory.madeOrFound(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        var draft = Files.createTempFile(directory, "secret", ".new", ownerOnly());
        try {
            write(draft, key);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException _) {
            // Another process was faster: its key counts.
        } finally {
            Files.delete(draft);
        }
    }

    private static void write(Path file, byte[] key) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(key));
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}
