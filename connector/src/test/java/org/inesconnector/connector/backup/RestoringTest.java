package org.inesconnector.connector.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database and its key are those of the back-up, or both are what they were. */
class RestoringTest {

    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00.123Z"));
    private static final String ASIDE = ".before-restore-20260301T100000.123Z";

    private static final byte[] KEY = bytes(1);
    private static final byte[] OTHER_KEY = bytes(2);

    @TempDir
    private Path directory;

    private Path data = Path.of("");
    private Path backUp = Path.of("");

    private static byte[] bytes(int value) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @BeforeEach
    void aBackUpWithItsKeyAndAnotherDatabaseWithAnother() throws IOException {
        var there = Files.createDirectory(directory.resolve("there"));
        made(there, KEY);
        backUp = directory.resolve("back-up.zip");
        new BackUpWriting(database(there), NOW, "test").writeTo(backUp, true);
        data = Files.createDirectory(directory.resolve("data"));
        made(data, OTHER_KEY);
    }

    private static EmbeddedDatabase database(Path directory) {
        var file = directory.resolve("connector.mv.db");
        return new EmbeddedDatabase(
                file,
                "jdbc:h2:file:" + directory.resolve("connector") + ";MODE=PostgreSQL;WRITE_DELAY=0;TRACE_LEVEL_FILE=0",
                "",
                "",
                directory.resolve("secret.key"), false);
    }

    private static void made(Path directory, byte[] key) throws IOException {
        Flyway.configure().dataSource(database(directory).url(), "", "").load().migrate();
        Files.write(directory.resolve("secret.key"), key);
    }

    private Restoring.Done restore() {
        return new Restoring(database(data), NOW).restore(backUp, true);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void bothAreReplacedAndWhatWasThereIsKept() throws IOException {
        var before = Files.readAllBytes(data.resolve("connector.mv.db"));
        var done = restore();
        assertThat(done.aside()).contains(data.resolve("connector.mv.db" + ASIDE)).get()
                .extracting(RestoringTest::content).isEqualTo(before);
        assertThat(done.keyAside()).contains(data.resolve("secret.key" + ASIDE)).get()
                .extracting(RestoringTest::content).isEqualTo(OTHER_KEY);
        assertThat(data.resolve("secret.key")).hasBinaryContent(KEY);
        assertThat(names()).containsExactly(
                "connector.mv.db", "connector.mv.db" + ASIDE, "secret.key", "secret.key" + ASIDE);
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connector.mv.db", "secret.key"})
    void whereOneOfThemCannotBePlacedBothAreAsTheyWere(String inTheWay) throws IOException {
        var before = Files.readAllBytes(data.resolve("connector.mv.db"));
        Files.writeString(data.resolve(inTheWay + ASIDE), "somebody's");
        assertThatThrownBy(this::restore).isInstanceOfSatisfying(
                UnusableBackUp.class, refused -> assertThat(refused.why().key()).isEqualTo("restore.failed"));
        assertThat(data.resolve("connector.mv.db")).hasBinaryContent(before);
        assertThat(data.resolve("secret.key")).hasBinaryContent(OTHER_KEY);
        assertThat(data.resolve(inTheWay + ASIDE)).hasContent("somebody's");
        assertThat(names()).containsExactlyInAnyOrder("connector.mv.db", "secret.key", inTheWay + ASIDE);
    }

    @Test
    void whereThereWasNoDatabaseAndTheKeyCannotBePlacedThereIsNoneAfterwards() throws IOException {
        Files.delete(data.resolve("connector.mv.db"));
        Files.writeString(data.resolve("secret.key" + ASIDE), "somebody's");
        assertThatThrownBy(this::restore).isInstanceOf(UnusableBackUp.class);
        assertThat(data.resolve("secret.key")).hasBinaryContent(OTHER_KEY);
        assertThat(names()).containsExactly("secret.key", "secret.key" + ASIDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret.key", "back-up.properties"})
    void aFlippedBitInAnyPartIsSeen(String part) throws IOException {
        var bytes = Files.readAllBytes(backUp);
        int nameAt = new String(bytes, ISO_8859_1).indexOf(part);
        try (var zip = new ZipFile(backUp.toFile())) {
            var entry = Optional.ofNullable(zip.getEntry(part)).orElseThrow();
            bytes[nameAt + part.getBytes(UTF_8).length + (int) (entry.getCompressedSize() / 2)] ^= 2;
        }
        Files.write(backUp, bytes);
        assertDamaged();
    }

    @Test
    void aKeyOfAnotherLengthIsNone() throws IOException {
        var longer = directory.resolve("longer.zip");
        Files.write(directory.resolve("there/secret.key"), new byte[33]);
        new BackUpWriting(database(directory.resolve("there")), NOW, "test").writeTo(longer, true);
        backUp = longer;
        assertDamaged();
    }

    private void assertDamaged() throws IOException {
        var before = Files.readAllBytes(data.resolve("connector.mv.db"));
        assertThatThrownBy(this::restore).isInstanceOfSatisfying(
                UnusableBackUp.class, refused -> assertThat(refused.why().key()).isEqualTo("restore.damaged"));
        assertThat(data.resolve("connector.mv.db")).hasBinaryContent(before);
        assertThat(data.resolve("secret.key")).hasBinaryContent(OTHER_KEY);
        assertThat(names()).containsExactly("connector.mv.db", "secret.key");
    }
}
