package org.inesconnector.connector.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.inesconnector.connector.secrets.Secrets;
import org.inesconnector.connector.secrets.UnusableKey;
import org.inesconnector.connector.setup.WebhookSettings;
import org.inesconnector.mautic.WebhookSignature;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** What Mautic signs its webhooks with: by setting, or as the set-up keeps it. */
@Component
class KnownSecret {

    /** So long what was read is used without asking the database, unless it does not match. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(10);

    /** So often the database is asked at most: anybody can send what does not match. */
    private static final Duration APART = Duration.ofSeconds(1);

    private record Read(Optional<String> secret, Instant at) {}

    private final Optional<String> given;
    private final Secrets secrets;
    private final InstantSource clock;
    private final RareWarning unusable;
    private volatile Read read = new Read(Optional.empty(), Instant.EPOCH);

    KnownSecret(WebhookSettings settings, Secrets secrets, InstantSource clock) {
        this.given = settings.given();
        this.secrets = secrets;
        this.clock = clock;
        this.unusable = new RareWarning(clock);
    }

    boolean isKnown() {
        return given.or(this::kept).or(this::readNow).isPresent();
    }

    /** @param signature as received; null where there was none */
    boolean signed(byte[] body, @Nullable String signature) {
        if (given.isPresent()) {
            return WebhookSignature.matches(body, signature, given.get());
        }
        var known = kept();
        return matches(body, signature, known)
                || (isNewerThan(known) && matches(body, signature, read.secret()));
    }

    /** The set-up may just have kept another. */
    private boolean isNewerThan(Optional<String> known) {
        return !readNow().equals(known);
    }

    private static boolean matches(byte[] body, @Nullable String signature, Optional<String> secret) {
        return secret.filter(known -> WebhookSignature.matches(body, signature, known)).isPresent();
    }

    private Optional<String> kept() {
        var known = read;
        return known.at().plus(GOOD_FOR).isAfter(clock.instant()) ? known.secret() : readNow();
    }

    private synchronized Optional<String> readNow() {
        if (!read.at().plus(APART).isAfter(clock.instant())) {
            read = new Read(fromDatabase(), clock.instant());
        }
        return read.secret();
    }

    /** While the database is away the last one goes on to count. */
    private Optional<String> fromDatabase() {
        try {
            return secrets.read(WebhookSettings.KEPT);
        } catch (DataAccessException e) {
            if (read.secret().isPresent()) {
                return read.secret();
            }
            throw e;
        } catch (UnusableKey e) {
            unusable.say(e.why());
            return Optional.empty();
        }
    }
}
