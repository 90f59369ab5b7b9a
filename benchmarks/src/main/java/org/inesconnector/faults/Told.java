package org.inesconnector.faults;

import java.util.Map;
import java.util.Set;

/**
 * What the connector says of its contacts at one moment: to whoever reads its journal, its status and its questions.
 *
 * @param states of the newest row of the journal, by contact
 * @param questions contacts that a person is asked about
 */
record Told(Map<Long, String> states, Set<Long> questions, Count count) {

    /**
     * The ledger, held against Mautic's count.
     *
     * @param unaccounted eligible contacts that nothing is known of
     */
    record Count(long eligible, long linked, long waiting, long skipped, long uncertain, long failed, long notLookedAt,
            long unaccounted) {}

    Told {
        states = Map.copyOf(states);
        questions = Set.copyOf(questions);
    }
}
