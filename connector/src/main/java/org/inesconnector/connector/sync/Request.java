package org.inesconnector.connector.sync;

/**
 * That a contact is to be pushed.
 *
 * @param request what asked for it; the same again writes no second lead
 */
public record Request(Incoming.Found incoming, Cause cause, String request) {}
