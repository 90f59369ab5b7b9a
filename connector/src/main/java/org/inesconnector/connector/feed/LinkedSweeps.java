package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.inesconnector.connector.links.LinkedContacts;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Removals;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.mautic.MauticClient;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Queues the linked contacts of a company that changed, or all, page by page, and those that only an older plugin has pushed. A
 * company that has none yet may just be about to be created with what Mautic said of it before: for a while it is looked at
 * again.
 */
@Repository
class LinkedSweeps {

    private static final long ALL = 0;

    private static final int PAGE = 400;

    /** Fewer waiting rows than this, and the next page is queued: the workers do not run dry until it is looked again. */
    static final int ENOUGH = 2000;

    /** Where others queue so many too that enough wait, this part of them is queued all the same, so that a look at all goes on. */
    private static final int SHARE = 8;

    /** Then other work has its turn. */
    private static final int PAGES = 20;

    /** Longer than rows that were claimed together are worked on with what was read of them. */
    private static final Duration UNTIL_LINKED = Duration.ofHours(1);

    /** What Mautic dates a change by may be a while before its row in the audit log. */
    private static final Duration DATED_BEFORE = Duration.ofMinutes(2);

    private static final String AGAIN = """
            UPDATE linked_sweep
            SET after_id = 0, begun_at = :now,
                unread_since = CASE WHEN unread_since < CAST(:unreadSince AS TIMESTAMP WITH TIME ZONE) THEN unread_since
                    ELSE COALESCE(CAST(:unreadSince AS TIMESTAMP WITH TIME ZONE), unread_since) END
            WHERE mautic_company_id = :companyId
            """;

    private static final String BEGIN = """
            INSERT INTO linked_sweep (mautic_company_id, after_id, begun_at, unread_since)
            VALUES (:companyId, 0, :now, CAST(:unreadSince AS TIMESTAMP WITH TIME ZONE))
            ON CONFLICT DO NOTHING
            """;

    private static final String OF_COMPANIES = """
            SELECT mautic_company_id, after_id FROM linked_sweep sweep
            WHERE mautic_company_id > 0 AND (
                begun_at IS NULL OR begun_at <= :unlinkedSince OR EXISTS (
                    SELECT 1 FROM contact_link link WHERE link.mautic_company_id = sweep.mautic_company_id))
            ORDER BY mautic_company_id
            FETCH FIRST 1 ROW ONLY
            """;

    private static final String OF_ALL = "SELECT mautic_company_id, after_id FROM linked_sweep WHERE mautic_company_id = 0";

    private static final String UNREAD_SINCE = """
            SELECT unread_since FROM linked_sweep WHERE mautic_company_id = 0 AND unread_since IS NOT NULL
            """;

    private static final String READ = """
            UPDATE linked_sweep SET unread_since = NULL WHERE mautic_company_id = 0 AND unread_since = :since
            """;

    /** Only from where the caller saw it: the company may have changed again. */
    private static final String MOVE = """
            UPDATE linked_sweep SET after_id = :next WHERE mautic_company_id = :companyId AND after_id = :afterId
            """;

    /** Likewise; and whoever is not linked is looked at before. */
    private static final String END = """
            DELETE FROM linked_sweep WHERE mautic_company_id = :companyId AND after_id = :afterId AND unread_since IS NULL
            """;

    private record Sweep(long companyId, long afterId) {}

    private final JdbcClient jdbc;
    private final LinkedContacts linked;
    private final PushedBefore pushedBefore;
    private final MauticClient mautic;
    private final Queue queue;
    private final Removals removals;
    private final FeedTroubles troubles;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    LinkedSweeps(
            JdbcClient jdbc,
            LinkedContacts linked,
            PushedBefore pushedBefore,
            MauticClient mautic,
            Queue queue,
            Removals removals,
            FeedTroubles troubles,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.linked = linked;
        this.pushedBefore = pushedBefore;
        this.mautic = mautic;
        this.queue = queue;
        this.removals = removals;
        this.troubles = troubles;
        this.transaction = transaction;
        this.clock = clock;
    }

    void begin(long companyId) {
        begin(companyId, Optional.empty());
    }

    /**
     * All that are linked.
     *
     * @param unreadSince from when on nobody has looked after what changed, by Mautic's clock: those that only an older plugin
     *     has pushed are looked at too, where they were modified since; empty where that is not the reason
     */
    void beginAll(Optional<Instant> unreadSince) {
        begin(ALL, unreadSince.map(since -> since.minus(DATED_BEFORE)));
    }

    private void begin(long companyId, Optional<Instant> unreadSince) {
        if (begin(AGAIN, companyId, unreadSince) == 0) {
            begin(BEGIN, companyId, unreadSince);
        }
    }

