package org.inesconnector.connector.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.inesconnector.connector.connection.CallLog;
import org.inesconnector.connector.sync.PlanDescription;
import org.jspecify.annotations.Nullable;

/** Keeps what is planned and called while a row is tried. */
final class AttemptLog {

    private final InstantSource clock;
    private final Instant begunAt;
    private final CallLog calls = new CallLog();
    private @Nullable PlanDescription plan;

    AttemptLog(InstantSource clock) {
        this.clock = clock;
        this.begunAt = clock.instant();
    }

    <T> T during(Supplier<T> work) {
        return calls.during(work);
    }

    void planned(PlanDescription description) {
        plan = description;
    }

    Attempt ended() {
        return new Attempt(begunAt, clock.instant(), Optional.ofNullable(plan), calls.calls());
    }
}
