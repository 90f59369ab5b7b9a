package org.inesconnector.simulator.mautic;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The {@code fields} of a contact or company: groups of fields, each with its definition and value. */
final class FieldGroups {

    /** How an object was got: made in this very request, or read from the database. */
    enum Source {
        FRESH, STORED
    }

    private FieldGroups() {}

    static ObjectNode of(Collection<Field> fields, Function<Field, @Nullable String> values, Source source,
            List<String> groups) {
        var node = Json.object();
        for (var field : fields) {
            group(node, field.group()).set(field.alias(),
                    source == Source.FRESH ? fresh(field, values.apply(field)) : stored(field, values.apply(field)));
        }
        for (var group : groups) {
            if (!node.has(group)) {
                node.putArray(group);
            }
        }
        return node;
    }

    static ObjectNode all(JsonNode id, Collection<Field> fields, Function<Field, @Nullable String> values) {
        var node = Json.object();
        node.set("id", id);
        fields.forEach(field -> node.set(field.alias(), field.value(values.apply(field))));
        return node;
    }

    private static ObjectNode group(ObjectNode node, String name) {
        return node.get(name) instanceof ObjectNode group ? group : node.putObject(name);
    }

    private static ObjectNode fresh(Field field, @Nullable String value) {
        var node = Json.object();
        node.put("id", field.id());
        node.put("group", field.group());
        node.put("label", field.label());
        node.put("alias", field.alias());
        node.put("type", field.type());
        if (field.object().equals(Fields.LEAD)) {
            node.set("properties", Json.listWhenEmpty(Json.MAPPER.valueToTree(field.properties())));
        }
        return withValue(node, field, value);
    }

    private static ObjectNode stored(Field field, @Nullable String value) {
        var node = Json.object();
        node.put("id", Long.toString(field.id()));
        node.put("label", field.label());
        node.put("alias", field.alias());
        node.put("type", field.type());
        node.put("group", field.group());
        node.put("object", field.object());
        node.put("is_fixed", field.fixed() ? "1" : "0");
        node.put("properties", PhpSerializer.serialize(field.properties()));
        node.put("default_value", field.defaultValue());
        return withValue(node, field, value);
    }

    private static ObjectNode withValue(ObjectNode node, Field field, @Nullable String value) {
        node.set("value", field.value(value));
        node.set("normalizedValue", field.normalizedValue(value));
        return node;
    }
}
