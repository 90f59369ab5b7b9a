package org.inesconnector.simulator.http;

import java.time.Instant;

/**
 * A call that came in.
 *
 * @param caller the session or user it was done with; empty where there was none
 * @param arrived when it came in
 * @param time when it was done
 * @param request its body as it came
 * @param outcome {@code ok}, or what went wrong in words; a fault on demand is named here too
 */
public record Call(String operation, String caller, Instant arrived, Instant time, String request, String outcome) {

    public boolean isOk() {
        return outcome.equals("ok");
    }

    /** Without the request, which can hold a password. */
    @Override
    public String toString() {
        return "%s %s by %s: %s".formatted(time, operation, caller, outcome);
    }
}
