package org.inesconnector.connector.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.inesconnector.connector.H2;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class SecretsTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path directory = Path.of("");

    private JdbcClient jdbc = database();

    private static JdbcClient database() {
        return JdbcClient.create(H2.newSource());
    }

    @BeforeEach
    void anEmptyDatabase() {
        jdbc = database();
    }

    private Secrets secrets(@Nullable String key) {
        return new Secrets(jdbc, new SecretSettings(key, directory.toString()));
    }

    private Path keyFile() {
        return directory.resolve("secret.key");
    }

    @Test
    void aSecretIsReadAgainButDoesNotStandInTheDatabase() {
        secrets(KEY).keep("webhook", "s3cr3t");
        assertThat(secrets(KEY).read("webhook")).contains("s3cr3t");
        assertThat(secrets(KEY).read("other")).isEmpty();
        assertThat(jdbc.sql("SELECT encrypted FROM secret").query(String.class).single())
                .doesNotContain("s3cr3t", Base64.getEncoder().encodeToString("s3cr3t".getBytes(UTF_8)));
    }

    @Test
    void aNewerSecretTakesTheOldOnesPlace() {
        var secrets = secrets(KEY);
        secrets.keep("webhook", "old");
        secrets.keep("webhook", "new");
        assertThat(secrets.read("webhook")).contains("new");
    }

    @Test
    void theSameSecretIsNeverEncryptedTheSameWay() {
        secrets(KEY).keep("one", "s3cr3t");
        secrets(KEY).keep("two", "s3cr3t");
        assertThat(jdbc.sql("SELECT DISTINCT encrypted FROM secret").query(String.class).list()).hasSize(2);
    }

    @Test
    void withoutAKeyOneIsMadeThatOnlyItsOwnerCanReadAndThatIsUsedAgain() throws IOException {
        secrets(null).keep("webhook", "s3cr3t");
        assertThat(Files.getPosixFilePermissions(keyFile())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readAllBytes(keyFile())).hasSize(32);
        assertThat(secrets(" ").read("webhook")).contains("s3cr3t");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(keyFile());
        }
    }

    @Test
    void aSecretOfAnotherKeyIsNotTakenForEmpty() {
        secrets(KEY).keep("webhook", "s3cr3t");
        assertThatThrownBy(() -> secrets(null).read("webhook")).isInstanceOfSatisfying(
                UnusableKey.class,
                e -> assertThat(e.why().key()).isEqualTo("secrets.other-key"));
    }

    @Test
    void aSecretThatSomebodyChangedInTheDatabaseIsRefused() {
        secrets(KEY).keep("webhook", "s3cr3t");
        jdbc.sql("UPDATE secret SET encrypted = 'AAAA' || SUBSTRING(encrypted, 5)").update();
        assertThatThrownBy(() -> secrets(KEY).read("webhook")).isInstanceOf(UnusableKey.class);
    }

    @Test
    void aKeyOfAnotherLengthOrAlphabetIsRefusedWithoutRepeatingIt() {
        for (var key : new String[]{"c2hvcnQ=", "not base64, but secret"}) {
            assertThatThrownBy(() -> secrets(key).keep("webhook", "s3cr3t")).isInstanceOf(UnusableKey.class)
                    .hasMessageNotContaining(key);
        }
    }

    @Test
    void aKeyFileOfAnotherLengthIsToldAndLeftAsItIs() throws IOException {
        for (int length : new int[]{0, 16, 33}) {
            Files.write(keyFile(), new byte[length]);
            assertThatThrownBy(() -> secrets(null).keep("webhook", "s3cr3t")).isInstanceOfSatisfying(
                    UnusableKey.class,
                    e -> assertThat(e.why().key()).isEqualTo("secrets.wrong-file"));
            assertThat(keyFile()).hasSize(length);
        }
    }

    @Test
    void aKeyFileThatCannotBeMadeIsTold() throws IOException {
        Files.createFile(directory.resolve("file"));
        directory = directory.resolve("file");
        assertThatThrownBy(() -> secrets(null).keep("webhook", "s3cr3t")).isInstanceOfSatisfying(
                UnusableKey.class,
                e -> assertThat(e.why().key()).isEqualTo("secrets.no-file"));
    }
}
