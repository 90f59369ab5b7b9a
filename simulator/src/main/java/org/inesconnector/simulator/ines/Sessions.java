package org.inesconnector.simulator.ines;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who may sign in, and who has. A session ends a time after the sign-in, whether it is used or not. */
final class Sessions {

    private static final Duration LIFETIME = Duration.ofMinutes(20);

    private record Credentials(String account, String username, String password) {}

    private final InstantSource clock;
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private volatile Credentials credentials = new Credentials(InesSimulator.ACCOUNT, InesSimulator.USERNAME,
            InesSimulator.PASSWORD);
    private volatile Duration lifetime = LIFETIME;

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    Optional<String> signIn(String account, String username, String password) {
        if (!credentials.equals(new Credentials(account, username, password))) {
            return Optional.empty();
        }
        var session = UUID.randomUUID().toString();
        ends.put(session, clock.instant().plus(lifetime));
        return Optional.of(session);
    }

    void check(String session) {
        var end = ends.get(session);
        if (end == null || !clock.instant().isBefore(end)) {
            throw new Refusal("Session invalide ou expirée");
        }
    }

    void credentials(String account, String username, String password) {
        credentials = new Credentials(account, username, password);
    }

    void lifetime(Duration time) {
        lifetime = time;
    }

    void expire(String session) {
        ends.remove(session);
    }

    Set<String> open() {
        return Set.copyOf(ends.keySet());
    }

    void expireAll() {
        ends.clear();
    }

    void reset() {
        expireAll();
        lifetime = LIFETIME;
        credentials(InesSimulator.ACCOUNT, InesSimulator.USERNAME, InesSimulator.PASSWORD);
    }
}
