package org.inesconnector.connector.queue;

import java.time.Instant;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;

/**
 * A row as people see it.
 *
 * @param attemptedAt when it was last tried
 * @param outcome what became of it, or of its last attempt
 * @param next when it is tried again, where it waits
 * @param isAskedFor whether it is sent without full synchronisation too
 */
public record JournalRow(
        long id,
        long contactId,
        Action action,
        Origin origin,
        RowState state,
        int attempts,
        Instant queuedAt,
        Optional<Instant> attemptedAt,
        Optional<String> email,
        Optional<String> company,
        Optional<Message> outcome,
        Optional<Instant> next,
        boolean isAskedFor) {

    /** Nothing more happens by itself. */
    public boolean hasEnded() {
        return state != RowState.PENDING && state != RowState.RUNNING;
    }
}
