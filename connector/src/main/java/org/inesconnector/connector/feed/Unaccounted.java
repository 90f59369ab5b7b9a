package org.inesconnector.connector.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Health;
import org.inesconnector.connector.queue.Workers;
import org.inesconnector.connector.sync.SyncSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Mautic's count of eligible contacts, held against what is known of them: at most four times an hour for all processes
 * together, since Mautic has to count, and never while somebody waits.
 */
@Repository
public class Unaccounted {

    private static final Logger LOG = LoggerFactory.getLogger(Unaccounted.class);

    private static final Duration AGAIN_AFTER = Duration.ofMinutes(15);

    /** An older count tells nothing of now. */
    private static final Duration HOLDS = Duration.ofHours(1);

    private static final int TOO_OFTEN = 2;

    private static final String SELECT = "SELECT due_at, eligible, gap, counted_at, differs_since FROM census";

    private static final String CLAIM = "UPDATE census SET due_at = :next WHERE due_at <= :now";

    private static final String KEEP = """
            UPDATE census SET eligible = :eligible, gap = :gap, counted_at = :now, differs_since = :since
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final SyncSettings settings;
    private final Health health;
    private final Workers workers;
    private final ObjectProvider<Census> census;
    private final AtomicInteger inVain = new AtomicInteger();
    private volatile Optional<Message> trouble = Optional.empty();

    Unaccounted(
            JdbcClient jdbc,
            InstantSource clock,
            SyncSettings settings,
            Health health,
            Workers workers,
            ObjectProvider<Census> census) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.health = health;
        this.workers = workers;
        this.census = census;
    }

    /**
     * One count.
     *
     * @param gap contacts that nothing is known of: 0, or something is wrong; below 0: contacts are gone, and nobody has noticed.
     *            Contacts that come and go while they are counted do that for a moment
     * @param differsSince the first count in a row that did not add up
     */
    public record Last(long eligible, long gap, Instant countedAt, Optional<Instant> differsSince) {

        /** That two counts in a row did not add up is no coincidence. */
        public boolean isCertain() {
            return differsSince.filter(countedAt::isAfter).isPresent();
        }
    }

    private record Kept(Instant dueAt, Optional<Last> last) {}

    /** The last count, where it is not too old; another is made beside where it is time. */
    public Optional<Last> last() {
        if (!settings.published() || !settings.fullSynchronisation()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var kept = jdbc.sql(SELECT).query(Unaccounted::kept).single();
        if (workers.isRunning() && !kept.dueAt().isAfter(now) && claim(now)) {
            Thread.ofVirtual().name("census").start(() -> count(kept.last()));
        }
        return kept.last().filter(last -> last.countedAt().plus(HOLDS).isAfter(now));
    }

    private boolean claim(Instant now) {
        return jdbc.sql(CLAIM)
                .param("next", moment(now.plus(AGAIN_AFTER)))
                .param("now", moment(now))
                .update() == 1;
    }

    private void count(Optional<Last> before) {
        try {
            if (health.known().isEmpty()) {
                keep(census.getObject().count(), before);
                inVain.set(0);
                trouble = Optional.empty();
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** That Mautic is away for a moment is a pause's to tell. */
    private void failed(RuntimeException e) {
        int times = inVain.incrementAndGet();
        if (times >= TOO_OFTEN) {
            var why = Failures.messages(e).stream().findFirst().orElseGet(() -> Message.of("plain", e.toString()));
            trouble = Optional.of(Message.of("feed.not-counted", why));
        }
        if (times == TOO_OFTEN) {
            LOG.warn("Whether all contacts are accounted for is not known: they could not be counted, twice in a row",
                    e);
        } else {
            LOG.debug("Mautic could not be asked how many contacts it has", e);
        }
    }

    /** Why it is not known whether all are accounted for, where this process could not have them counted twice in a row. */
    public Optional<Message> trouble() {
        return trouble;
    }

    private void keep(Census.Count count, Optional<Last> before) {
        var now = clock.instant();
        var since = before.flatMap(Last::differsSince).orElse(now);
        jdbc.sql(KEEP)
                .param("eligible", count.eligible())
                .param("gap", count.gap())
                .param("now", moment(now))
                .param("since", count.gap() == 0 ? null : moment(since))
                .update();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        var countedAt = instant(row, "counted_at");
        var last = countedAt.isEmpty()
                ? Optional.<Last>empty()
                : Optional.of(new Last(
                        row.getLong("eligible"), row.getLong("gap"), countedAt.get(), instant(row, "differs_since")));
        return new Kept(instant(row, "due_at").orElse(Instant.EPOCH), last);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
