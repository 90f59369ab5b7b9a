package org.inesconnector.faults;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the connector says of its contacts at one moment: to whoever reads its journal, its status and its questions.
 *
 * @param states of the newest row of the journal, by contact
 * @param waitsFor whose creation a contact that is uncertain waits for, by contact: its own, or that of its company
 * @param questions contacts that a person is asked about, since it is not known how a creation or a lead ended
 * @param leads by contact
 * @param owed contacts of which a request ended before its lead was written, and nothing went on with it
 * @param tooLate what is due later than anything is to wait, in words
 */
record Told(Map<Long, String> states, Map<Long, Long> waitsFor, Set<Long> questions, OtherQuestions others,
        Map<Long, Leads> leads, Set<Long> owed, Count count, List<String> tooLate) {

    /**
     * A contact's leads.
     *
     * @param written that it knows to be at INES
     * @param open that are due, under way or uncertain
     */
    record Leads(long written, long open) {

        static final Leads NONE = new Leads(0, 0);

        Leads and(Leads others) {
            return new Leads(written + others.written, open + others.open);
        }
    }

    /**
     * What a person is asked beside.
     *
     * @param people contacts that were merged away, and that INES has beside the one that they are now
     * @param companies that Mautic seems to have merged
     * @param addresses contacts that are not created because another one has their address
     * @param gone contacts that are not flagged because too many are gone at once
     */
    record OtherQuestions(Set<Long> people, long companies, long addresses, long gone) {

        static final OtherQuestions NONE = new OtherQuestions(Set.of(), 0, 0, 0);

        OtherQuestions {
            people = Set.copyOf(people);
        }
    }

    static final Told NOTHING = new Told(Map.of(), Map.of(), Set.of(), OtherQuestions.NONE, Map.of(), Set.of(),
            new Count(0, 0, 0, 0, 0, 0, 0, 0), List.of());

    /**
     * The ledger, held against Mautic's count.
     *
     * @param unaccounted eligible contacts that nothing is known of
     */
    record Count(long eligible, long linked, long waiting, long skipped, long uncertain, long failed, long notLookedAt,
            long unaccounted) {}

    /** Whether a person is asked about one of these contacts, or about what it waits for. */
    boolean isAsked(Collection<Long> contacts) {
        return contacts.stream().anyMatch(contact -> questions.contains(contact)
                || questions.contains(waitsFor.getOrDefault(contact, contact)));
    }

    /** Of all of these contacts. */
    Leads leadsOf(Collection<Long> contacts) {
        return contacts.stream().map(contact -> leads.getOrDefault(contact, Leads.NONE))
                .reduce(Leads.NONE, Leads::and);
    }

    Told {
        states = Map.copyOf(states);
        waitsFor = Map.copyOf(waitsFor);
        questions = Set.copyOf(questions);
        leads = Map.copyOf(leads);
        owed = Set.copyOf(owed);
        tooLate = List.copyOf(tooLate);
    }
}
