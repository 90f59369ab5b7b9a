package org.inesconnector.simulator.mautic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One {@code where[i][col|expr|val]} of a request. */
record Where(String column, String operator, List<String> values) {

    private static final Pattern PARAMETER = Pattern
            .compile("where\\[(\\w+)]\\[(col|column|expr|val|value)](?:\\[\\w*])?");
    private static final Pattern CSV = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,\"]+)");
    private static final Pattern ID = Pattern.compile("\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    static List<Where> all(ApiCall call) {
        var conditions = new TreeMap<String, Where>();
        call.query().forEach((key, values) -> {
            var matcher = PARAMETER.matcher(key);
            if (matcher.matches()) {
                var before = conditions.getOrDefault(matcher.group(1), new Where("", "eq", List.of()));
                conditions.put(matcher.group(1), before.with(matcher.group(2), values));
            }
        });
        return List.copyOf(conditions.values());
    }

    private Where with(String part, List<String> given) {
        if (part.startsWith("col")) {
            return new Where(given.getLast(), operator, values);
        }
        if (part.equals("expr")) {
            return new Where(column, given.getLast(), values);
        }
        var all = new ArrayList<>(values);
        all.addAll(given);
        return new Where(column, operator, all);
    }

    boolean matches(Function<String, @Nullable String> row) {
        var value = row.apply(column);
        return switch (operator) {
            case "isNull" -> value == null || value.isEmpty();
            case "isNotNull" -> value != null && !value.isEmpty();
            case "empty" -> value == null || value.isEmpty();
            case "notEmpty" -> value != null && !value.isEmpty();
            default -> value != null && compares(value);
        };
    }

    private boolean compares(String value) {
        return switch (operator) {
            case "eq" -> compare(value, first()) == 0;
            case "neq" -> compare(value, first()) != 0;
            case "gt" -> compare(value, first()) > 0;
            case "gte" -> compare(value, first()) >= 0;
            case "lt" -> compare(value, first()) < 0;
            case "lte" -> compare(value, first()) <= 0;
            case "in" -> list().stream().anyMatch(one -> Collation.same(one, value));
            case "notIn" -> list().stream().noneMatch(one -> Collation.same(one, value));
            case "like" -> like(value);
            case "notLike" -> !like(value);
            case "startsWith" -> like(value, first() + "%");
            case "contains" -> like(value, "%" + first() + "%");
            case "between" -> compare(value, list().getFirst()) >= 0 && compare(value, list().getLast()) <= 0;
            default -> throw ApiError.internal("Unknown expression " + operator);
        };
    }

    /** The values of an {@code in}, which is a line of CSV, or the one of an {@code eq}. */
    List<String> list() {
        return values.stream().flatMap(value -> CSV.matcher(value).results()).map(Where::unquoted).toList();
    }

    /** Those of the values that can be ids, in order. */
    List<Long> ids() {
        return list().stream().filter(value -> ID.matcher(value).matches()).map(Long::valueOf).distinct().sorted()
                .toList();
    }

    /** The id of an {@code id gt}, the highest where there are several. */
    static long afterId(List<Where> conditions) {
        return conditions.stream().filter(where -> where.is("id", "gt")).flatMap(where -> where.ids().stream())
                .mapToLong(Long::longValue).max().orElse(0);
    }

    private static String unquoted(MatchResult value) {
        return value.group(1) == null ? value.group(2).strip() : value.group(1).replace("\"\"", "\"");
    }

    String first() {
        return values.isEmpty() ? "" : values.getFirst();
    }

    boolean is(String otherColumn, String otherOperator) {
        return column.equals(otherColumn) && operator.equals(otherOperator);
    }

    private boolean like(String value) {
        return like(value, first());
    }

    /** SQL's: {@code %} for any text, {@code _} for any one character, in any letter case and with any accents. */
    static boolean like(String value, String pattern) {
        var regex = Arrays.stream(Collation.key(pattern).split("(?<=[%_])|(?=[%_])"))
                .map(part -> part.equals("%") ? ".*" : part.equals("_") ? "." : Pattern.quote(part))
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL).matcher(Collation.key(value)).matches();
    }

    static int compare(String left, String right) {
        return NUMBER.matcher(left).matches() && NUMBER.matcher(right).matches()
                ? new BigDecimal(left).compareTo(new BigDecimal(right))
                : Collation.key(left).compareTo(Collation.key(right));
    }

    /** The rows that meet all conditions. */
    static boolean all(List<Where> conditions, Map<String, String> row) {
        return conditions.stream().allMatch(where -> where.matches(row::get));
    }
}
