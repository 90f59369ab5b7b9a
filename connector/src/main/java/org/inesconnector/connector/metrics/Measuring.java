package org.inesconnector.connector.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.inesconnector.connector.alerts.Alerts;
import org.inesconnector.connector.alerts.Condition;
import org.inesconnector.connector.alerts.Conditions;
import org.inesconnector.connector.alerts.Seen;
import org.inesconnector.connector.feed.LastReading;
import org.inesconnector.connector.feed.Unaccounted;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.Freshness;
import org.inesconnector.connector.queue.OpenQuestions;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.Pauses;
import org.inesconnector.connector.queue.Side;
import org.inesconnector.connector.queue.Standing;
import org.inesconnector.connector.queue.WaitingRows;
import org.inesconnector.connector.service.MauticTroubles;
import org.inesconnector.connector.setup.MauticSetup;
import org.inesconnector.connector.setup.WebhookState;
import org.inesconnector.connector.sync.SyncSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Counts only when somebody asks, and all at once. */
@Component
@ConditionalOnWebApplication
class Measuring {

    private static final Logger LOG = LoggerFactory.getLogger(Measuring.class);

    private static final Freshness FRESH = new Freshness(Duration.ofSeconds(10), 50, Duration.ofMinutes(5));

    private static final double MILLIS = 1000;

    private static final String URGENT = "0";
    private static final String BULK = "1";

    private static final String WAITING = """
            SELECT priority, count(*) AS number FROM synchronisation WHERE state = 'PENDING' GROUP BY priority
            """;

    private static final String RUNNING = "SELECT count(*) FROM synchronisation WHERE state = 'RUNNING'";

    private static final String STANDINGS = "SELECT standing, count(*) AS number FROM contact_standing GROUP BY standing";

    private static final String LEADS_DUE = "SELECT count(*) FROM lead WHERE state = 'PENDING'";

    private static final String WAKE_UPS = "SELECT count(*) FROM wake_up";

    private static final String NODES = "SELECT count(*) FROM node WHERE alive_until >= CURRENT_TIMESTAMP";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final SyncSettings settings;
    private final Pauses pauses;
    private final WaitingRows waiting;
    private final LastReading reading;
    private final Unaccounted unaccounted;
    private final Conditions conditions;
    private final Alerts alerts;
    private final MauticTroubles troubles;
    private final MauticSetup setup;
    private final Links links;
    private final OpenQuestions questions;
    private final ReentrantLock lock = new ReentrantLock();
    private Counted last = Counted.NOTHING;
    private Instant holdsUntil = Instant.MIN;

    Measuring(
            JdbcClient jdbc,
            InstantSource clock,
            SyncSettings settings,
            Pauses pauses,
            WaitingRows waiting,
            LastReading reading,
            Unaccounted unaccounted,
            Conditions conditions,
            Alerts alerts,
            MauticTroubles troubles,
            MauticSetup setup,
            Links links,
            OpenQuestions questions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.pauses = pauses;
        this.waiting = waiting;
        this.reading = reading;
        this.unaccounted = unaccounted;
        this.conditions = conditions;
        this.alerts = alerts;
        this.troubles = troubles;
        this.setup = setup;
        this.links = links;
        this.questions = questions;
    }

    private record Counted(Map<Measure, Double> numbers, Map<Condition, Seen> conditions) {

        static final Counted NOTHING = new Counted(Map.of(), Map.of());
    }

    /** Not a number where it is not known. */
    double of(Measure measure) {
        return last().numbers().getOrDefault(measure, Double.NaN);
    }

    /** Likewise; 1 where it holds. */
    double of(Condition condition) {
        return switch (last().conditions().get(condition)) {
            case null -> Double.NaN;
            case Seen.Holds _ -> 1;
            case Seen.Well() -> 0;
        };
    }

