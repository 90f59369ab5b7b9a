package org.inesconnector.connector.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.inesconnector.connector.messages.Message;

/** A zip archive with the database, what it is, and the key where that was wanted. */
final class BackUpFile {

    private static final String FORMAT = "1";
    private static final String ABOUT = "back-up.properties";
    private static final String DATABASE = "connector.mv.db";
    private static final String KEY = "secret.key";

    private static final int KEY_BYTES = 32;

    private BackUpFile() {}

    /** @param written what H2 wrote: an archive with the database alone */
    static void write(Path file, BackUp about, Path written, Optional<byte[]> key) throws IOException {
        try (var source = new ZipFile(written.toFile())) {
            var database = source.stream().findFirst().orElseThrow(() -> new IOException("H2 wrote nothing"));
            OwnerOnly.write(file, out -> {
                // Not closed: the file is written to the disk before it is.
                var zip = new ZipOutputStream(out);
                put(zip, ABOUT, to -> properties(about).store(to, null));
                try (var in = source.getInputStream(database)) {
                    put(zip, DATABASE, in::transferTo);
                }
                if (key.isPresent()) {
                    put(zip, KEY, to -> to.write(key.get()));
                }
                zip.finish();
            });
        }
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void put(ZipOutputStream zip, String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        content.writeTo(zip);
        zip.closeEntry();
    }

    private static Properties properties(BackUp about) {
        var properties = new Properties();
        properties.setProperty("format", FORMAT);
        properties.setProperty("made-at", about.madeAt().toString());
        properties.setProperty("program", about.program());
        return properties;
    }

    /**
     * Unpacks all of it, and with that sees whether all of it is there.
     *
     * @throws UnusableBackUp where it is no back-up, or damaged
     */
    static Unpacked unpack(Path file, Path directory) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            var about = about(zip, file);
            var database = directory.resolve(DATABASE);
            var packed = entry(zip, DATABASE, file);
            OwnerOnly.write(database, out -> unpack(zip, packed, out));
            return new Unpacked(about, database, key(zip));
        } catch (ZipException | EOFException e) {
            throw new UnusableBackUp(
                    Message.of("restore.damaged", file.toString()), e);
        }
    }

    private static BackUp about(ZipFile zip, Path file) throws IOException {
        var properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(content(zip, entry(zip, ABOUT, file))));
            if (!FORMAT.equals(properties.getProperty("format"))) {
                throw UnusableBackUp.because("restore.other-format", file.toString());
            }
            return new BackUp(
                    Instant.parse(properties.getProperty("made-at", "")), properties.getProperty("program", ""));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new UnusableBackUp(
                    Message.of("restore.foreign", file.toString()), e);
        }
    }

    private static ZipEntry entry(ZipFile zip, String name, Path file) {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw UnusableBackUp.because("restore.foreign", file.toString());
        }
        return entry;
    }

    /** A zip file that is read by its directory does not compare what it unpacks with its checksum. */
    private static void unpack(ZipFile zip, ZipEntry entry, OutputStream to) throws IOException {
        try (var in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            in.transferTo(to);
            if (in.getChecksum().getValue() != entry.getCrc()) {
                throw new ZipException("The checksum is another one");
            }
        }
    }

    private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
        var content = new ByteArrayOutputStream();
        unpack(zip, entry, content);
        return content.toByteArray();
    }

    private static Optional<byte[]> key(ZipFile zip) throws IOException {
        var entry = zip.getEntry(KEY);
        if (entry == null) {
            return Optional.empty();
        }
        var key = content(zip, entry);
        if (key.length != KEY_BYTES) {
            throw new ZipException("The key has another length");
        }
        return Optional.of(key);
    }

    /** @param database the file it was unpacked into */
    record Unpacked(BackUp about, Path database, Optional<byte[]> key) {}

    static boolean isSame(Path file, byte[] content) throws IOException {
        return Arrays.equals(Files.readAllBytes(file), content);
    }
}
