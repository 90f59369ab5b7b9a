package org.inesconnector.simulator.mautic;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A contact or company field.
 *
 * @param object {@code lead} or {@code company}
 * @param fixed that it came with Mautic and cannot be removed
 * @param nativeColumn that it is a property of Mautic's own object, which shows in the audit log and in webhooks
 * @param properties a select's list, a boolean's labels
 * @param published else no answer has it, whatever the contacts have in it, and no call writes it
 */
record Field(long id, String alias, String label, String type, String group, String object, int order, boolean fixed,
        boolean nativeColumn, Map<String, Object> properties, @Nullable Publication publication, boolean published) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    Field published(boolean isPublished) {
        return new Field(id, alias, label, type, group, object, order, fixed, nativeColumn, properties, publication,
                isPublished);
    }

    boolean isNumber() {
        return type.equals("number");
    }

    boolean isMoment() {
        return type.equals("date") || type.equals("datetime");
    }

    boolean isBoolean() {
        return type.equals("boolean");
    }

    @Nullable
    String defaultValue() {
        return alias.equals("points") ? "0" : null;
    }

    /** The value as the API writes it: numbers and booleans as such. */
    JsonNode value(@Nullable String text) {
        if (text == null) {
            return NODES.nullNode();
        }
        return switch (type) {
            case "number" -> number(text);
            case "boolean" -> NODES.booleanNode(text.equals("1"));
            default -> NODES.stringNode(text);
        };
    }

    /** The value as a person reads it: labels for keys. */
    JsonNode normalizedValue(@Nullable String text) {
        if (text == null) {
            return NODES.stringNode("");
        }
        return switch (type) {
            case "number" -> number(text);
            case "boolean" -> booleanLabel(text);
            case "select" -> NODES.stringNode(label(text));
            case "multiselect" -> NODES.stringNode(Arrays.stream(text.split("\\|")).map(this::label)
                    .collect(Collectors.joining("|")));
            default -> NODES.stringNode(text);
        };
    }

    /** The value as the audit log types it. */
    @Nullable
    Object auditValue(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return isNumber() ? (Object) Double.valueOf(text) : isBoolean() ? Integer.valueOf(text) : text;
    }

    private JsonNode booleanLabel(String text) {
        var label = properties.get(text.equals("1") ? "yes" : "no");
        return label == null ? value(text) : NODES.stringNode(label.toString());
    }

    private String label(String key) {
        return choices().stream()
                .filter(choice -> key.equals(HtmlEntities.decoded(String.valueOf(choice.get("value")))))
                .map(choice -> String.valueOf(choice.get("label"))).findFirst().orElse(key);
    }

    /** Empty for a field whose values are not from a list. */
    List<String> choiceValues() {
        return choices().stream().map(choice -> HtmlEntities.decoded(String.valueOf(choice.get("value")))).toList();
    }

    /** How many digits of a number after the point Mautic keeps. */
    int scale() {
        return Integer.parseInt(String.valueOf(properties.getOrDefault("scale", 0)));
    }

    private List<Map<?, ?>> choices() {
        return properties.get("list") instanceof Collection<?> list
                ? list.stream().filter(Map.class::isInstance).<Map<?, ?>>map(choice -> (Map<?, ?>) choice).toList()
                : List.of();
    }

    private static JsonNode number(String text) {
        var number = new BigDecimal(text);
        return number.stripTrailingZeros().scale() <= 0
                ? NODES.numberNode(number.longValue())
                : NODES.numberNode(number.doubleValue());
    }

    boolean is(String otherAlias) {
        return Objects.equals(alias, otherAlias);
    }
}
