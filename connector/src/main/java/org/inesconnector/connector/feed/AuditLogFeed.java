package org.inesconnector.connector.feed;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.direct.DirectPushes;
import org.inesconnector.connector.feed.AuditLogCursor.Position;
import org.inesconnector.connector.mapping.MappingReader;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.mautic.AuditEntry;
import org.inesconnector.mautic.MauticClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads Mautic's audit log in order, in batches, each of which moves the cursor in the transaction that queues it. */
@Component
class AuditLogFeed {

    private static final int BATCH = 500;

    /** Then other work has its turn. */
    private static final int BATCHES = 20;

    private final MauticClient mautic;
    private final MappingSettings mapping;
    private final AuditLogCursor cursor;
    private final Changes changes;
    private final Healing healing;
    private final FeedTroubles troubles;
    private final DirectPushes directPushes;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Gaps gaps;

    AuditLogFeed(
            MauticClient mautic,
            MappingSettings mapping,
            AuditLogCursor cursor,
            Changes changes,
            Healing healing,
            FeedTroubles troubles,
            DirectPushes directPushes,
            TransactionTemplate transaction,
            InstantSource clock,
            FeedSettings times) {
        this.mautic = mautic;
        this.mapping = mapping;
        this.cursor = cursor;
        this.changes = changes;
        this.healing = healing;
        this.troubles = troubles;
        this.directPushes = directPushes;
        this.transaction = transaction;
        this.clock = clock;
        this.gaps = new Gaps(times.patience());
    }

    /**
     * At the very first start the log is read on from its end: what was before is the first synchronisation's work.
     *
     * @throws org.inesconnector.mautic.MauticException.Forbidden where Mautic refuses it
     * @throws org.inesconnector.connector.mapping.IncompleteMapping where the mapping cannot be used
     */
    void readNext() {
        cursor.position().ifPresentOrElse(position -> read(position, new Relevance(MappingReader.read(mapping))),
                this::begin);
    }

    /** When it was that what was read last happened, by Mautic's clock. */
    Optional<Instant> readUpTo() {
        return cursor.position().filter(position -> position.entryId() > 0).map(Position::entryAt);
    }

    private void begin() {
        var end = end();
        transaction.executeWithoutResult(_ -> {
            if (cursor.begin(end, clock.instant()) && troubles.over(FeedTroubles.Kind.AUDIT_LOG)) {
                healing.begin(Optional.empty());
            }
        });
    }

    private Position end() {
        return mautic.newestAuditEntry().map(Position::at).orElse(Position.EMPTY_LOG);
    }

    private void read(Position from, Relevance relevance) {
        var position = from;
        for (int batch = 0; batch < BATCHES; batch++) {
            var readAt = clock.instant();
            var rows = mautic.auditLog(Math.max(0, position.entryId() - 1), BATCH);
            if (!position.isFollowedBy(rows)) {
                heal(position, readAt);
                return;
            }
            var last = take(position, rows, relevance, readAt);
            if (rows.size() < BATCH && rows.stream().allMatch(row -> row.id() <= last.entryId())) {
                transaction.executeWithoutResult(_ -> {
                    changes.releaseDeletions(readAt);
                    cursor.readToEnd(last, readAt);
                });
                return;
            }
            if (last.equals(position)) {
                return;
            }
            position = last;
        }
    }

    private void heal(Position lost, Instant readAt) {
        var end = end();
        transaction.executeWithoutResult(_ -> {
            if (cursor.moveToAnotherLog(lost, end)) {
                healing.begin(Optional.of(lost.entryAt()));
                cursor.readToEnd(end, readAt);
            }
        });
    }

    /** @return how far it came */
    private Position take(Position position, List<AuditEntry> rows, Relevance relevance, Instant readAt) {
        var news = rows.stream().filter(row -> row.id() > position.entryId()).toList();
        if (news.stream().anyMatch(row -> row.object().equals("lead"))) {
            directPushes.wakeUp();
        }
        var complete = complete(position, news, readAt);
        if (complete.isEmpty()) {
            return position;
        }
        var batch = Batch.of(complete.stream().map(relevance::of).toList());
        var last = Position.at(complete.getLast());
        boolean moved = transaction.execute(_ -> {
            boolean mine = cursor.move(position, last);
            if (mine) {
                changes.take(batch, directPushes.take(complete), complete.getFirst().at());
            }
            return mine;
        });
        return moved ? last : position;
    }

    private List<AuditEntry> complete(Position position, List<AuditEntry> news, Instant readAt) {
        var look = gaps.look(
                position.entryId(), news, cursor::gap, () -> end().entryId(), readAt, clock);
        look.toKeep().ifPresent(seen -> cursor.keepGap(position, seen));
        return look.rows();
    }
}
