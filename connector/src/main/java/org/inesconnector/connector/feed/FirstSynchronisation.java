package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Standing;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.Incoming;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.mautic.MauticContact;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Queues the contacts that have an e-mail address and a company, and no INES reference: a hundred at a time, by id, from
 * where it stopped. At the end it waits for new contacts, and begins again once a day for those that became eligible.
 */
@Service
public class FirstSynchronisation {

    /** The old plugin's number. */
    static final int CONTACTS = 100;

    /** What a service queues at once: its work is the cheaper the more contacts of a company are worked on together. */
    private static final int CONTACTS_OF_A_SERVICE = 400;

    private static final int PAGES_AT_MOST = 20;

    private static final Duration BEGIN_AGAIN_AFTER = Duration.ofDays(1);

    private final NextCandidates candidates;
    private final MauticReading reading;
    private final ContactPush push;
    private final KnownContacts known;
    private final Companions companions;
    private final Queue queue;
    private final Cursor cursor;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    FirstSynchronisation(
            NextCandidates candidates,
            MauticReading reading,
            ContactPush push,
            KnownContacts known,
            Companions companions,
            Queue queue,
            Cursor cursor,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.candidates = candidates;
        this.reading = reading;
        this.push = push;
        this.known = known;
        this.companions = companions;
        this.queue = queue;
        this.cursor = cursor;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Queues the next contacts.
     *
     * @return how many; 0 where there are no more, or none among so many that the next call goes on from there
     */
    public int queueNext() {
        return queueNext(CONTACTS, ids -> ids.stream().map(FirstSynchronisation::wanted).toList()).orElse(0);
    }

    /**
     * Queues the next contacts of many, and with each whose company is new the others of that company, wherever they are
     * among Mautic's contacts: INES takes a new client and its contacts in one call.
     *
     * @return how many; empty where there are no more
     */
    public OptionalInt queueNextCompanies() {
        return queueNext(CONTACTS_OF_A_SERVICE, companions::with);
    }

    static Wanted wanted(long contactId) {
        return Wanted.update(contactId, Origin.FIRST_SYNCHRONISATION);
    }

    private interface Extent {
        List<Wanted> of(Collection<Long> due);
    }

    private OptionalInt queueNext(int contacts, Extent extent) {
        for (int pages = 0; pages < PAGES_AT_MOST; pages++) {
            var position = cursor.position();
            var page = candidates.after(position.afterId(), contacts);
            if (page.isEmpty()) {
                return OptionalInt.empty();
            }
            int queued = queue(position, page, extent);
            if (queued > 0) {
                return OptionalInt.of(queued);
            }
        }
        return OptionalInt.of(0);
    }

    private int queue(Cursor.Position position, List<MauticContact> page, Extent extent) {
        var wanted = extent.of(due(page));
        boolean moved = transaction.execute(_ -> {
            boolean mine = cursor.move(position, page.getLast().id());
            if (mine) {
                queue.addAll(wanted);
            }
            return mine;
        });
        return moved ? wanted.size() : 0;
    }

    /** Those that nothing is known of, and those that were skipped for a reason that is gone. */
    private Set<Long> due(List<MauticContact> page) {
        var ids = page.stream().map(MauticContact::id).toList();
        var standings = known.standings(ids);
        var due = new HashSet<>(ids);
        due.removeAll(standings.keySet());
        due.addAll(eligibleNow(
                page.stream().filter(contact -> standings.get(contact.id()) == Standing.SKIPPED).toList()));
        return due;
    }

    private Set<Long> eligibleNow(List<MauticContact> skipped) {
        return skipped.isEmpty()
                ? Set.of()
                : reading.withCompanies(skipped).stream()
                        .filter(push::isEligible)
                        .map(Incoming::askedFor)
                        .collect(Collectors.toSet());
    }

    /** Where all contacts were seen a day ago, looks at them anew. */
    public void beginAgainWhereDue() {
        var position = cursor.position();
        boolean due = position.startedAt().plus(BEGIN_AGAIN_AFTER).isBefore(clock.instant());
        if (due && candidates.after(position.afterId(), 1).isEmpty()) {
            cursor.beginAgain(position);
        }
    }
}
