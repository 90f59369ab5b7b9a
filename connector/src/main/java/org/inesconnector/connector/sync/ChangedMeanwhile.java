package org.inesconnector.connector.sync;

/** Somebody has changed a record at INES since it was read: an update would put that back. */
final class ChangedMeanwhile extends RuntimeException {

    ChangedMeanwhile() {
        super("The record was changed at INES since it was read", null, false, false);
    }
}