    private Counted last() {
        lock.lock();
        try {
            if (!clock.instant().isBefore(holdsUntil)) {
                measure();
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** A database that is away is not waited for once for every number. */
    private void measure() {
        var begun = clock.instant();
        try {
            last = new Counted(counted(begun), conditions.now());
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The metrics could not be read from the database: {}", e.getMessage());
            last = Counted.NOTHING;
        }
        var ended = clock.instant();
        holdsUntil = ended.plus(FRESH.after(Duration.between(begun, ended)));
    }

    private Map<Measure, Double> counted(Instant now) {
        var counted = new EnumMap<Measure, Double>(Measure.class);
        counted.put(Measure.PUBLISHED, settings.published() ? 1.0 : 0);
        counted.put(Measure.FULL_SYNCHRONISATION, settings.fullSynchronisation() ? 1.0 : 0);
        counted.put(Measure.NODES, count(NODES));
        rows(counted, now);
        contacts(counted);
        mautic(counted, now);
        counted.put(Measure.REFERENCES_TO_WRITE, (double) links.countReferencesToWrite());
        counted.put(Measure.REFERENCES_AGE, age(links.referencesWaitSince(), now));
        counted.put(Measure.LEADS_DUE, count(LEADS_DUE));
        questions(counted);
        counted.put(Measure.ALERTS_FAILING, (double) alerts.failing().size());
        return counted;
    }

    private void questions(Map<Measure, Double> counted) {
        var open = questions.counts();
        counted.put(Measure.LEADS_UNCERTAIN, (double) open.leads());
        counted.put(Measure.CREATIONS_UNCERTAIN, (double) open.creations());
        counted.put(Measure.MERGES_OPEN, (double) open.ofMerges());
    }

    private void rows(Map<Measure, Double> counted, Instant now) {
        var rows = counts(WAITING, "priority");
        counted.put(Measure.URGENT_ROWS_WAITING, rows.getOrDefault(URGENT, 0.0));
        counted.put(Measure.BULK_ROWS_WAITING, rows.getOrDefault(BULK, 0.0));
        counted.put(Measure.URGENT_ROWS_AGE, age(waiting.longestUrgent(), now));
        counted.put(Measure.BULK_ROWS_AGE, age(waiting.longestOther(), now));
        counted.put(Measure.ROWS_RUNNING, count(RUNNING));
    }

    private void contacts(Map<Measure, Double> counted) {
        var standings = counts(STANDINGS, "standing");
        counted.put(Measure.CONTACTS_LINKED, standings.getOrDefault(Standing.LINKED.name(), 0.0));
        counted.put(Measure.CONTACTS_WAITING, standings.getOrDefault(Standing.WAITING.name(), 0.0));
        counted.put(Measure.CONTACTS_SKIPPED, standings.getOrDefault(Standing.SKIPPED.name(), 0.0));
        counted.put(Measure.CONTACTS_UNCERTAIN, standings.getOrDefault(Standing.UNCERTAIN.name(), 0.0));
        counted.put(Measure.CONTACTS_FAILED, standings.getOrDefault(Standing.FAILED.name(), 0.0));
        unaccounted.last().ifPresent(count -> {
            counted.put(Measure.CONTACTS_ELIGIBLE, (double) count.eligible());
            counted.put(Measure.CONTACTS_UNACCOUNTED, (double) count.gap());
        });
    }

    private void mautic(Map<Measure, Double> counted, Instant now) {
        counted.put(Measure.INES_PAUSED, age(paused(Side.INES), now));
        counted.put(Measure.MAUTIC_PAUSED, age(paused(Side.MAUTIC), now));
        reading.at().ifPresent(read -> counted.put(Measure.FEED_AGE, age(Optional.of(read), now)));
        counted.put(Measure.TROUBLES, (double) troubles.all().size());
        setup.webhook().ifPresent(webhook -> counted.put(
                Measure.WEBHOOK_WORKING, webhook.kind() == WebhookState.Kind.WORKING ? 1.0 : 0));
        counted.put(Measure.WAKE_UPS, count(WAKE_UPS));
    }

    private Optional<Instant> paused(Side side) {
        return pauses.all().stream().filter(pause -> pause.side() == side).map(Pause::since).findFirst();
    }

    private static double age(Optional<Instant> since, Instant now) {
        return since.map(begun -> Math.max(0, Duration.between(begun, now).toMillis() / MILLIS)).orElse(0.0);
    }

    private double count(String select) {
        return jdbc.sql(select).query(Long.class).single();
    }

    private Map<String, Double> counts(String select, String by) {
        var counts = new HashMap<String, Double>();
        jdbc.sql(select).query(row -> {
            counts.put(row.getString(by), row.getDouble("number"));
        });
        return counts;
    }
}
