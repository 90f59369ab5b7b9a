package org.inesconnector.mautic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a contact or company: groups of descriptions, each with its {@code value}, and mostly {@code all} with
 * plain values by alias. {@code all} wins; the answer to {@code dnc/.../add} has the groups only.
 */
final class FieldValues {

    static final String ALL = "all";

    private static final String TYPE = "type";
    private static final String VALUE = "value";

    /** Of the description of a field. */
    static final Set<String> READ = Set.of(TYPE, VALUE);

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> types = new HashMap<>();

    private FieldValues() {}

    /** By alias, as text; without those that have no value. */
    static Map<String, String> of(JsonNode fields) {
        FieldValues read = new FieldValues();
        fields.properties().stream().filter(group -> !group.getKey().equals(ALL))
                .forEach(group -> read.group(group.getValue()));
        fields.path(ALL).properties().forEach(value -> read.put(value.getKey(), value.getValue()));
        read.values.remove("id");
        read.values.values().removeIf(String::isEmpty);
        return read.values;
    }

    /** Every field that Mautic answered with, also without a value: all that are published. */
    static Set<String> told(JsonNode fields) {
        Set<String> told = new HashSet<>();
        fields.properties().forEach(group -> told.addAll(group.getValue().propertyNames()));
        told.remove("id");
        return told;
    }

    /** Whether Mautic answered with this field and without a value for it: null, or an empty text. */
    static boolean isEmpty(JsonNode fields, String alias) {
        JsonNode value = fields.path(ALL).path(alias);
        return !value.isMissingNode() && Json.text(value).isEmpty();
    }

    private void group(JsonNode group) {
        group.properties().forEach(field -> {
            types.put(field.getKey(), Json.text(field.getValue(), TYPE));
            put(field.getKey(), field.getValue().path(VALUE));
        });
    }

    private void put(String alias, JsonNode value) {
        String text = Json.text(value);
        values.put(alias, "number".equals(types.get(alias)) ? Json.plain(text) : text);
    }
}
