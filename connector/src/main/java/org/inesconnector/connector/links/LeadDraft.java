package org.inesconnector.connector.links;

/**
 * A lead that is due, before its contact may have a reference.
 *
 * @param request what asked for it: one request writes one lead, however often it is tried
 */
public record LeadDraft(
        String request, String email, int channel, String shortDescription, String detail, int scoring) {}
