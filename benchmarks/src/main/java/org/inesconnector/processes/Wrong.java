package org.inesconnector.processes;

/** What was measured is not what was to be measured: the outcome is wrong, or there is none. */
public final class Wrong extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Wrong(String message) {
        super(message);
    }

    public Wrong(String message, Throwable cause) {
        super(message, cause);
    }
}
