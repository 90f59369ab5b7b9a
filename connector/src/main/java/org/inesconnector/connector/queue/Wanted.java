package org.inesconnector.connector.queue;

import java.util.UUID;

/**
 * That a contact is to be synchronised.
 *
 * @param request what asked for it, at most 64 characters: one request writes one lead, however often it is tried
 */
public record Wanted(long contactId, Action action, Origin origin, String request) {

    public static Wanted update(long contactId, Origin origin) {
        return new Wanted(contactId, Action.UPDATE, origin, UUID.randomUUID().toString());
    }

    public static Wanted delete(long contactId) {
        return new Wanted(contactId, Action.DELETE, Origin.CHANGE, UUID.randomUUID().toString());
    }
}
