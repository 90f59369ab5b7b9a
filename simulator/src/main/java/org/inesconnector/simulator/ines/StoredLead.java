package org.inesconnector.simulator.ines;

import java.util.Map;

/**
 * A lead that the simulator holds.
 *
 * @param channel INES: FileRef
 * @param values by element name, as they were sent; an element that says nothing is not in it
 */
public record StoredLead(
        int reference, int clientReference, int contactReference, int channel, Map<String, String> values) {

    public StoredLead {
        values = Map.copyOf(values);
    }

    /** Empty where the lead has none. */
    public String value(String element) {
        return values.getOrDefault(element, "");
    }
}
