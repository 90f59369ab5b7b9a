package org.inesconnector.simulator.mautic;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The answer to a batch: entities, status codes and errors by position. */
final class Batch {

    private final String name;
    private final ObjectNode entities = Json.object();
    private final ArrayNode statusCodes = Json.array();
    private final ObjectNode errors = Json.object();

    Batch(String name) {
        this.name = name;
    }

    record Item(JsonNode entity, int status) {}

    void add(Item item) {
        entities.set(Integer.toString(statusCodes.size()), item.entity());
        statusCodes.add(item.status());
    }

    void refused(ApiError error) {
        errors.set(Integer.toString(statusCodes.size()), error.batchNode());
        statusCodes.add(error.status());
    }

    ObjectNode node() {
        var node = Json.object();
        node.set(name, phpArray(entities));
        node.set("statusCodes", statusCodes);
        if (!errors.isEmpty()) {
            node.set("errors", phpArray(errors));
        }
        return node;
    }

    /** PHP writes an array as a list while its keys have no gap. */
    private static JsonNode phpArray(ObjectNode byPosition) {
        var list = Json.array();
        for (int i = 0; i < byPosition.size(); i++) {
            if (!byPosition.has(Integer.toString(i))) {
                return byPosition;
            }
            list.add(byPosition.path(Integer.toString(i)));
        }
        return list;
    }
}
