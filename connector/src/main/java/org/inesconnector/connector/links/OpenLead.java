package org.inesconnector.connector.links;

import java.time.Instant;
import org.inesconnector.connector.messages.Message;

/**
 * A lead that a person has to look after: INES may or may not have it, and it is not written again by itself; or INES has not
 * taken it for long.
 */
public record OpenLead(
        long id,
        long mauticContactId,
        int inesContactRef,
        String email,
        String shortDescription,
        Instant createdAt,
        Message reason) {}
