package org.inesconnector.faults;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Which leads were asked for beside each contact's first. Who ever left the company is in the first one only, since a request
 * may come to nothing then.
 *
 * @param most how many, by contact: whoever asks twice may get one lead
 * @param another contacts of which one of these is certainly another one than the first
 * @param last when each contact was asked for last by somebody who was heard for certain
 */
record Wanted(Map<Long, Integer> most, Set<Long> another, Map<Long, Instant> last) {

    static final Wanted NOTHING = new Wanted(Map.of(), Set.of(), Map.of());

    Wanted {
        most = Map.copyOf(most);
        another = Set.copyOf(another);
        last = Map.copyOf(last);
    }
}
