package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.inesconnector.connector.direct.MauticDates;
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

    /** Then it goes on at the next reading. */
    private static final int TRIES = 3;

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
        cursor.position().ifPresentOrElse(position -> read(position, this::take, TRIES), this::begin);
    }

    /** Those that are there before the first start are the first synchronisation's work. */
    private void begin() {
        var start = auditLog.position().orElse(Position.EMPTY_LOG).firstMoment(clock.instant());
        if (cursor.begin(start)) {
            read(start, this::passOver, TRIES);
        }
    }

    private interface Taking {

        /** @return the date of the newest */
        Instant take(Instant since, List<CompanyLink> page, List<CompanyLink> news);
    }

    /**
     * Page by page, however many there are: where it stops in between, it goes on from there. Each page begins with the last
     * link of the one before. Where it does not, one was removed meanwhile, and another may have been passed over.
     */
    private void read(Instant position, Taking taking, int tries) {
        var read = cursor.read();
        var from = position.minus(overlap);
        var page = mautic.companyLinksSince(from, 0, PAGE);
        var since = takeNew(position, page, read, taking);
        for (int start = PAGE - 1; page.size() == PAGE; start += PAGE - 1) {
            var next = mautic.companyLinksSince(from, start, PAGE);
            if (next.isEmpty() || !Read.of(next.getFirst()).equals(Read.of(page.getLast()))) {
                if (tries > 1) {
                    read(since, taking, tries - 1);
                }
                return;
            }
            since = takeNew(since, next, read, taking);
            page = next;
        }
    }

    /** Goes by what was read before too: what was dated yet to come then is of the past by now. */
    private Instant takeNew(Instant since, List<CompanyLink> page, Set<Read> read, Taking taking) {
        var news = page.stream().filter(link -> read.add(Read.of(link))).toList();
        return news.isEmpty() && newest(since, page).equals(since) ? since : taking.take(since, page, news);
    }

    private Instant take(Instant since, List<CompanyLink> page, List<CompanyLink> news) {
        return move(since, page, news, () -> queue.addAll(news.stream()
                .map(CompanyLink::contactId)
                .distinct()
                .map(contact -> Wanted.update(contact, Origin.CHANGE))
                .toList()));
    }

    private Instant passOver(Instant since, List<CompanyLink> page, List<CompanyLink> news) {
        return move(since, page, news, () -> {});
    }

    private Instant newest(Instant since, List<CompanyLink> page) {
        return MauticDates.newest(page.stream().map(CompanyLink::since), since, clock.instant());
    }

    private Instant move(Instant since, List<CompanyLink> page, List<CompanyLink> news, Runnable queueing) {
        var next = newest(since, page);
        transaction.executeWithoutResult(_ -> {
            if (cursor.move(since, next)) {
                cursor.keep(news, next.minus(overlap));
                queueing.run();
            }
        });
        return next;
    }
}
