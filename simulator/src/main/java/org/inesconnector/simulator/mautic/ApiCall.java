package org.inesconnector.simulator.mautic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One request, routed: what stands in its path, its query and its body. */
record ApiCall(Map<String, String> path, Map<String, List<String>> query, JsonNode body) {

    long id() {
        return id("id");
    }

    long id(String name) {
        return Long.parseLong(path.getOrDefault(name, "0"));
    }

    String word(String name) {
        return path.getOrDefault(name, "");
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(List::getLast).filter(value -> !value.isEmpty());
    }

    int number(String name, int otherwise) {
        return parameter(name).filter(value -> value.matches("\\d{1,9}")).map(Integer::valueOf).orElse(otherwise);
    }
}
