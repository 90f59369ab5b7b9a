package org.inesconnector.connector.queue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        return standings.ledger();
    }

    /** Counts only contacts with a greater id. */
    public Ledger ledgerAfter(long contactId) {
        return standings.ledger(contactId);
    }

    public List<Long> skippedFor(String reason) {
        return standings.skippedFor(reason);
    }

    /**
     * Who is uncertain, skipped until a person decides, has failed or waits, in this order, and is not gone in Mautic; no more than
     * so many.
     *
     * @param butSkippedFor reasons that nobody decides on
     */
    public List<Long> withoutEnd(Collection<String> butSkippedFor, int most) {
        return standings.withoutEnd(butSkippedFor, most);
    }

    /** Those of the given contacts that are skipped for one of these reasons. */
    public Set<Long> skippedAmong(Collection<Long> contactIds, Collection<String> reasons) {
        return standings.skippedAmong(contactIds, reasons);
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
