package org.inesconnector.mautic;

/** A condition on a contact's field, answered by Mautic itself. */
public sealed interface ContactFilter {

    /** The field's alias. */
    String field();

    record IsEmpty(String field) implements ContactFilter {}

    record IsNotEmpty(String field) implements ContactFilter {}

    record Equals(String field, String value) implements ContactFilter {}
}
