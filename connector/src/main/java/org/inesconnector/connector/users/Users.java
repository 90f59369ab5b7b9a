package org.inesconnector.connector.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.secrets.Digest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Those who may sign in. There is always an administrator, once there is anybody. */
@Repository
public class Users {

    private static final int SHORTEST_PASSWORD = 12;

    /** Of what BCrypt reads; in bytes. */
    private static final int LONGEST_PASSWORD = 72;

    private static final int LONGEST_NAME = 100;

    /** Names stand in the log, a line each. */
    private static final Pattern NO_LINE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private static final String COLUMNS = "SELECT name, role, created_at FROM app_user ";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Throttle throttle;
    private final PasswordEncoder passwords = PasswordEncoderFactories.createDelegatingPasswordEncoder();

    Users(JdbcClient jdbc, InstantSource clock, Throttle throttle) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.throttle = throttle;
    }

    public boolean isAnybodyThere() {
        return jdbc.sql("SELECT count(*) FROM app_user").query(Long.class).single() > 0;
    }

    /** By name. */
    public List<User> all() {
        return jdbc.sql(COLUMNS + "ORDER BY name").query(Users::user).list();
    }

    public Optional<User> find(String name) {
        return jdbc.sql(COLUMNS + "WHERE name = :name").param("name", name).query(Users::user).optional();
    }

    /** What the password is compared with. */
    public Optional<String> passwordHash(String name) {
        return jdbc.sql("SELECT password_hash FROM app_user WHERE name = :name")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    public PasswordEncoder passwords() {
        return passwords;
    }

    /** @throws UnusablePassword where the name or the password cannot be taken */
    @Transactional
    public void create(String name, String password, Role role) {
        requireName(name);
        requirePassword(password);
        throttle.forgive(name);
        try {
            jdbc.sql("INSERT INTO app_user (name, password_hash, role, created_at) VALUES (:name, :hash, :role, :now)")
                    .param("name", name)
                    .param("hash", passwords.encode(password))
                    .param("role", role.name())
                    .param("now", now())
                    .update();
        } catch (DuplicateKeyException _) {
            throw new UnusablePassword(Message.of("user.name-taken", name));
        }
    }

    /**
     * What failed with the old password keeps nobody waiting any more.
     *
     * @return whether there is such a user
     * @throws UnusablePassword where the password cannot be taken
     */
    @Transactional
    public boolean changePassword(String name, String password) {
        requirePassword(password);
        throttle.forgive(name);
        return jdbc.sql("UPDATE app_user SET password_hash = :hash WHERE name = :name")
                .param("hash", passwords.encode(password))
                .param("name", name)
                .update() == 1;
    }

    public boolean isPassword(String name, String password) {
        return passwordHash(name).filter(hash -> passwords.matches(password, hash)).isPresent();
    }

    /**
     * Changes with his password and with his role: whoever signed in while it was another is to sign in again. It tells
     * nothing of the password.
     *
     * @return empty where he may not sign in any more
     */
    public Optional<String> mark(String name) {
        return jdbc.sql("SELECT role, password_hash FROM app_user WHERE name = :name")
                .param("name", name)
                .query((row, _) -> row.getString("role") + ' ' + Digest.hex(row.getString("password_hash")))
                .optional();
    }

    public boolean isLastAdministrator(String name) {
        return find(name).filter(user -> user.role() == Role.ADMINISTRATOR).isPresent()
                && !isAnotherAdministrator(name);
    }

    private boolean isAnotherAdministrator(String name) {
        return jdbc.sql("SELECT count(*) FROM app_user WHERE role = :role AND name <> :name")
                .param("role", Role.ADMINISTRATOR.name())
                .param("name", name)
                .query(Long.class)
                .single() > 0;
    }

    /** @return whether he has it now: not where he does not exist or would be the last administrator who is lost */
    @Transactional
    public boolean changeRole(String name, Role role) {
        lock();
        return (role == Role.ADMINISTRATOR || isAnotherAdministrator(name))
                && jdbc.sql("UPDATE app_user SET role = :role WHERE name = :name")
                        .param("role", role.name())
                        .param("name", name)
                        .update() == 1;
    }

    /** @return whether he was removed: not where he does not exist or is the last administrator */
    @Transactional
    public boolean remove(String name) {
        lock();
        return isAnotherAdministrator(name)
                && jdbc.sql("DELETE FROM app_user WHERE name = :name").param("name", name).update() == 1;
    }

    /** Those who change who is there are one after another. */
    void lock() {
        jdbc.sql("SELECT version FROM setting_version FOR UPDATE").query(Long.class).single();
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || !name.equals(name.strip())
                || NO_LINE.matcher(name).find()) {
            throw new UnusablePassword(Message.of("user.name", LONGEST_NAME));
        }
    }

    private static void requirePassword(String password) {
        if (password.length() < SHORTEST_PASSWORD || password.getBytes(UTF_8).length > LONGEST_PASSWORD) {
            throw new UnusablePassword(Message.of("user.password", SHORTEST_PASSWORD, LONGEST_PASSWORD));
        }
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
