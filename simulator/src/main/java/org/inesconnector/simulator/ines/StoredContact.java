package org.inesconnector.simulator.ines;

import java.util.HashMap;
import java.util.Map;

/**
 * A contact that the simulator holds.
 *
 * @param values by element name, as they were sent; an element that says nothing is not in it
 * @param synchronised false once DeleteAutomationContact flagged it
 */
public record StoredContact(int reference, int clientReference, Map<String, String> values, boolean synchronised) {

    public StoredContact {
        values = Map.copyOf(values);
    }

    /** Empty where the contact has none. */
    public String value(String element) {
        return values.getOrDefault(element, "");
    }

    Map<String, String> elements() {
        var elements = new HashMap<>(values);
        elements.put("InternalRef", Integer.toString(reference));
        elements.put("CompanyRef", Integer.toString(clientReference));
        return elements;
    }

    StoredContact with(Map<String, String> other) {
        var all = new HashMap<>(values);
        all.putAll(other);
        return new StoredContact(reference, clientReference, all, synchronised);
    }

    StoredContact flagged() {
        return new StoredContact(reference, clientReference, values, false);
    }
}
