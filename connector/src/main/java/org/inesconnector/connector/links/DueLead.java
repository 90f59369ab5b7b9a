package org.inesconnector.connector.links;

/**
 * A lead that one process has taken to write.
 *
 * @param last whether the contact had no other that was due
 */
public record DueLead(long id, int inesContactRef, int inesClientRef, LeadDraft draft, boolean last) {

    DueLead asLast() {
        return new DueLead(id, inesContactRef, inesClientRef, draft, true);
    }
}
