package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.direct.DirectPushes;
import org.inesconnector.connector.feed.FeedTroubles.Kind;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.mautic.MauticException;
import org.springframework.stereotype.Service;

/**
 * Queues what changed in Mautic: its audit log is the truth, and the dates of links to companies tell what that log does
 * not. Without full synchronisation it only follows merges.
 */
@Service
public class ChangeFeed {

    /** How often at most all linked contacts are looked at while Mautic does not show what changed. */
    private static final Duration SWEEP_AGAIN_AFTER = Duration.ofDays(1);

    private final SyncSettings settings;
    private final FeedSettings times;
    private final AuditLogFeed auditLog;
    private final CompanyLinkFeed companyLinks;
    private final LeftCompanyFeed leftCompanies;
    private final LinkedSweeps sweeps;
    private final MappingInForce mapping;
    private final WakeUps wakeUps;
    private final FeedTroubles troubles;
    private final DirectPushes directPushes;

    ChangeFeed(
            SyncSettings settings,
            FeedSettings times,
            AuditLogFeed auditLog,
            CompanyLinkFeed companyLinks,
            LeftCompanyFeed leftCompanies,
            LinkedSweeps sweeps,
            MappingInForce mapping,
            WakeUps wakeUps,
            FeedTroubles troubles,
            DirectPushes directPushes) {
        this.settings = settings;
        this.times = times;
        this.auditLog = auditLog;
        this.companyLinks = companyLinks;
        this.leftCompanies = leftCompanies;
        this.sweeps = sweeps;
        this.mapping = mapping;
        this.wakeUps = wakeUps;
        this.troubles = troubles;
        this.directPushes = directPushes;
    }

    /**
     * Queues what has changed since the last time. What Mautic refuses to show is tried again after a while.
     *
     * @throws MauticException where Mautic cannot be used
     */
    public void readNext() {
        readNext(LinkedSweeps.ENOUGH);
    }

    /**
     * Likewise.
     *
     * @param enough where fewer rows wait than this, the next contacts of a look at all are queued: whoever works on few at a
     *     time does not let what changes meanwhile wait behind them all
     */
    public void readNext(int enough) {
        leftCompanies.begin();
        attempt(Kind.AUDIT_LOG, "feed.no-audit-log", auditLog::readNext);
        wakeUps.seeTo();
        mapping.seeTo();
        if (settings.fullSynchronisation()) {
            attempt(Kind.COMPANY_LINKS, "feed.no-company-links", companyLinks::readNext);
            leftCompanies.readNext();
            sweeps.queueNext(enough);
        }
    }

    /**
     * What a webhook tells of a contact's points; it only counts while Mautic refuses its audit log, which tells it too.
     *
     * @param at the event's own moment, which tells one event that comes twice from two
     */
    public void pointsChanged(long contactId, int before, int after, Instant at) {
        if (troubles.isThere(Kind.AUDIT_LOG)) {
            directPushes.pointsChanged(contactId, before, after, at);
        }
    }

    private void attempt(Kind kind, String message, Runnable read) {
        if (troubles.waits(kind)) {
            return;
        }
        try {
            read.run();
            troubles.over(kind);
        } catch (MauticException.Forbidden e) {
            boolean isNew = troubles.keep(kind, Message.of(message, Failures.message(e)), times.retry());
            if (settings.fullSynchronisation() && (isNew || isToBeSweptAgain(kind))) {
                sweeps.beginAll(kind == Kind.AUDIT_LOG ? auditLog.readUpTo() : Optional.empty());
            }
        }
    }

    /** One that begins anew before it has ended would never come to those with the highest ids. */
    private boolean isToBeSweptAgain(Kind kind) {
        return !sweeps.isThroughAll() && troubles.lasted(kind, SWEEP_AGAIN_AFTER);
    }
}
