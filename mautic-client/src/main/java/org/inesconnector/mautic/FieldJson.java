package org.inesconnector.mautic;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** What {@code fields/contact} and {@code fields/company} say of the fields. */
final class FieldJson {

    private FieldJson() {}

    static List<MauticField> fields(JsonNode answer) {
        return Json.items(answer, "fields").stream().map(FieldJson::field).toList();
    }

    static MauticField one(JsonNode answer) {
        return field(Json.object(answer, "field"));
    }

    static Map<String, Object> request(NewContactField field) {
        return Map.of("alias", field.alias(), "label", field.label(), "type", field.type(), "group", "core",
                "isPublished", true, "properties", properties(field));
    }

    private static Map<String, Object> properties(NewContactField field) {
        return switch (field.type()) {
            case "boolean" -> Map.of("no", label(field, "0"), "yes", label(field, "1"));
            case "select" -> Map.of("list", field.choices().stream()
                    .map(choice -> Map.of("label", choice.label(), "value", choice.value())).toList());
            default -> Map.of();
        };
    }

    private static String label(NewContactField field, String value) {
        return field.choices().stream().filter(choice -> choice.value().equals(value)).map(MauticField.Choice::label)
                .findFirst().orElse(value);
    }

    private static MauticField field(JsonNode node) {
        String type = Json.text(node, "type");
        return new MauticField(Json.id(node, "id"), Json.text(node, "alias"), Json.text(node, "label"), type,
                Json.isTrue(node.path("isPublished")), choices(type, node.path("properties")),
                Json.text(node, "group"));
    }

    private static List<MauticField.Choice> choices(String type, JsonNode properties) {
        if (type.equals("boolean")) {
            return List.of(choice("0", Json.text(properties, "no")), choice("1", Json.text(properties, "yes")));
        }
        JsonNode list = properties.path("list");
        return list.isString() ? oldList(list.stringValue()) : list(list);
    }

    private static List<MauticField.Choice> list(JsonNode list) {
        return Json.items(list).stream().flatMap(FieldJson::listed).toList();
    }

    /** A plain value, {@code {label, value}}, or, in groups, {@code {label: ..., list: [...]}}. */
    private static Stream<MauticField.Choice> listed(JsonNode item) {
        if (!item.isObject()) {
            return Stream.of(choice(Json.text(item), ""));
        }
        return item.has("list")
                ? list(item.path("list")).stream()
                : Stream.of(choice(Json.text(item, "value"), Json.text(item, "label")));
    }

    /** As Mautic stored it once: {@code a|b|c}. */
    private static List<MauticField.Choice> oldList(String values) {
        return Arrays.stream(values.split("\\|")).filter(value -> !value.isBlank()).map(value -> choice(value, ""))
                .toList();
    }

    /** Mautic keeps both with HTML entities, while a contact that has the value has it without. */
    private static MauticField.Choice choice(String value, String label) {
        return new MauticField.Choice(HtmlUtils.htmlUnescape(value),
                HtmlUtils.htmlUnescape(label.isEmpty() ? value : label));
    }
}
