package org.inesconnector.connector.sync;

import java.util.Optional;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;

/** What Mautic says of a contact that was asked for. */
public sealed interface Incoming {

    long askedFor();

    /** @param company its primary company */
    record Found(long askedFor, MauticContact contact, Optional<MauticCompany> company, Colleagues colleagues)
            implements
                Incoming {

        /** Mautic answers with the winner of a merge in place of the loser. */
        boolean isMerged() {
            return contact.id() != askedFor;
        }
    }

    record Gone(long askedFor) implements Incoming {}
}
