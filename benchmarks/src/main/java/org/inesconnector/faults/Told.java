package org.inesconnector.faults;

import java.util.Map;
import java.util.Set;

/**
 * What the connector says of its contacts at one moment: to whoever reads its journal, its status and its questions.
 *
 * @param states of the newest row of the journal, by contact
 * @param waitsFor whose creation a contact that is uncertain waits for, by contact: its own, or that of its company
 * @param questions contacts that a person is asked about
 */
record Told(Map<Long, String> states, Map<Long, Long> waitsFor, Set<Long> questions, Count count) {

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

    Told {
        states = Map.copyOf(states);
        waitsFor = Map.copyOf(waitsFor);
        questions = Set.copyOf(questions);
    }
}
