package org.inesconnector.connector.queue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Every contact that the connector has come to know, and where it stands. */
@Service
public class KnownContacts {

    private final Standings standings;
    private final Queue queue;

    KnownContacts(Standings standings, Queue queue) {
        this.standings = standings;
        this.queue = queue;
    }

    /** Of those of the given contacts that are known. */
    public Map<Long, Standing> standings(Collection<Long> contactIds) {
        return standings.of(contactIds);
    }

    /** What is to happen to those of the given contacts of which a row waits or runs. */
    public Map<Long, Action> underWay(Collection<Long> contactIds) {
        return queue.underWay(contactIds, true);
    }

    /** Likewise, without rows that nobody takes while full synchronisation is off. */
    public Map<Long, Action> askedFor(Collection<Long> contactIds) {
        return queue.underWay(contactIds, false);
    }

    public Ledger ledger() {
        return standings.ledger(0);
    }

    /** Counts only contacts with a greater id. */
    public Ledger ledgerAfter(long contactId) {
        return standings.ledger(contactId);
    }

    public List<Long> skippedFor(String reason) {
        return standings.skippedFor(reason);
    }

    /** Who is uncertain, has failed or waits, in this order; no more than so many. */
    public List<Long> withoutEnd(int most) {
        return standings.withoutEnd(most);
    }

    /**
     * Of contacts with a greater id, how many Mautic does not have any more, while INES is yet to be told.
     *
     * @param butSkippedFor reasons to be skipped for: who is, is not counted
     */
    public long goneAfter(long contactId, Collection<String> butSkippedFor) {
        return standings.gone(contactId, butSkippedFor);
    }
}
