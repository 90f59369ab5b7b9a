package org.inesconnector.simulator.mautic;

import java.util.List;
import java.util.Map;

/**
 * What the simulator holds of a contact now.
 *
 * @param id of the winner, where the contact was merged away
 * @param values by alias; a field without a value is absent
 * @param doNotContact reason by channel
 * @param companies ids, the primary one last
 */
public record SimulatedContact(long id, int points, Map<String, String> values, List<String> tags,
        Map<String, Integer> doNotContact, List<Long> companies) {

    public SimulatedContact {
        values = Map.copyOf(values);
        tags = List.copyOf(tags);
        doNotContact = Map.copyOf(doNotContact);
        companies = List.copyOf(companies);
    }
}
