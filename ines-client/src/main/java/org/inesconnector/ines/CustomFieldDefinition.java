package org.inesconnector.ines;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A custom field that INES offers for mapping. INES: CustomFieldToAuto.
 *
 * @param inesId INES's InesID: the key in a mapping, and the definition's reference when a value is written
 * @param values the choices of a {@link Type#LIST}, blank entries left out; otherwise empty
 */
public record CustomFieldDefinition(int inesId, String name, Type type, List<String> values) {

    public CustomFieldDefinition {
        values = List.copyOf(values);
    }

    /** Definitions of any other type are not offered. */
    public enum Type {
        TEXT, URL, LIST, USER, NUMERAL, BOOLEAN, DATE;

        static Optional<Type> of(String inesType) {
            for (Type type : values()) {
                if (type.name().toLowerCase(Locale.ROOT).equals(inesType)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }
    }
}
