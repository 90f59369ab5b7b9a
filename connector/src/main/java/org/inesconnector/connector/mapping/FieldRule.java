package org.inesconnector.connector.mapping;

/** When a mapped field is written to INES. */
public enum FieldRule {
    /** Whenever it changed in Mautic. */
    ALWAYS,
    /** Only where INES has nothing: the field must not be overwritten. */
    ONLY_WHERE_EMPTY,
    /** Only with the record's creation. */
    ONLY_WHEN_CREATED,
    /** Kept in the mapping, never sent. */
    NEVER;

    /** Whether a record that INES has already may be given the field. */
    public boolean isForKnownRecords() {
        return this == ALWAYS || this == ONLY_WHERE_EMPTY;
    }
}
