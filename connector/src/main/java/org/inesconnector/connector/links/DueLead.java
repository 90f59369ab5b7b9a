package org.inesconnector.connector.links;

/** A lead that one process has taken to write. */
public record DueLead(long id, int inesContactRef, int inesClientRef, LeadDraft draft) {}
