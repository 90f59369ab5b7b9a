package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.inesconnector.connector.messages.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Why changes are noticed late. None of these holds other work back. */
@Repository
public class FeedTroubles {

    enum Kind {
        /** Mautic refuses the audit log. */
        AUDIT_LOG,
        /** Mautic refuses the links between contacts and companies. */
        COMPANY_LINKS,
        /** Rows of the audit log are gone that were not read. */
        LOST,
        /** More contacts are gone in Mautic than is believed. */
        GONE
    }

    private static final Logger LOG = LoggerFactory.getLogger(FeedTroubles.class);

    private static final String UPDATE = """
            UPDATE feed_trouble SET reason = :reason, again_at = :againAt WHERE kind = :kind
            """;

    private static final String INSERT = """
            INSERT INTO feed_trouble (kind, reason, since, again_at) VALUES (:kind, :reason, :now, :againAt)
            ON CONFLICT DO NOTHING
            """;

    private static final String SWEEP = """
            UPDATE feed_trouble SET swept_at = :now
            WHERE kind = :kind AND COALESCE(swept_at, since) <= :sweptBefore
            """;

    private static final String LONGEST_REFUSED = """
            SELECT since, reason FROM feed_trouble WHERE kind = ANY (:kinds) ORDER BY since, kind FETCH FIRST 1 ROW ONLY
            """;

    private static final String WAITS = "SELECT count(*) FROM feed_trouble WHERE kind = :kind AND again_at > :now";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    FeedTroubles(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Why changes in Mautic are noticed late, or were. */
    public List<Message> all() {
        return jdbc.sql("SELECT reason FROM feed_trouble ORDER BY kind")
                .query(String.class)
                .list()
                .stream()
                .map(MessageText::read)
                .toList();
    }

    /** What Mautic refuses to show, or a person must look at first, and since when. */
    public record Refused(Instant since, Message why) {}

    /**
     * What Mautic has refused to show, or a person has not looked at, for the longest time.
     *
     * @param companyLinks whether links to companies are asked for at all
     */
    public Optional<Refused> longestRefused(boolean companyLinks) {
        return jdbc.sql(LONGEST_REFUSED)
                .param("kinds", Stream.of(Kind.AUDIT_LOG, Kind.COMPANY_LINKS, Kind.GONE)
                        .filter(kind -> companyLinks || kind != Kind.COMPANY_LINKS)
                        .map(Kind::name)
                        .toArray(String[]::new))
                .query((row, _) -> new Refused(
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        MessageText.read(row.getString("reason"))))
                .optional();
    }

    /** @return whether it is new */
    boolean keep(Kind kind, Message reason, Duration again) {
        boolean isNew = write(UPDATE, kind, reason, again) == 0 && write(INSERT, kind, reason, again) == 1;
        if (isNew) {
            LOG.warn("{}", Messages.in(Locale.getDefault()).text(reason));
        }
        return isNew;
    }

    private int write(String sql, Kind kind, Message reason, Duration again) {
        return jdbc.sql(sql)
                .param("kind", kind.name())
                .param("reason", MessageText.write(reason))
                .param("now", now())
                .param("againAt", now().plus(again))
                .update();
    }

    boolean isThere(Kind kind) {
        return jdbc.sql("SELECT count(*) FROM feed_trouble WHERE kind = :kind")
                .param("kind", kind.name())
                .query(Long.class)
                .single() > 0;
    }

    boolean waits(Kind kind) {
        return jdbc.sql(WAITS).param("kind", kind.name()).param("now", now()).query(Long.class).single() > 0;
    }

    /** Whether it has lasted for so long, since it began or since this was last true: then contacts must be looked at. */
    boolean lasted(Kind kind, Duration duration) {
        return jdbc.sql(SWEEP)
                .param("kind", kind.name())
                .param("now", now())
                .param("sweptBefore", now().minus(duration))
                .update() == 1;
    }

    /** @return whether there was any */
    boolean over(Kind kind) {
        return jdbc.sql("DELETE FROM feed_trouble WHERE kind = :kind").param("kind", kind.name()).update() == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