    private int begin(String sql, long companyId, Optional<Instant> unreadSince) {
        return jdbc.sql(sql)
                .param("companyId", companyId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("unreadSince", unreadSince.map(since -> since.atOffset(ZoneOffset.UTC)).orElse(null))
                .update();
    }

    /** Whether all linked contacts are being looked at. */
    boolean isThroughAll() {
        return ofAll().isPresent();
    }

    /**
     * All of the companies that changed; of a sweep through all contacts as many as the queue wants, and a few at least, once
     * those that were queued before are done.
     *
     * @param enough where fewer rows wait than this, more are queued
     */
    void queueNext(int enough) {
        for (var company = ofCompany(); company.isPresent(); company = ofCompany()) {
            queuePageOfCompany(company.get());
        }
        unreadSince().ifPresent(this::queueWhoIsNotLinked);
        var next = ofAll();
        int page = 0;
        for (; page < PAGES && next.isPresent() && queue.waiting(enough) < enough; page++) {
            queuePageOfAll(next.get(), enough);
            next = ofAll();
        }
        if (page == 0) {
            next.ifPresent(all -> queueShareOfAll(all, Math.max(1, enough / SHARE)));
        }
    }

    private void queueShareOfAll(Sweep all, int share) {
        if (queue.waiting(Origin.LOOK, share) < share) {
            queuePageOfAll(all, share);
        }
    }

    private Optional<Instant> unreadSince() {
        return jdbc.sql(UNREAD_SINCE).query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }

    private void queueWhoIsNotLinked(Instant since) {
        var changed = pushedBefore.modifiedSince(since);
        transaction.executeWithoutResult(_ -> {
            if (jdbc.sql(READ).param("since", since.atOffset(ZoneOffset.UTC)).update() == 1) {
                queue.addAll(updates(changed, Origin.CHANGE));
            }
        });
    }

    private Optional<Sweep> ofCompany() {
        var unlinkedSince = clock.instant().minus(UNTIL_LINKED).atOffset(ZoneOffset.UTC);
        return sweep(jdbc.sql(OF_COMPANIES).param("unlinkedSince", unlinkedSince));
    }

    private Optional<Sweep> ofAll() {
        return sweep(jdbc.sql(OF_ALL));
    }

    private static Optional<Sweep> sweep(JdbcClient.StatementSpec select) {
        return select.query((row, _) -> new Sweep(row.getLong("mautic_company_id"), row.getLong("after_id")))
                .optional();
    }

    /**
     * Whom Mautic does not have any more was deleted unnoticed, or merged, linked or not: held until it is known how many they
     * are.
     *
     * @param most so many are queued; those that are only known count for nothing
     */
    private void queuePageOfAll(Sweep sweep, int most) {
        var known = linked.knownAfter(sweep.afterId(), PAGE);
        var there = mautic.idsAmong(known, List.of());
        var atInes = linked.among(known);
        var wanted = known.stream().filter(there::contains).filter(atInes::contains).limit(most).toList();
        boolean isCut = wanted.size() == most;
        var page = isCut ? known.stream().filter(id -> id <= wanted.getLast()).toList() : known;
        queuePage(sweep, page, isCut || known.size() == PAGE, () -> {
            removals.releaseAll(page.stream().filter(there::contains).toList());
            removals.hold(page.stream().filter(id -> !there.contains(id)).toList());
            queue.addAll(updates(wanted, Origin.LOOK));
        });
    }

    private void queuePageOfCompany(Sweep sweep) {
        var page = linked.ofCompanyAfter(sweep.companyId(), sweep.afterId(), PAGE);
        boolean mayHaveMore = page.size() == PAGE;
        var wanted = new TreeSet<>(page);
        if (!mayHaveMore) {
            wanted.addAll(pushedBefore.ofCompany(sweep.companyId()));
        }
        queuePage(sweep, page, mayHaveMore, () -> queue.addAll(updates(wanted, Origin.COMPANY)));
    }

    private void queuePage(Sweep sweep, List<Long> page, boolean mayHaveMore, Runnable queueing) {
        transaction.executeWithoutResult(_ -> {
            if (mayHaveMore ? move(sweep, page.getLast()) : end(sweep)) {
                queueing.run();
            }
        });
    }

    private static List<Wanted> updates(Collection<Long> contactIds, Origin origin) {
        return contactIds.stream().map(id -> Wanted.update(id, origin)).toList();
    }

    private boolean move(Sweep sweep, long next) {
        return jdbc.sql(MOVE)
                .param("next", next)
                .param("companyId", sweep.companyId())
                .param("afterId", sweep.afterId())
                .update() == 1;
    }

    private boolean end(Sweep sweep) {
        boolean ended = jdbc.sql(END)
                .param("companyId", sweep.companyId())
                .param("afterId", sweep.afterId())
                .update() == 1;
        if (ended && sweep.companyId() == ALL) {
            troubles.over(FeedTroubles.Kind.LOST);
        }
        return ended;
    }
}
