package org.inesconnector.connector.links;

import org.jspecify.annotations.Nullable;

/** Two Mautic contacts claim one INES contact. */
public final class ReferenceTaken extends RuntimeException {

    private final int inesContactRef;

    ReferenceTaken(int inesContactRef, @Nullable Throwable cause) {
        super("INES contact " + inesContactRef + " belongs to another Mautic contact", cause);
        this.inesContactRef = inesContactRef;
    }

    public int inesContactRef() {
        return inesContactRef;
    }
}
