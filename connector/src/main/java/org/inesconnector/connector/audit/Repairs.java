package org.inesconnector.connector.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.Action;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Standing;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.settings.LinkedPair;
import org.inesconnector.connector.sync.Doubts;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Queues what puts right what was found: nothing is written to a side here, and no rule is passed over. */
@Service
class Repairs {

    private final SyncSettings settings;
    private final KnownContacts known;
    private final Queue queue;
    private final Links links;
    private final Doubts doubts;
    private final LinkedPair pair;

    Repairs(
            SyncSettings settings,
            KnownContacts known,
            Queue queue,
            Links links,
            Doubts doubts,
            LinkedPair pair) {
        this.settings = settings;
        this.known = known;
        this.queue = queue;
        this.links = links;
        this.doubts = doubts;
        this.pair = pair;
    }

    /** Otherwise nothing is queued. */
    boolean arePossible() {
        return settings.published() && pair.inTheWay().isEmpty();
    }

    /** What may be done about each. */
    List<Drift> judged(List<Finding> findings) {
        var queued = queued(findings.stream().map(Finding::contact).map(Drift.Contact::id).toList());
        return findings.stream()
                .map(finding -> finding.with(isDoubtful(finding)
                        ? Drift.Remedy.BY_A_PERSON
                        : queued.remedy(finding.kind(), finding.contact().id(), isDue(finding))))
                .toList();
    }

    private static boolean isDoubtful(Finding finding) {
        return finding instanceof Finding.GoneInMautic(var _, var _, var doubt) && doubt.isPresent();
    }

    private static boolean isDue(Finding finding) {
        return finding instanceof Finding.ReferencesDiffer(var _, var _, boolean isDue) && isDue;
    }

    /** What waits for full synchronisation while that is off puts nothing right. */
    private Queued queued(Collection<Long> contacts) {
        return new Queued(
                known.standings(contacts),
                settings.fullSynchronisation() ? known.underWay(contacts) : known.askedFor(contacts));
    }

    /** As the queue knows some contacts. */
    private record Queued(Map<Long, Standing> standings, Map<Long, Action> underWay) {

        Drift.Remedy remedy(Drift.Kind kind, long contact, boolean isDue) {
            return Remedies.of(
                    kind,
                    Optional.ofNullable(standings.get(contact)),
                    Optional.ofNullable(underWay.get(contact)),
                    isDue);
        }
    }

    /**
     * Queues what can be queued.
     *
     * @return the same with what became of them
     */
    @Transactional
    List<Drift> repaired(List<Drift> drifts) {
        if (!arePossible()) {
            return drifts;
        }
        var queued = queued(drifts.stream().map(Drift::contact).map(Drift.Contact::id).toList());
        var wanted = new ArrayList<Wanted>();
        var repaired = new ArrayList<Drift>();
        for (var drift : drifts) {
            boolean isOpen = drift.remedy() == Drift.Remedy.REPAIRABLE
                    && queued.remedy(drift.kind(), drift.contact().id(), false) == Drift.Remedy.REPAIRABLE;
            wanted(drift).filter(_ -> isOpen).ifPresent(wanted::add);
            repaired.add(isOpen ? drift.with(Drift.Remedy.QUEUED) : judgedAgain(drift, queued));
        }
        queue.addAll(wanted);
        repaired.replaceAll(this::inTheLinks);
        return repaired;
    }

    private static Drift judgedAgain(Drift drift, Queued queued) {
        return drift.remedy() == Drift.Remedy.REPAIRABLE
                ? drift.with(queued.remedy(drift.kind(), drift.contact().id(), false))
                : drift;
    }

    private static Optional<Wanted> wanted(Drift drift) {
        long contact = drift.contact().id();
        return switch (drift.kind()) {
            case FIELDS, GONE_AT_INES -> Optional.of(Wanted.update(contact, Origin.AUDIT));
            case NEVER_LINKED -> Optional.of(drift.contact().companyId().isPresent()
                    ? first(contact).ofCompany(drift.contact().companyId().getAsLong())
                    : first(contact));
            case GONE_IN_MAUTIC -> Optional.of(
                    new Wanted(contact, Action.DELETE, Origin.AUDIT, UUID.randomUUID().toString()));
            case REFERENCES, QUESTION, NOT_COMPARED -> Optional.empty();
        };
    }

    private static Wanted first(long contact) {
        return Wanted.update(contact, Origin.FIRST_SYNCHRONISATION);
    }

    /** A push that waits already, for another reason, must look at INES too. */
    private Drift inTheLinks(Drift drift) {
        boolean isQueued = drift.remedy() == Drift.Remedy.QUEUED;
        return switch (drift.kind()) {
            case FIELDS, GONE_AT_INES -> {
                if (isQueued || drift.remedy() == Drift.Remedy.UNDER_WAY) {
                    doubts.of(drift.contact().id());
                }
                yield drift;
            }
            case REFERENCES -> isQueued && !links.referencesLost(drift.contact().id())
                    ? drift.with(Drift.Remedy.UNDER_WAY)
                    : drift;
            case GONE_IN_MAUTIC, NEVER_LINKED, QUESTION, NOT_COMPARED -> drift;
        };
    }
}
