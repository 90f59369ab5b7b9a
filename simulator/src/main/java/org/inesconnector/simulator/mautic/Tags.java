package org.inesconnector.simulator.mautic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The tags ever used; their ids are their places. */
final class Tags {

    private final List<String> names = new ArrayList<>();

    synchronized long id(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            names.add(name);
            return names.size();
        }
        return index + 1L;
    }

    synchronized List<String> names() {
        return List.copyOf(names);
    }

    ArrayNode of(Collection<String> tags) {
        var list = Json.array();
        tags.forEach(tag -> list.add(node(tag)));
        return list;
    }

    ObjectNode node(String tag) {
        var node = Json.object();
        node.put("id", id(tag));
        node.put("tag", tag);
        return node.putNull("description");
    }
}
