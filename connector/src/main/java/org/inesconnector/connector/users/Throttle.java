package org.inesconnector.connector.users;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.secrets.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passwords and codes cannot be tried out: after some failures each further one costs a wait that doubles. Nobody keeps
 * somebody else out by failing in his name: few failures count for a name at one address only, and many for the name do not
 * count where he signed in lately.
 */
@Repository
public class Throttle {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    /** Longer than it counts: clocks differ. */
    private static final Duration KEPT_FOR = Duration.ofDays(1);

    private static final Duration KNOWN_FOR = Duration.ofDays(30);

    /** A place that can be locked, and counts for nothing. */
    private static final String PLACE = """
            INSERT INTO sign_in_failure (subject, failures, blocked_until) VALUES (:subject, 1, :forgotten)
            ON CONFLICT DO NOTHING
            """;

    private static final String LOCK = """
            SELECT failures FROM sign_in_failure WHERE subject = :subject FOR UPDATE
            """;

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

    private static final String IS_KNOWN = """
            SELECT count(*) FROM known_address WHERE subject = :subject AND signed_in_at > :since
            """;

    private static final String KNOW = """
            INSERT INTO known_address (subject, signed_in_at) VALUES (:subject, :now) ON CONFLICT DO NOTHING
            """;

    /** Who tries: behind one address there may be many people, and somebody's name is known at many addresses. */
    private enum Kind {
        NAME(50),
        HERE(5),
        ADDRESS(20);

        private final int free;

        Kind(int free) {
            this.free = free;
        }

        String subject(String... who) {
            return name() + ' ' + String.join(" ", who);
        }
    }

    /** Somebody at an address, in digests: what is typed into the field of a name may be a password. */
    private record Who(String name, String address) {

        /** So many bytes of an address of IPv6 say whose it is. */
        private static final int NETWORK = 8;

        static Who of(String name, String address) {
            return new Who(digest(name), digest(network(address)));
        }

        /** Who has one address of IPv6 has all that begin as it does, more than anybody can count. */
        private static String network(String address) {
            try {
                return InetAddress.ofLiteral(address) instanceof Inet6Address six
                        ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK)
                        : address;
            } catch (IllegalArgumentException _) {
                return address;
            }
        }

        static String digest(String text) {
            return Digest.hex(text.toLowerCase(Locale.ROOT));
        }

        /** In the order in which they are locked. */
        Map<Kind, String> subjects() {
            var subjects = new EnumMap<Kind, String>(Kind.class);
            subjects.put(Kind.NAME, Kind.NAME.subject(name));
            subjects.put(Kind.HERE, Kind.HERE.subject(name, address));
            subjects.put(Kind.ADDRESS, Kind.ADDRESS.subject(address));
            return subjects;
        }

        String known() {
            return name + ' ' + address;
        }
    }

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Throttle(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Counts as a failure until {@link #succeeded}, so that many at once gain nothing: one after another is counted, and then
     * it is looked again whether he must wait.
     *
     * @return how long he must wait instead
     */
    @Transactional
    public Optional<Duration> tries(String name, String address) {
        var who = Who.of(name, address);
        var subjects = who.subjects();
        var counting = new EnumMap<>(subjects);
        if (isKnown(who)) {
            counting.remove(Kind.NAME);
        }
        var wait = longestWait(counting);
        if (wait.isEmpty()) {
            subjects.values().forEach(this::lock);
            wait = longestWait(counting);
        }
        if (wait.isEmpty()) {
            subjects.forEach(this::count);
        }
        return wait;
    }

    /** What counts no more, of whatever names strangers made up. */
    @Transactional
    public void clear() {
        jdbc.sql("DELETE FROM sign_in_failure WHERE blocked_until < :before")
                .param("before", now().minus(KEPT_FOR))
                .update();
    }

    /** From there he can sign in, whatever others try in his name elsewhere. */
    @Transactional
    public void succeeded(String name, String address) {
        var who = Who.of(name, address);
        who.subjects().values().forEach(this::forget);
        jdbc.sql("DELETE FROM known_address WHERE subject = :subject OR signed_in_at <= :since")
                .param("subject", who.known())
                .param("since", now().minus(KNOWN_FOR))
                .update();
        jdbc.sql(KNOW).param("subject", who.known()).param("now", now()).update();
    }

    /** What was tried in this name, wherever: his password is another now. */
    @Transactional
    public void forgive(String name) {
        var digest = Who.digest(name);
        forget(Kind.NAME.subject(digest));
        jdbc.sql("DELETE FROM sign_in_failure WHERE subject LIKE :subjects")
                .param("subjects", Kind.HERE.subject(digest) + " %")
                .update();
    }

    private boolean isKnown(Who who) {
        return jdbc.sql(IS_KNOWN)
                .param("subject", who.known())
                .param("since", now().minus(KNOWN_FOR))
                .query(Long.class)
                .single() > 0;
    }

    private Optional<Duration> longestWait(Map<Kind, String> subjects) {
        return subjects.values()
                .stream()
                .flatMap(subject -> wait(subject).stream())
                .max(Comparator.naturalOrder());
    }

    private void lock(String subject) {
        jdbc.sql(PLACE)
                .param("subject", subject)
                .param("forgotten", now().minus(FORGOTTEN_AFTER).minusSeconds(1))
                .update();
        jdbc.sql(LOCK).param("subject", subject).query(Integer.class).optional();
    }

    private Optional<Duration> wait(String subject) {
        return jdbc.sql(BLOCKED)
                .param("subject", subject)
                .param("now", now())
                .query(OffsetDateTime.class)
                .optional()
                .map(until -> Duration.between(now(), until));
    }

    private void count(Kind kind, String subject) {
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
