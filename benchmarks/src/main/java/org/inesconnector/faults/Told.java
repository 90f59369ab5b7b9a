package org.inesconnector.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the connector says of its contacts at one moment: to whoever reads its journal, its status and its questions.
 *
 * @param states of the newest row of the journal, by contact
 * @param waitsFor whose creation a contact that is uncertain waits for, by contact: its own, or that of its company
 * @param questions contacts that a person is asked about
 * @param leads by contact
 * @param tooLate what is due later than anything is to wait, in words
 */
record Told(Map<Long, String> states, Map<Long, Long> waitsFor, Set<Long> questions, Map<Long, Leads> leads,
        Count count, List<String> tooLate) {

    /**
     * A contact's leads.
     *
     * @param written that it knows to be at INES
     * @param open that are due, under way or uncertain
     */
    record Leads(long written, long open) {}

    static final Told NOTHING = new Told(Map.of(), Map.of(), Set.of(), Map.of(),
            new Count(0, 0, 0, 0, 0, 0, 0, 0), List.of());

    /**
     * The ledger, held against Mautic's count.
     *
     * @param unaccounted eligible contacts that nothing is known of
     */
    record Count(long eligible, long linked, long waiting, long skipped, long uncertain, long failed, long notLookedAt,
            long unaccounted) {}

    /** Whether a person is asked about a contact, or about what it waits for. */
    boolean isAsked(long contact) {
        return questions.contains(contact) || questions.contains(waitsFor.getOrDefault(contact, contact));
    }

    Leads leadsOf(long contact) {
        return leads.getOrDefault(contact, new Leads(0, 0));
    }

    Told {
        states = Map.copyOf(states);
        waitsFor = Map.copyOf(waitsFor);
        questions = Set.copyOf(questions);
        leads = Map.copyOf(leads);
        tooLate = List.copyOf(tooLate);
    }
}
