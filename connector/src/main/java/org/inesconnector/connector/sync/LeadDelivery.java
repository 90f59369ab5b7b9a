package org.inesconnector.connector.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.InesCallLease;
import org.inesconnector.connector.links.DueLead;
import org.inesconnector.connector.links.Leads;
import org.inesconnector.connector.mapping.IncompleteMapping;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.CallGate;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.ines.Lead;
import org.inesconnector.mautic.MauticException;
import org.springframework.stereotype.Component;

/** Writes the leads that are due for a contact, oldest first. */
@Component
class LeadDelivery {

    private final InesClient ines;
    private final Leads leads;
    private final InesCallLease lease;
    private final RulesInForce rules;

    LeadDelivery(InesClient ines, Leads leads, InesCallLease lease, RulesInForce rules) {
        this.ines = ines;
        this.leads = leads;
        this.lease = lease;
        this.rules = rules;
    }

    /**
     * What became of them.
     *
     * @param notes in words
     * @param heldUpBy why the rest was left for later; what INES refused is no reason to
     */
    record Delivered(List<Message> notes, int written, Optional<InesException> heldUpBy) {
        Delivered {
            notes = List.copyOf(notes);
        }
    }

    /** To be called where leads are due only: both sides may be asked for the rules before it is seen whether any is. */
    Delivered deliver(long mauticContactId) {
        var notes = new ArrayList<Message>();
        int written = 0;
        var channel = channelNow();
        var due = leads.take(mauticContactId, lease.duration());
        while (due.isPresent()) {
            try {
                notes.add(write(due.get(), channel));
                written++;
            } catch (CallGate.Withheld e) {
                leads.notSent(due.get().id());
                throw e.orWhy();
            } catch (InesException e) {
                notes.add(kept(due.get(), e));
                if (e.mayHaveBeenDone() || !isRefusal(e)) {
                    return new Delivered(notes, written, Optional.of(e));
                }
            }
            due = due.get().last() ? Optional.empty() : leads.take(mauticContactId, lease.duration());
        }
        return new Delivered(notes, written, Optional.empty());
    }

    private Message write(DueLead due, OptionalInt channel) {
        int reference = ines.addLead(lead(due, channel.orElse(due.draft().channel())));
        leads.written(due.id(), reference);
        return Message.of("push.lead-written", reference);
    }

    private static boolean isRefusal(InesException e) {
        return e instanceof InesException.Refused || e instanceof InesException.NotFound;
    }

    private Message kept(DueLead due, InesException e) {
        var why = Failures.message(e);
        if (e.mayHaveBeenDone()) {
            leads.uncertain(due.id(), why);
            return Message.of("push.lead-uncertain", why);
        }
        if (isRefusal(e)) {
            leads.refused(due.id(), why);
        } else {
            leads.heldUp(due.id(), why);
        }
        return Message.of("push.lead-pending", why);
    }

    /**
     * Before a lead is taken, which is to last no longer than a call. INES may not have the channel any more that was its own
     * when the lead was planned. Empty where that cannot be read now.
     */
    private OptionalInt channelNow() {
        try {
            return rules.current().schema().syncInfo().leadChannel();
        } catch (IncompleteMapping | InesException | MauticException _) {
            return OptionalInt.empty();
        }
    }

    private static Lead lead(DueLead due, int channel) {
        var draft = due.draft();
        return new Lead(
                due.inesClientRef(),
                due.inesContactRef(),
                draft.email(),
                draft.shortDescription(),
                draft.detail(),
                channel,
                draft.scoring());
    }
}
