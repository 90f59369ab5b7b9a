package org.inesconnector.connector.feed;

import java.util.Set;
import java.util.stream.Gatherers;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Ledger;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.mautic.MauticClient;
import org.springframework.stereotype.Service;

/** Holds Mautic's count of eligible contacts against what the connector knows of them. */
@Service
public class Census {

    static final Set<String> NOT_ELIGIBLE = Set.of(SkipReason.NO_EMAIL.name(), SkipReason.NO_COMPANY.name());

    private static final int SOME = 400;

    /** More than that are not asked about: then something else is wrong. */
    private static final int MOST = 4_000;

    private final MauticClient mautic;
    private final MauticReading reading;
    private final ContactPush push;
    private final KnownContacts known;
    private final Links links;
    private final Cursor cursor;

    Census(
            MauticClient mautic,
            MauticReading reading,
            ContactPush push,
            KnownContacts known,
            Links links,
            Cursor cursor) {
        this.mautic = mautic;
        this.reading = reading;
        this.push = push;
        this.known = known;
        this.links = links;
        this.cursor = cursor;
    }

    /**
     * @param eligible contacts that Mautic has with an e-mail address and a company, which is more than the name of one
     * @param ledger those that the connector knows, ineligible ones included
     * @param leaving those of the ledger that wait, or that a person decides on, and have lost their company or address in Mautic meanwhile: that is
     *     seen to when they are worked on
     * @param notLookedAt those that the first synchronisation has not come to
     * @param gone eligible ones of the ledger that Mautic does not have any more: INES is yet to be told
     * @param fromBefore those that have an INES reference from before, and have not changed since
     */
    public record Count(
            long eligible, Ledger ledger, long gone, long leaving, long notLookedAt, long fromBefore) {

        /**
         * Eligible contacts that nothing is known of: 0, or something is wrong. Negative: contacts are gone, and nobody has
         * noticed.
         */
        public long gap() {
            return eligible - (knownAsEligible(ledger) - gone - leaving) - notLookedAt - fromBefore;
        }

        /** Eligible contacts that are skipped all the same. */
        public long skipped() {
            return knownAsEligible(ledger) - ledger.linked() - ledger.waiting() - ledger.uncertain() - ledger.failed();
        }
    }

    public Count count() {
        long eligible = mautic.countContactsAfter(0, Candidates.ELIGIBLE);
        long notLookedAt = notLookedAt(cursor.position().afterId());
        var ledger = known.ledger();
        long gone = gone(0);
        long unexplained = eligible - (knownAsEligible(ledger) - gone) - notLookedAt;
        long leaving = leaving(-unexplained);
        long fromBefore = fromBefore(unexplained);
        long inNoCompany = inNoCompany(unexplained - fromBefore);
        return new Count(eligible - inNoCompany, ledger, gone, leaving, notLookedAt, fromBefore);
    }

    /** Mautic is asked only where that may explain something. */
    private long leaving(long tooMany) {
        return tooMany <= 0
                ? 0
                : Math.min(tooMany, known.withoutEnd(NOT_ELIGIBLE, MOST).stream()
                        .gather(Gatherers.windowFixed(SOME))
                        .mapToLong(some -> some.size() - mautic.idsAmong(some, Candidates.ELIGIBLE).size())
                        .sum());
    }

    /**
     * Contacts that were skipped because they are in no company, and keep the name of one in Mautic: it leaves that where the
     * company is deleted. Mautic is asked only where that may explain something, and no longer than until all is explained. Who is
     * in a company again, and nobody has noticed, is not among them.
     */
    private long inNoCompany(long unexplained) {
        return unexplained <= 0
                ? 0
                : known.skippedFor(SkipReason.NO_COMPANY.name()).stream()
                        .gather(Gatherers.windowFixed(SOME))
                        .flatMap(some -> reading.read(mautic.idsAmong(some, Candidates.ELIGIBLE)).stream())
                        .filter(contact -> !push.isEligible(contact))
                        .limit(unexplained)
                        .count();
    }

    /** Candidates of the first synchronisation that it has not come to, but those that were pushed meanwhile. */
    private long notLookedAt(long afterId) {
        long ahead = Candidates.countWithoutReferenceAfter(mautic, push.mapping(), afterId);
        long knownAhead = knownAsEligible(known.ledgerAfter(afterId)) - gone(afterId) - written(afterId);
        return Math.max(0, ahead - knownAhead);
    }

    /** References that are just being written may stand in Mautic or not: as many of them as explain the count. */
    private long fromBefore(long unexplained) {
        long inMautic = Candidates.countWithReference(mautic, push.mapping());
        long written = written(0);
        long most = Math.max(0, inMautic - written);
        long least = Math.max(0, inMautic - written - links.countReferencesToWrite());
        return Math.clamp(unexplained, least, most);
    }

    /** Who was pushed, and lost its e-mail address or company since, is no eligible contact with a reference. */
    private long written(long afterId) {
        return links.countWrittenAfter(afterId, NOT_ELIGIBLE);
    }

    private long gone(long afterId) {
        return known.goneAfter(afterId, NOT_ELIGIBLE);
    }

    private static long knownAsEligible(Ledger ledger) {
        return ledger.known()
                - NOT_ELIGIBLE.stream().mapToLong(reason -> ledger.skipped().getOrDefault(reason, 0L)).sum();
    }
}
