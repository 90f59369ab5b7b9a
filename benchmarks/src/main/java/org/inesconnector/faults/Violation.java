package org.inesconnector.faults;

/** Something that must not be. */
record Violation(Kind kind, String words) {

    enum Kind {
        /** INES has somebody or something more than once. */
        DUPLICATE,
        /** What Mautic has is not at INES. */
        LOST,
        /** It is not as it should be, and nobody is told. */
        SILENT,
        /** It is there, and not as it should be. */
        WRONG,
        /** What was to go wrong did not: nothing is known of what would have become of it. */
        UNMET
    }

    @Override
    public String toString() {
        return kind + ": " + words;
    }
}
