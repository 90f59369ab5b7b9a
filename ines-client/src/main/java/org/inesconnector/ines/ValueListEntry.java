package org.inesconnector.ines;

/** A choice of a {@link ValueList}: the key that is sent, the label that people read. */
public record ValueListEntry(int key, String label) {}
