package org.inesconnector.connector.queue;

/**
 * A row that one process works on, and nobody else.
 *
 * @param node the process
 * @param attempts failed ones so far
 * @param heldUp how often it failed for a reason that seemed to be INES's or Mautic's
 */
record Claimed(long id, String node, Wanted wanted, int attempts, int heldUp) {

    long contactId() {
        return wanted.contactId();
    }
}
