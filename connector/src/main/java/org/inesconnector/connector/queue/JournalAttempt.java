package org.inesconnector.connector.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.connection.MadeCall;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.PlanDescription;

/**
 * One try of a row, as people see it.
 *
 * @param state the row's state after it
 * @param plan what was to be done; empty where it did not come to that
 */
public record JournalAttempt(
        int number,
        Instant begunAt,
        Instant endedAt,
        RowState state,
        Message outcome,
        Optional<PlanDescription> plan,
        List<MadeCall> calls) {

    public JournalAttempt {
        calls = List.copyOf(calls);
    }
}
