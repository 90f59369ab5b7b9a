package org.inesconnector.connector.mapping;

import org.inesconnector.ines.InesField;

/** The INES field that a mapping feeds. */
public sealed interface InesTarget {

    Concept concept();

    /** As in the mapping: an element's name, or a custom field's InesID. */
    String key();

    record Standard(Concept concept, InesField field) implements InesTarget {
        @Override
        public String key() {
            return field.key();
        }
    }

    record Custom(Concept concept, int inesId) implements InesTarget {
        @Override
        public String key() {
            return Integer.toString(inesId);
        }
    }
}
