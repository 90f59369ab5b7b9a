package org.inesconnector.mautic;

import java.time.Instant;

/** When a contact was last modified, by Mautic's clock and in whole seconds. */
public record ContactModified(long contactId, Instant at) {}
