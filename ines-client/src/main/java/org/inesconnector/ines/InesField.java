package org.inesconnector.ines;

import java.util.Optional;

/** An element of a contact or a client, by the name it has in the web services. */
public sealed interface InesField permits ContactField, ClientField {

    /** The element's name in the web services, and the key of the field in a mapping. */
    String key();

    ValueType type();

    /** The value that stands for "nothing" in this field; empty for a date, which is left out instead. */
    Optional<InesValue> nothing();

    /** Whether {@code value} says nothing: blank text, or the field's value for "nothing". */
    default boolean isNothing(InesValue value) {
        return switch (value) {
            case InesValue.Text(String text) when text.isBlank() -> true;
            default -> nothing().filter(value::equals).isPresent();
        };
    }

    enum ValueType {
        TEXT, WHOLE, MOMENT
    }
}
