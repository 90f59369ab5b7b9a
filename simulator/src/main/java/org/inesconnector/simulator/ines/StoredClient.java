package org.inesconnector.simulator.ines;

import java.util.HashMap;
import java.util.Map;

/**
 * A client that the simulator holds.
 *
 * @param values by element name, as they were sent; an element that says nothing is not in it
 */
public record StoredClient(int reference, Map<String, String> values) {

    public StoredClient {
        values = Map.copyOf(values);
    }

    /** Empty where the client has none. */
    public String value(String element) {
        return values.getOrDefault(element, "");
    }

    StoredClient with(Map<String, String> other) {
        var all = new HashMap<>(values);
        all.putAll(other);
        return new StoredClient(reference, all);
    }

    Map<String, String> elements() {
        var elements = new HashMap<>(values);
        elements.put("InternalRef", Integer.toString(reference));
        return elements;
    }
}
