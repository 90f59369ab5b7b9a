package org.inesconnector.connector.commits;

/** The database did not take what was to be written, or not in time. */
public final class NotCommitted extends RuntimeException {

    NotCommitted(Throwable cause) {
        super("The database did not take what was to be written", cause);
    }
}
