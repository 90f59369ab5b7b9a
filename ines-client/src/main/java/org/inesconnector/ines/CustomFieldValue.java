package org.inesconnector.ines;

/**
 * A value that a record has in a custom field. INES: CustomField.
 *
 * @param definition the field: INES's DefinitionRef
 * @param reference the value's own reference, INES's Ref, needed to update it
 */
public record CustomFieldValue(int definition, int reference, String value) {}
