package org.inesconnector.connector.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * A row that one process works on, and nobody else.
 *
 * @param node the process
 * @param attempts failed ones so far
 * @param heldUp how often it failed for a reason that seemed to be INES's or Mautic's, which took others in between
 * @param lastAttempt the one before this
 */
record Claimed(long id, String node, Wanted wanted, int attempts, int heldUp, Optional<Instant> lastAttempt) {

    boolean isUrgent() {
        return wanted.origin().priority() == 0;
    }

    long contactId() {
        return wanted.contactId();
    }
}
