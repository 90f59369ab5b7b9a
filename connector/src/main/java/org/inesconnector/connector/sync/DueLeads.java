package org.inesconnector.connector.sync;

import org.inesconnector.connector.links.Leads;
import org.inesconnector.connector.settings.LinkedPair;
import org.springframework.stereotype.Service;

/** Writes the leads that are due for whatever contact: what was refused or held up is tried again. */
@Service
public class DueLeads {

    private static final int CONTACTS = 100;

    private final Leads leads;
    private final LeadDelivery delivery;
    private final LinkedPair pair;

    DueLeads(Leads leads, LeadDelivery delivery, LinkedPair pair) {
        this.leads = leads;
        this.delivery = delivery;
        this.pair = pair;
    }

    /**
     * Writes those of some contacts, the oldest first.
     *
     * @return how many leads were written
     * @throws org.inesconnector.ines.InesException where INES takes none at the moment
     */
    public int writeDue() {
        if (pair.inTheWay().isPresent()) {
            return 0;
        }
        int written = 0;
        for (long contact : leads.contactsWithDue(CONTACTS)) {
            var delivered = delivery.deliver(contact);
            written += delivered.written();
            if (delivered.heldUpBy().isPresent()) {
                throw delivered.heldUpBy().get();
            }
        }
        return written;
    }
}
