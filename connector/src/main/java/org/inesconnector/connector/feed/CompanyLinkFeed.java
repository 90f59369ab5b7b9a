package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
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

    private static final int PAGE = 1000;

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
        var start = auditLog.position().orElse(Position.EMPTY_LOG).firstMoment(clock.instant());
        var links = mautic.companyLinksSince(start.minus(overlap));
        var newest = newest(links, start);
        var read = links.stream().filter(link -> !link.since().isBefore(newest.minus(overlap))).toList();
        transaction.executeWithoutResult(_ -> {
            if (cursor.begin(newest)) {
                cursor.keep(read, newest.minus(overlap));
            }
        });
    }

    /** Page by page, however many there are: where it stops in between, it goes on from there. */
    private void read(Instant position) {
        var read = cursor.read();
        var from = position.minus(overlap);
        var since = position;
        var page = mautic.companyLinksSince(from, 0, PAGE);
        for (int place = PAGE; !page.isEmpty(); place += PAGE) {
            var news = page.stream().filter(link -> !read.contains(Read.of(link))).toList();
            since = news.isEmpty() ? since : take(since, news);
            var next = page.size() < PAGE ? List.<CompanyLink>of() : mautic.companyLinksSince(from, place, PAGE);
            // A Mautic that always answers the same page would be asked for ever.
            page = next.equals(page) ? List.of() : next;
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
