package org.inesconnector.connector.users;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Passwords and codes cannot be tried out: after some failures each further one costs a wait that doubles. */
@Repository
public class Throttle {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private static final String COUNT = """
            UPDATE sign_in_failure
            SET failures = CASE WHEN blocked_until < :forgotten THEN 1 ELSE failures + 1 END, blocked_until = :now
            WHERE subject = :subject
            """;

    private static final String FIRST = """
            INSERT INTO sign_in_failure (subject, failures, blocked_until) VALUES (:subject, 1, :now)
            ON CONFLICT DO NOTHING
            """;

    private static final String BLOCK = "UPDATE sign_in_failure SET blocked_until = :until WHERE subject = :subject";

    private static final String BLOCKED = """
            SELECT blocked_until FROM sign_in_failure WHERE subject = :subject AND blocked_until > :now
            """;

    /** Who tries: behind one address there may be many people. */
    private enum Kind {
        NAME(5),
        ADDRESS(20);

        private final int free;

        Kind(int free) {
            this.free = free;
        }

        String subject(String who) {
            var subject = name() + ' ' + who.toLowerCase(Locale.ROOT);
            return subject.substring(0, Math.min(200, subject.length()));
        }
    }

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Throttle(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Counts as a failure until {@link #succeeded}, so that many at once gain nothing.
     *
     * @return how long he must wait instead
     */
    @Transactional
    public Optional<Duration> tries(String name, String address) {
        var wait = wait(Kind.NAME.subject(name)).or(() -> wait(Kind.ADDRESS.subject(address)));
        if (wait.isEmpty()) {
            count(Kind.NAME, name);
            count(Kind.ADDRESS, address);
        }
        return wait;
    }

    @Transactional
    public void succeeded(String name, String address) {
        forget(Kind.NAME.subject(name));
        forget(Kind.ADDRESS.subject(address));
    }

    private Optional<Duration> wait(String subject) {
        return jdbc.sql(BLOCKED)
                .param("subject", subject)
                .param("now", now())
                .query(OffsetDateTime.class)
                .optional()
                .map(until -> Duration.between(now(), until));
    }

    private void count(Kind kind, String who) {
        var subject = kind.subject(who);
        int known = jdbc.sql(COUNT)
                .param("forgotten", now().minus(FORGOTTEN_AFTER))
                .param("now", now())
                .param("subject", subject)
                .update();
        if (known == 0) {
            jdbc.sql(FIRST).param("subject", subject).param("now", now()).update();
        }
        int failures = jdbc.sql("SELECT failures FROM sign_in_failure WHERE subject = :subject")
                .param("subject", subject)
                .query(Integer.class)
                .single();
        if (failures >= kind.free) {
            jdbc.sql(BLOCK)
                    .param("until", now().plus(waitAfter(failures - kind.free)))
                    .param("subject", subject)
                    .update();
        }
    }

    static Duration waitAfter(int more) {
        return more > 10 ? LONGEST_WAIT : min(FIRST_WAIT.multipliedBy(1L << more), LONGEST_WAIT);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void forget(String subject) {
        jdbc.sql("DELETE FROM sign_in_failure WHERE subject = :subject").param("subject", subject).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
