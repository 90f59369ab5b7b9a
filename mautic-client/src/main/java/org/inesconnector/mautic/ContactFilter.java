package org.inesconnector.mautic;

import java.util.List;

/** A condition on a contact's field, answered by Mautic itself ({@code where[i][col|expr|val]}). */
public sealed interface ContactFilter {

    /** The field's alias. */
    String field();

    /**
     * The field is null, which is how Mautic stores a field that was emptied. An empty text, which only other programs put
     * into its database, is not found: Mautic's own condition for both fails on dates and takes 0 and false for empty.
     */
    record IsEmpty(String field) implements ContactFilter {}

    /** The field is neither null nor an empty text. */
    record IsNotEmpty(String field) implements ContactFilter {}

    record Equals(String field, String value) implements ContactFilter {}

    /** @param values an empty text among them is one, and not null */
    record IsOneOf(String field, List<String> values) implements ContactFilter {
        public IsOneOf {
            values = List.copyOf(values);
        }
    }
}
