package org.inesconnector.simulator.mautic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** HTTP Basic, and OAuth 2 client credentials. */
final class SignIn {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String CLIENT = basic(MauticSimulator.CLIENT_ID, MauticSimulator.CLIENT_SECRET);

    private final InstantSource clock;
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();

    SignIn(InstantSource clock) {
        this.clock = clock;
    }

    static boolean isBasic(@Nullable String authorization) {
        return authorization != null && authorization.startsWith("Basic ");
    }

    /**
     * @return whether a user name and password are right
     * @throws ApiError where something else is wrong
     */
    boolean accepts(@Nullable String authorization) {
        if (authorization != null && authorization.startsWith("Bearer ")) {
            requireGood(authorization.substring("Bearer ".length()));
            return true;
        }
        if (!isBasic(authorization)) {
            throw ApiError.notSignedIn();
        }
        return basic(MauticSimulator.USERNAME, MauticSimulator.PASSWORD).equals(authorization);
    }

    private void requireGood(String token) {
        var until = tokens.get(token);
        if (until == null) {
            throw ApiError.accessToken("is invalid");
        }
        if (!clock.instant().isBefore(until)) {
            throw ApiError.accessToken("has expired");
        }
    }

    Reply token(ApiCall call, @Nullable String authorization) {
        var given = call.body();
        boolean known = basic(Json.text(given, "client_id", ""), Json.text(given, "client_secret", ""))
                .equals(CLIENT) || CLIENT.equals(authorization);
        if (!known || !Json.text(given, "grant_type", "").equals("client_credentials")) {
            throw ApiError.clientCredentials();
        }
        var token = UUID.randomUUID().toString();
        tokens.put(token, clock.instant().plus(LIFETIME));
        return Reply.ok(Json.object().put("access_token", token).put("expires_in", LIFETIME.toSeconds())
                .put("token_type", "bearer").putNull("scope"));
    }

    Set<String> tokens() {
        return Set.copyOf(tokens.keySet());
    }

    void expireTokens() {
        tokens.clear();
    }

    private static String basic(String name, String secret) {
        return "Basic "
                + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
