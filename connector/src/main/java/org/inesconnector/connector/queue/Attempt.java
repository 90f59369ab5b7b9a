package org.inesconnector.connector.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.connection.MadeCall;
import org.inesconnector.connector.sync.PlanDescription;

/**
 * One try to bring a row to its end, before it is known what that means for the row.
 *
 * @param plan what was to be done; empty where it did not come to that
 */
record Attempt(Instant begunAt, Instant endedAt, Optional<PlanDescription> plan, List<MadeCall> calls) {

    Attempt {
        calls = List.copyOf(calls);
    }

    /** Nothing is known of it but when it was. */
    static Attempt lost(Instant begunAt, Instant endedAt) {
        return new Attempt(begunAt, endedAt, Optional.empty(), List.of());
    }
}
