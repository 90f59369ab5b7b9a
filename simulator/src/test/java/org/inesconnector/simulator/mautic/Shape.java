package org.inesconnector.simulator.mautic;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The keys and types of a JSON tree, whatever the values; the keys of a map by id are all one key. */
final class Shape {

    private Shape() {}

    static SortedSet<String> of(JsonNode node) {
        var lines = new TreeSet<String>();
        collect("", node, lines);
        return lines;
    }

    private static void collect(String path, JsonNode node, SortedSet<String> lines) {
        if (node.isObject()) {
            lines.add(path + " map" + (node.isEmpty() ? ", empty" : ""));
            node.forEachEntry((key, value) -> collect(path + "." + (key.matches("\\d+") ? "*" : key), value, lines));
        } else if (node.isArray()) {
            lines.add(path + " list" + (node.isEmpty() ? ", empty" : ""));
            node.forEach(item -> collect(path + "[]", item, lines));
        } else {
            lines.add(path + " "
                    + (node.isNumber() ? "number" : node.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
    }
}
