package org.inesconnector.connector.queue;

import java.util.OptionalLong;
import java.util.UUID;

/**
 * That a contact is to be synchronised.
 *
 * @param request what asked for it, at most 64 characters: one request writes one lead, however often it is tried
 * @param companyId its company, as far as is known now: rows of one company are best worked on together
 */
public record Wanted(long contactId, Action action, Origin origin, String request, OptionalLong companyId) {

    public Wanted(long contactId, Action action, Origin origin, String request) {
        this(contactId, action, origin, request, OptionalLong.empty());
    }

    public static Wanted update(long contactId, Origin origin) {
        return new Wanted(contactId, Action.UPDATE, origin, UUID.randomUUID().toString());
    }

    public Wanted ofCompany(long company) {
        return new Wanted(contactId, action, origin, request, OptionalLong.of(company));
    }

    public static Wanted delete(long contactId) {
        return new Wanted(contactId, Action.DELETE, Origin.CHANGE, UUID.randomUUID().toString());
    }
}
