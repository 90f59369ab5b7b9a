package org.inesconnector.connector.mapping;

/**
 * A standard INES field that may be mapped.
 *
 * @param label INES's French label
 * @param required must be mapped before anything is pushed
 * @param neverOverwritten protected whatever the mapping says: written only where INES has nothing
 */
public record OfferedField(
        InesTarget.Standard target, String label, ValueKind kind, boolean required, boolean neverOverwritten) {}
