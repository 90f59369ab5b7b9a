package org.inesconnector.connector.sync;

import java.util.ArrayList;
import java.util.List;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.InesCallLease;
import org.inesconnector.connector.links.DueLead;
import org.inesconnector.connector.links.Leads;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.ines.Lead;
import org.springframework.stereotype.Component;

/** Writes the leads that are due for a contact, oldest first. */
@Component
class LeadDelivery {

    private final InesClient ines;
    private final Leads leads;
    private final InesCallLease lease;

    LeadDelivery(InesClient ines, Leads leads, InesCallLease lease) {
        this.ines = ines;
        this.leads = leads;
        this.lease = lease;
    }

    /** What became of them, in words; the first that could not be written is the last that was tried. */
    List<Message> deliver(long mauticContactId) {
        var notes = new ArrayList<Message>();
        var due = leads.take(mauticContactId, lease.duration());
        while (due.isPresent()) {
            try {
                notes.add(write(due.get()));
            } catch (InesException e) {
                notes.add(notWritten(due.get(), e));
                return notes;
            }
            due = leads.take(mauticContactId, lease.duration());
        }
        return notes;
    }

    private Message write(DueLead due) {
        int reference = ines.addLead(lead(due));
        leads.written(due.id(), reference);
        return Message.of("push.lead-written", reference);
    }

    private Message notWritten(DueLead due, InesException e) {
        var why = Failures.message(e);
        if (e.mayHaveBeenDone()) {
            leads.uncertain(due.id(), why);
            return Message.of("push.lead-uncertain", why);
        }
        leads.refused(due.id(), why);
        return Message.of("push.lead-pending", why);
    }

    private static Lead lead(DueLead due) {
        var draft = due.draft();
        return new Lead(
                due.inesClientRef(),
                due.inesContactRef(),
                draft.email(),
                draft.shortDescription(),
                draft.detail(),
                draft.channel(),
                draft.scoring());
    }
}
