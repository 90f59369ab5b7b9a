package org.inesconnector.faults;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What salespeople wrote at INES last, by element.
 *
 * @param contacts by INES's reference
 * @param clients by INES's reference
 */
record Entered(Map<Integer, Map<String, String>> contacts, Map<Integer, Map<String, String>> clients) {

    static final Entered NOTHING = new Entered(Map.of(), Map.of());

    Entered {
        contacts = copy(contacts);
        clients = copy(clients);
    }

    private static Map<Integer, Map<String, String>> copy(Map<Integer, Map<String, String>> all) {
        return all.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> Map.copyOf(one.getValue())));
    }

    Map<String, String> ofContact(int reference) {
        return contacts.getOrDefault(reference, Map.of());
    }

    Map<String, String> ofClient(int reference) {
        return clients.getOrDefault(reference, Map.of());
    }
}
