package org.inesconnector.simulator.http;

import java.time.Instant;

/**
 * All calls of an operation.
 *
 * @param first when the first of them came in
 * @param last when the last of them was done
 */
public record Tally(int count, Instant first, Instant last) {

    static Tally of(Call call) {
        return new Tally(1, call.arrived(), call.time());
    }

    Tally and(Tally other) {
        return new Tally(count + other.count, first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last);
    }
}
