package org.inesconnector.simulator.mautic;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Given values, checked and as Mautic stores them: text by alias, empty for what is to be emptied. */
record Values(Map<String, String> byAlias, @Nullable Integer points, List<String> tags) {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

    /** Aliases that do not exist are ignored, as Mautic does. */
    static Values of(List<Field> fields, JsonNode given) {
        var values = new LinkedHashMap<String, String>();
        for (var field : fields) {
            if (given.has(field.alias()) && !field.is("points")) {
                values.put(field.alias(), stored(field, text(given.path(field.alias()))));
            }
        }
        return new Values(values, points(given.path("points")), texts(given.path("tags")));
    }

    boolean identify() {
        return List.of("firstname", "lastname", "company", "email").stream()
                .anyMatch(alias -> !byAlias.getOrDefault(alias, "").isEmpty());
    }

    List<String> tagsToAdd() {
        return tags.stream().filter(tag -> !tag.startsWith("-") && !tag.isBlank()).toList();
    }

    List<String> tagsToRemove() {
        return tags.stream().filter(tag -> tag.startsWith("-")).map(tag -> tag.substring(1)).toList();
    }

    private static @Nullable Integer points(JsonNode given) {
        return given.isValueNode() && !given.asString("").isBlank()
                ? Integer.valueOf(decimal("points", given.asString()).intValue())
                : null;
    }

    private static String stored(Field field, String text) {
        if (text.isBlank()) {
            return "";
        }
        return switch (field.type()) {
            case "number" -> decimal(field.alias(), text).stripTrailingZeros().toPlainString();
            case "boolean" -> List.of("1", "true", "yes").contains(text.toLowerCase(Locale.ROOT)) ? "1" : "0";
            case "email" -> email(field, text);
            default -> text;
        };
    }

    private static BigDecimal decimal(String alias, String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw ApiError.invalid(alias, "This value is not valid.");
        }
    }

    private static String email(Field field, String text) {
        if (!EMAIL.matcher(text).matches()) {
            throw ApiError.invalid(field.alias(), "This value is not a valid email address.");
        }
        return text;
    }

    private static String text(JsonNode given) {
        return given.isArray() ? String.join("|", texts(given)) : given.isNull() ? "" : given.asString();
    }

    private static List<String> texts(JsonNode list) {
        return list.isArray()
                ? StreamSupport.stream(list.spliterator(), false).map(JsonNode::asString)
                        .collect(Collectors.toUnmodifiableList())
                : list.isString() ? List.of(list.asString().split(",")) : List.of();
    }
}
