package org.inesconnector.connector.queue;

import java.util.Optional;

/**
 * That the work on a row has ended.
 *
 * @param attempt how it was tried; empty where it was not
 */
record End(Claimed row, Ending ending, Who who, Optional<Attempt> attempt) {

    /** Without what came from elsewhere, where the database does not take that. */
    End bare() {
        return new End(row, ending, Who.UNKNOWN, Optional.empty());
    }
}
