package org.inesconnector.connector.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.secrets.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Makes tokens, knows them again, and takes them back. */
@Repository
public class ApiTokens {

    /** So that a token is known for what it is wherever it turns up. */
    private static final String PREFIX = "ines_";

    private static final int LENGTH = 32;

    private static final Duration USE_IS_KEPT_EVERY = Duration.ofMinutes(1);

    private static final String COLUMNS = "SELECT id, name, scope, created_at, last_used_at FROM api_token ";

    private static final String USED = """
            UPDATE api_token SET last_used_at = :now
            WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :before)
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    ApiTokens(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param name for people, at most 100 characters
     * @return the token: nobody can read it again
     */
    @Transactional
    public String create(String name, Scope scope) {
        var token = PREFIX + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(KeyGenerators.secureRandom(LENGTH).generateKey());
        jdbc.sql("INSERT INTO api_token (name, hash, scope, created_at) VALUES (:name, :hash, :scope, :now)")
                .param("name", name)
                .param("hash", Digest.hex(token))
                .param("scope", scope.name())
                .param("now", now())
                .update();
        return token;
    }

    public List<ApiToken> all() {
        return jdbc.sql(COLUMNS + "ORDER BY id").query(ApiTokens::token).list();
    }

    /** Whose token it is; empty for one that was never made, or was revoked. */
    @Transactional
    public Optional<ApiToken> use(String token) {
        var found = jdbc.sql(COLUMNS + "WHERE hash = :hash")
                .param("hash", Digest.hex(token))
                .query(ApiTokens::token)
                .optional();
        found.ifPresent(known -> jdbc.sql(USED)
                .param("id", known.id())
                .param("now", now())
                .param("before", now().minus(USE_IS_KEPT_EVERY))
                .update());
        return found;
    }

    /** @return whether there was such a token */
    @Transactional
    public boolean revoke(long id) {
        return jdbc.sql("DELETE FROM api_token WHERE id = :id").param("id", id).update() == 1;
    }

    private static ApiToken token(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                row.getLong("id"),
                row.getString("name"),
                Scope.valueOf(row.getString("scope")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("last_used_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
