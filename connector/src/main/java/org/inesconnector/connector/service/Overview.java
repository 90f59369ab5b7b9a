package org.inesconnector.connector.service;

import java.util.List;
import org.inesconnector.connector.links.Leads;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.LongDueLeads;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Counting;
import org.inesconnector.connector.queue.Figures;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Ledger;
import org.inesconnector.connector.queue.OpenQuestions;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.Pauses;
import org.inesconnector.connector.queue.QuestionCounts;
import org.inesconnector.connector.settings.PairInForce;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.stereotype.Service;

/** Where everything stands, from what is known here: neither side is asked. */
@Service
public class Overview {

    private final SyncSettings settings;
    private final Pauses pauses;
    private final KnownContacts known;
    private final Counting counting;
    private final MauticTroubles troubles;
    private final Links links;
    private final OpenQuestions questions;
    private final Leads leads;
    private final PairInForce pair;

    Overview(
            SyncSettings settings,
            Pauses pauses,
            KnownContacts known,
            Counting counting,
            MauticTroubles troubles,
            Links links,
            OpenQuestions questions,
            Leads leads,
            PairInForce pair) {
        this.settings = settings;
        this.pauses = pauses;
        this.known = known;
        this.counting = counting;
        this.troubles = troubles;
        this.links = links;
        this.questions = questions;
        this.leads = leads;
        this.pair = pair;
    }

    /**
     * What is known at one moment.
     *
     * @param pauses why nothing is sent, or only one contact at a time
     * @param troubles why what happens in Mautic is noticed late, each with what to do
     * @param referencesToWrite contacts at INES whose references Mautic does not have yet
     */
    public record State(
            boolean published,
            boolean fullSynchronisation,
            List<Pause> pauses,
            Ledger contacts,
            Figures figures,
            List<Message> troubles,
            long referencesToWrite,
            ToDo toDo) {

        public State {
            pauses = List.copyOf(pauses);
            troubles = List.copyOf(troubles);
        }
    }

    /**
     * What only a person can see to.
     *
     * @param leadsNotTaken leads that INES has not taken for an hour, for whatever reason
     * @param otherPair the settings name another INES account or another Mautic than those that are linked
     * @param notUpdated contacts that INES would lose something of, and that nobody has said may lose it
     */
    public record ToDo(
            QuestionCounts questions, long leadsNotTaken, boolean otherPair, long notUpdated, long failed) {

        public boolean isNothing() {
            return questions.all() == 0 && leadsNotTaken == 0 && !otherPair && notUpdated == 0 && failed == 0;
        }
    }

    public State now() {
        var ledger = known.ledger();
        return new State(
                settings.published(),
                settings.fullSynchronisation(),
                pauses.all(),
                ledger,
                counting.figures(settings.timeZone()),
                troubles.all(),
                links.countReferencesToWrite(),
                toDo(ledger));
    }

    private ToDo toDo(Ledger ledger) {
        return new ToDo(
                questions.counts(),
                leads.longDue().map(LongDueLeads::number).orElse(0L),
                pair.held().isPresent(),
                ledger.skipped().getOrDefault(SkipReason.UPDATE_WOULD_BLANK.name(), 0L),
                ledger.failed());
    }
}
