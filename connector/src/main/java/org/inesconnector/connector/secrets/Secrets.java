package org.inesconnector.connector.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.inesconnector.connector.messages.Message;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/** Keeps secrets in the database, encrypted with AES-256-GCM. The key is not in the database. */
@Repository
public class Secrets {

    private static final int KEY_LENGTH = 32;

    private static final String UPDATE = "UPDATE secret SET encrypted = :encrypted WHERE name = :name";

    private static final String INSERT = "INSERT INTO secret (name, encrypted) VALUES (:name, :encrypted)";

    private final JdbcClient jdbc;
    /** No key is made before there is a secret. */
    private final SingletonSupplier<BytesEncryptor> encryptor;

    Secrets(JdbcClient jdbc, SecretSettings settings) {
        this.jdbc = jdbc;
        this.encryptor = SingletonSupplier
                .of(() -> AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(key(settings), "AES")).build());
    }

    /** For who needs them before the application is started. */
    public static Secrets in(JdbcClient jdbc, Environment environment) {
        return new Secrets(jdbc, Binder.get(environment).bindOrCreate("connector", SecretSettings.class));
    }

    private static byte[] key(SecretSettings settings) {
        return settings.secretKey() == null || settings.secretKey().isBlank()
                ? SecretKeyFile.readOrMake(
                        Path.of(settings.dataDirectory(), "secret.key"),
                        KeyGenerators.secureRandom(KEY_LENGTH).generateKey())
                : decoded(settings.secretKey());
    }

    private static byte[] decoded(String given) {
        try {
            var key = Base64.getDecoder().decode(given.strip());
            if (key.length == KEY_LENGTH) {
                return key;
            }
        } catch (IllegalArgumentException _) {
            // Told below, without what was given.
        }
        throw new UnusableKey(Message.of("secrets.wrong-key", KEY_LENGTH), null);
    }

    /** In place of what had this name. */
    @Transactional
    public void keep(String name, String value) {
        if (write(UPDATE, name, value) == 0) {
            write(INSERT, name, value);
        }
    }

    private int write(String sql, String name, String value) {
        return jdbc.sql(sql)
                .param("name", name)
                .param("encrypted",
                        Base64.getEncoder().encodeToString(encryptor.obtain().encrypt(value.getBytes(UTF_8))))
                .update();
    }

    public void forget(String name) {
        jdbc.sql("DELETE FROM secret WHERE name = :name").param("name", name).update();
    }

    /** @throws UnusableKey where it was encrypted with another key */
    public Optional<String> read(String name) {
        return jdbc.sql("SELECT encrypted FROM secret WHERE name = :name")
                .param("name", name)
                .query(String.class)
                .optional()
                .map(encrypted -> decrypt(name, encrypted));
    }

    private String decrypt(String name, String encrypted) {
        try {
            return new String(encryptor.obtain().decrypt(Base64.getDecoder().decode(encrypted)), UTF_8);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new UnusableKey(Message.of("secrets.other-key", name), e);
        }
    }
}
