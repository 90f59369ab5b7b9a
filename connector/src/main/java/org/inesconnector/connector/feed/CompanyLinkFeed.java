package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Gatherers;
import org.inesconnector.connector.feed.AuditLogCursor.Position;
import org.inesconnector.connector.feed.CompanyLinkCursor.Read;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.mautic.CompanyLink;
import org.inesconnector.mautic.MauticClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Queues contacts that were linked with a company, of which the audit log says nothing: by the links' dates, the last
 * few seconds again each time.
 */
@Component
class CompanyLinkFeed {

    private static final int BATCH = 500;

    /** How far Mautic's clock may be behind, where its log tells no later date. */
    private static final Duration FIRST_LOOK_BACK = Duration.ofHours(1);

    private final MauticClient mautic;
    private final CompanyLinkCursor cursor;
    private final AuditLogCursor auditLog;
    private final Queue queue;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Duration overlap;

    CompanyLinkFeed(
            MauticClient mautic,
            CompanyLinkCursor cursor,
            AuditLogCursor auditLog,
            Queue queue,
            TransactionTemplate transaction,
            InstantSource clock,
            FeedSettings times) {
        this.mautic = mautic;
        this.cursor = cursor;
        this.auditLog = auditLog;
        this.queue = queue;
        this.transaction = transaction;
        this.clock = clock;
        this.overlap = times.patience();
    }

    /** @throws org.inesconnector.mautic.MauticException.Forbidden where Mautic refuses it */
    void readNext() {
        cursor.position().ifPresentOrElse(this::read, this::begin);
    }

    /** Those that are there before the first start are the first synchronisation's work. */
    private void begin() {
        var start = firstMoment();
        var links = mautic.companyLinksSince(start.minus(overlap));
        var newest = newest(links, start);
        var read = links.stream().filter(link -> !link.since().isBefore(newest.minus(overlap))).toList();
        transaction.executeWithoutResult(_ -> {
            if (cursor.begin(newest)) {
                cursor.keep(read, newest.minus(overlap));
            }
        });
    }

    private Instant firstMoment() {
        var back = clock.instant().minus(FIRST_LOOK_BACK).truncatedTo(ChronoUnit.SECONDS);
        return auditLog.position().map(Position::entryAt).filter(back::isBefore).orElse(back);
    }

    private void read(Instant position) {
        var read = cursor.read();
        var since = position;
        var batches = mautic.companyLinksSince(position.minus(overlap)).stream()
                .filter(link -> !read.contains(Read.of(link)))
                .sorted(Comparator.comparing(CompanyLink::since))
                .gather(Gatherers.windowFixed(BATCH))
                .toList();
        for (var batch : batches) {
            since = take(since, batch);
        }
    }

    private Instant take(Instant since, List<CompanyLink> links) {
        var next = newest(links, since);
        var wanted = links.stream()
                .map(CompanyLink::contactId)
                .distinct()
                .map(contact -> Wanted.update(contact, Origin.CHANGE))
                .toList();
        transaction.executeWithoutResult(_ -> {
            if (cursor.move(since, next)) {
                cursor.keep(links, next.minus(overlap));
                queue.addAll(wanted);
            }
        });
        return next;
    }

    private static Instant newest(List<CompanyLink> links, Instant atLeast) {
        return links.stream().map(CompanyLink::since).filter(atLeast::isBefore).max(Comparator.naturalOrder())
                .orElse(atLeast);
    }
}
