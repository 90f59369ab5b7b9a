package org.inesconnector.simulator.ines;

import java.util.Map;
import java.util.TreeMap;
import org.inesconnector.simulator.http.Control;
import tools.jackson.databind.JsonNode;

/**
 * Seeds and shows the simulator as JSON. A seed is a client with its contacts, by element name:
 * {@code {"client": {"CompanyName": "…"}, "contacts": [{"LastName": "…"}]}}.
 */
final class InesControl implements Control.Subject {

    private final InesSimulator simulator;

    InesControl(InesSimulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public Object state() {
        return Map.of("clients", simulator.clients(), "contacts", simulator.contacts(), "leads", simulator.leads());
    }

    @Override
    public Object seed(JsonNode what) {
        if (!what.path("client").isObject()) {
            throw new IllegalArgumentException("A seed has a client");
        }
        try {
            var client = simulator.addClient(texts(what.path("client")));
            var contacts = what.path("contacts").valueStream()
                    .map(contact -> simulator.addContact(client, texts(contact))).toList();
            return Map.of("client", client, "contacts", contacts);
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(refusal.getMessage(), refusal);
        }
    }

    @Override
    public void reset() {
        simulator.reset();
    }

    private static Map<String, String> texts(JsonNode node) {
        var values = new TreeMap<String, String>();
        node.properties().forEach(value -> values.put(value.getKey(), value.getValue().asString()));
        return values;
    }
}
