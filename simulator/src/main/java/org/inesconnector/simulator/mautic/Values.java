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

    private static final Pattern ZERO = Pattern.compile("[+-]?0*(\\.\\d*)?");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

    /** As they are in Mautic's database, whatever way they came there. Aliases that do not exist are ignored. */
    static Values of(List<Field> fields, JsonNode given) {
        var values = new LinkedHashMap<String, String>();
        for (var field : fields) {
            if (given.has(field.alias()) && !field.is("points")) {
                values.put(field.alias(), stored(field, text(given.path(field.alias()))));
            }
        }
        return new Values(values, points(given.path("points")), texts(given.path("tags")));
    }

    /**
     * As Mautic 7.0 takes values over its API, on new contacts and companies and on those there are: it takes no notice of
     * a number that is 0 before the point, or, where there are values already, of any text that is one; nor of a date that
     * is emptied; nor, where there are values already, of any other value that is emptied, unless told to.
     */
    static Values overApi(List<Field> fields, JsonNode given, boolean exists) {
        var blanks = !exists || given.path("overwriteWithBlank").asBoolean(false);
        var values = new LinkedHashMap<String, String>();
        for (var field : fields) {
            if (given.has(field.alias()) && !field.is("points")) {
                Entered.value(field, text(given.path(field.alias())))
                        .filter(value -> value.isEmpty() ? blanks && !field.isMoment() : !isLost(field, value, exists))
                        .ifPresent(value -> values.put(field.alias(), value));
            }
        }
        return new Values(values, points(given.path("points")), texts(given.path("tags")));
    }

    private static boolean isLost(Field field, String value, boolean exists) {
        return (field.isNumber() || (exists && !field.isBoolean())) && ZERO.matcher(value).matches();
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
