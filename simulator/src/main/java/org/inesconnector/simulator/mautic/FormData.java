package org.inesconnector.simulator.mautic;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Form-encoded text: a query, or a body. */
final class FormData {

    private FormData() {}

    static Map<String, List<String>> parse(String text) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var key = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                fields.computeIfAbsent(decoded(key), name -> new ArrayList<>()).add(decoded(value));
            }
        }
        return fields;
    }

    /** {@code a=1&b[]=2&b[]=3} as an object. */
    static JsonNode tree(Map<String, List<String>> fields) {
        var node = Json.object();
        fields.forEach((key, values) -> {
            if (key.endsWith("[]")) {
                var list = node.putArray(key.substring(0, key.length() - 2));
                values.forEach(list::add);
            } else {
                node.put(key, values.getLast());
            }
        });
        return node;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
