package org.inesconnector.connector.queue;

/**
 * A row that one process works on, and nobody else.
 *
 * @param node the process
 * @param attempts failed ones so far
 */
record Claimed(long id, String node, Wanted wanted, int attempts) {

    long contactId() {
        return wanted.contactId();
    }
}
