package org.inesconnector.connector.links;

import java.time.Instant;
import org.inesconnector.connector.messages.Message;

/** A lead that INES may or may not have: it is not written again unless a person says so. */
public record UncertainLead(
        long id, long mauticContactId, String shortDescription, Instant createdAt, Message reason) {}
