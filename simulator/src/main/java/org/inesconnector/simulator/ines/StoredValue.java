package org.inesconnector.simulator.ines;

/**
 * A value in a custom field. A record can have several in one field.
 *
 * @param definition the field
 * @param reference the value's own
 */
public record StoredValue(int definition, int reference, String value) {}
