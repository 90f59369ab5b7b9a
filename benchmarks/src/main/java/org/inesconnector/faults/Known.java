package org.inesconnector.faults;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * All that there ever was, by which what is at INES is known to be this one's own.
 *
 * @param addresses of each contact
 * @param mobiles of each contact; an empty one where it had none
 * @param lastNames of each contact
 * @param names of each company
 * @param clients that each of INES's contacts was at, by INES's reference
 * @param leads when INES got each, by its reference
 */
record Known(Map<Long, Set<String>> addresses, Map<Long, Set<String>> mobiles, Map<Long, Set<String>> lastNames,
        Map<Long, Set<String>> names, Map<Integer, Set<Integer>> clients, Map<Integer, Instant> leads) {

    static final Known NOTHING = new Known(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    Known {
        addresses = Map.copyOf(addresses);
        mobiles = Map.copyOf(mobiles);
        lastNames = Map.copyOf(lastNames);
        names = Map.copyOf(names);
        clients = Map.copyOf(clients);
        leads = Map.copyOf(leads);
    }
}
