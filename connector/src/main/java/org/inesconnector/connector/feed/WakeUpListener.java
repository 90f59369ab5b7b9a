package org.inesconnector.connector.feed;

import java.time.Instant;

/** Hears from webhooks what the audit log would tell, while Mautic refuses that. */
public interface WakeUpListener {

    /** Something has changed, whatever it is. */
    void changed();

    /** The same may be told twice, late or out of order. */
    void pointsChanged(long contactId, int before, int after, Instant at);
}
