package org.inesconnector.benchmarks;

/** What was measured is not what was to be measured: the outcome is wrong, or there is none. */
final class Wrong extends RuntimeException {

    private static final long serialVersionUID = 1;

    Wrong(String message) {
        super(message);
    }

    Wrong(String message, Throwable cause) {
        super(message, cause);
    }
}
