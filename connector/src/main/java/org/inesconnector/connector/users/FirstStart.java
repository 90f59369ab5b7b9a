package org.inesconnector.connector.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.inesconnector.connector.secrets.Secrets;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The first administrator makes himself known by a code that only who runs the program sees. It is the same in all
 * processes, and of no use once somebody is there.
 */
@Component
public class FirstStart {

    private static final String SECRET = "first-start";

    private static final int LENGTH = 8;

    private final Users users;
    private final Secrets secrets;
    private final @Nullable String given;

    FirstStart(Users users, Secrets secrets, @Value("${connector.setup-code:}") String given) {
        this.users = users;
        this.secrets = secrets;
        this.given = given.isBlank() ? null : given.strip();
    }

    /** What the program may tell who runs it; empty where he set it himself, or where somebody is there already. */
    @Transactional
    public Optional<String> codeToTell() {
        return given == null && !users.isAnybodyThere() ? Optional.of(kept()) : Optional.empty();
    }

    private String kept() {
        users.lock();
        return secrets.read(SECRET).orElseGet(() -> {
            var code = HexFormat.of().formatHex(KeyGenerators.secureRandom(LENGTH).generateKey());
            secrets.keep(SECRET, code);
            return code;
        });
    }

    /**
     * @return whether the code is right and nobody was there before
     * @throws UnusablePassword where the name or the password cannot be taken
     */
    @Transactional
    public boolean begin(String code, String name, String password) {
        users.lock();
        if (users.isAnybodyThere() || !isRight(code.strip())) {
            return false;
        }
        users.create(name, password, Role.ADMINISTRATOR);
        secrets.forget(SECRET);
        return true;
    }

    private boolean isRight(String code) {
        var right = Optional.ofNullable(given).or(() -> secrets.read(SECRET));
        return right.filter(known -> MessageDigest.isEqual(known.getBytes(UTF_8), code.getBytes(UTF_8))).isPresent();
    }
}
