package org.inesconnector.connector.direct;

import java.time.Instant;
import java.util.List;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.mautic.AuditEntry;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Queues contacts that something in Mautic asks for at once: the tag, a rule, an address. */
@Service
public class DirectPushes {

    private final TagSearch search;
    private final TagOrigins origins;
    private final TagPush tag;
    private final PointRules points;
    private final RuleReading rules;
    private final EmailResolution emails;
    private final Queue queue;

    DirectPushes(
            TagSearch search,
            TagOrigins origins,
            TagPush tag,
            PointRules points,
            RuleReading rules,
            EmailResolution emails,
            Queue queue) {
        this.search = search;
        this.origins = origins;
        this.tag = tag;
        this.points = points;
        this.rules = rules;
        this.emails = emails;
        this.queue = queue;
    }

    /** Something has changed in Mautic, whatever it is: contacts with the tag are looked for at the next run. */
    public void wakeUp() {
        search.want();
    }

    /**
     * Within the transaction that moves the audit log's cursor over these rows, before it queues anything.
     *
     * @return who is to be queued with all else that it queues
     */
    public List<Wanted> take(List<AuditEntry> rows) {
        origins.keep(rows);
        return points.take(rows);
    }

    /** That a contact's points changed, at a moment that is Mautic's. */
    public record PointsChange(long contactId, int before, int after, Instant at) {}

    /**
     * What a webhook tells, while Mautic refuses its audit log; however often it is told, and whether or not the log tells
     * it in the end, it counts once.
     *
     * @param at when Mautic says it was
     */
    @Transactional
    public void pointsChanged(long contactId, int before, int after, Instant at) {
        queue.addAll(pointsChanged(List.of(new PointsChange(contactId, before, after, at))));
    }

    /**
     * Likewise, within the transaction that takes in what webhooks tell, before it queues anything.
     *
     * @return who is to be queued with all else that it queues
     */
    public List<Wanted> pointsChanged(List<PointsChange> changes) {
        return points.told(changes.stream()
                .map(change -> new PointRules.Change(
                        change.contactId(), change.before(), change.after(), change.at()))
                .toList());
    }

    /**
     * Looks for contacts with the tag, where something has changed or it was some time ago.
     *
     * @throws org.inesconnector.mautic.MauticException where Mautic cannot be used
     */
    public void pushTagged() {
        tag.runWhereWanted();
    }

    /**
     * Reads who sent a form or joined a segment that has a rule.
     *
     * @throws org.inesconnector.mautic.MauticException where Mautic cannot be used
     */
    public void readRules() {
        rules.readNext();
    }

    /**
     * Asks Mautic whose the addresses are that pushes were asked for.
     *
     * @throws org.inesconnector.mautic.MauticException where Mautic cannot be used
     */
    public void resolveEmails() {
        emails.resolveDue();
    }
}
