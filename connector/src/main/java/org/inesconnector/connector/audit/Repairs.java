package org.inesconnector.connector.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Action;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Removals;
import org.inesconnector.connector.queue.Standing;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.settings.Held;
import org.inesconnector.connector.settings.LinkedPair;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Queues what puts right what was found: nothing is written to a side here, and no rule is passed over. */
@Service
class Repairs {

    private final SyncSettings settings;
    private final KnownContacts known;
    private final Queue queue;
    private final Removals removals;
    private final Links links;
    private final Held held;
    private final LinkedPair pair;

    Repairs(
            SyncSettings settings,
            KnownContacts known,
            Queue queue,
            Removals removals,
            Links links,
            Held held,
            LinkedPair pair) {
        this.settings = settings;
        this.known = known;
        this.queue = queue;
        this.removals = removals;
        this.links = links;
        this.held = held;
        this.pair = pair;
    }

    /** Why nothing is queued, where nothing may leave. */
    Optional<Message> inTheWay() {
        return held.why()
                .or(() -> settings.published() ? Optional.empty() : Optional.of(SkipReason.NOT_PUBLISHED.message()))
                .or(pair::inTheWay);
    }

    /** What may be done about each. */
    List<Drift> judged(List<Finding> findings) {
        var queued = queued(findings.stream().map(Finding::contact).map(Drift.Contact::id).toList());
        return findings.stream()
                .map(finding -> finding.with(finding instanceof Finding.Doubtful
                        ? Drift.Remedy.BY_A_PERSON
                        : queued.remedy(finding.kind(), finding.contact().id(), isDue(finding))))
                .toList();
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
        if (inTheWay().isPresent()) {
            return drifts;
        }
        var queued = queued(drifts.stream().map(Drift::contact).map(Drift.Contact::id).toList());
        var judged = drifts.stream().map(drift -> judgedAgain(drift, queued)).toList();
        var open = judged.stream().filter(drift -> drift.remedy() == Drift.Remedy.REPAIRABLE).toList();
        var removed = removals.add(open.stream()
                .filter(drift -> drift.kind() == Drift.Kind.GONE_IN_MAUTIC)
                .map(drift -> drift.contact().id())
                .toList());
        queue.addAll(open.stream().flatMap(drift -> wanted(drift).stream()).toList());
        return judged.stream()
                .map(drift -> drift.remedy() == Drift.Remedy.REPAIRABLE ? queued(drift, removed) : drift)
                .map(this::inTheLinks)
                .toList();
    }

    private static Drift judgedAgain(Drift drift, Queued queued) {
        return drift.remedy() == Drift.Remedy.REPAIRABLE
                ? drift.with(queued.remedy(drift.kind(), drift.contact().id(), false))
                : drift;
    }

    /** @param removed those whose flag was queued: the others of them wait until a person has looked */
    private static Drift queued(Drift drift, Set<Long> removed) {
        return drift.with(drift.kind() != Drift.Kind.GONE_IN_MAUTIC || removed.contains(drift.contact().id())
                ? Drift.Remedy.QUEUED
                : Drift.Remedy.BY_A_PERSON);
    }

    private static Optional<Wanted> wanted(Drift drift) {
        long contact = drift.contact().id();
        return switch (drift.kind()) {
            case FIELDS, GONE_AT_INES -> Optional.of(Wanted.update(contact, Origin.AUDIT));
            case NEVER_LINKED -> Optional.of(drift.contact().companyId().isPresent()
                    ? first(contact).ofCompany(drift.contact().companyId().getAsLong())
                    : first(contact));
            case MERGED_IN_MAUTIC -> Optional.of(
                    new Wanted(contact, Action.DELETE, Origin.AUDIT, UUID.randomUUID().toString()));
            case GONE_IN_MAUTIC, NEVER_AGREED, REFERENCES, QUESTION, NOT_COMPARED -> Optional.empty();
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
                    links.doubt(drift.contact().id());
                }
                yield drift;
            }
            case REFERENCES -> isQueued && !links.referencesLost(drift.contact().id())
                    ? drift.with(Drift.Remedy.UNDER_WAY)
                    : drift;
            case GONE_IN_MAUTIC, MERGED_IN_MAUTIC, NEVER_AGREED, NEVER_LINKED, QUESTION, NOT_COMPARED -> drift;
        };
    }
}
