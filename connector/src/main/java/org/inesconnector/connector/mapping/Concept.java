package org.inesconnector.connector.mapping;

import java.util.Locale;

/** Which of INES's two records a field belongs to. */
public enum Concept {
    CONTACT, CLIENT;

    /** INES's word, as in the mapping of the older plugin. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
