package org.inesconnector.simulator.mautic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
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

    /** Reads the condition once, for many rows: what says whether a value of its column meets it. */
    private Predicate<@Nullable String> meaning() {
        return switch (operator) {
            case "isNull", "empty" -> value -> value == null || value.isEmpty();
            case "isNotNull", "notEmpty" -> value -> value != null && !value.isEmpty();
            default -> {
                var compares = comparison();
                yield value -> value != null && compares.test(value);
            }
        };
    }

    private Predicate<String> comparison() {
        return switch (operator) {
            case "eq" -> compared(first(), order -> order == 0);
            case "neq" -> compared(first(), order -> order != 0);
            case "gt" -> compared(first(), order -> order > 0);
            case "gte" -> compared(first(), order -> order >= 0);
            case "lt" -> compared(first(), order -> order < 0);
            case "lte" -> compared(first(), order -> order <= 0);
            case "in" -> in();
            case "notIn" -> in().negate();
            case "like" -> like(first());
            case "notLike" -> like(first()).negate();
            case "startsWith" -> like(first() + "%");
            case "contains" -> like("%" + first() + "%");
            case "between" -> compared(list().getFirst(), order -> order >= 0)
                    .and(compared(list().getLast(), order -> order <= 0));
            default -> throw ApiError.internal();
        };
    }

    private static Predicate<String> compared(String with, IntPredicate order) {
        var right = Value.of(with);
        return value -> order.test(Value.of(value).compareTo(right));
    }

    private Predicate<String> in() {
        var keys = list().stream().map(Collation::key).collect(Collectors.toSet());
        return value -> keys.contains(Collation.key(value));
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

    /** An {@code id gt} that {@link #afterId} tells all of. */
    boolean isAfterId() {
        return is("id", "gt") && values.size() == 1 && ID.matcher(first()).matches();
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

    /** SQL's: {@code %} for any text, {@code _} for any one character, in any letter case and with any accents. */
    static Predicate<String> like(String pattern) {
        var regex = Arrays.stream(Collation.key(pattern).split("(?<=[%_])|(?=[%_])"))
                .map(part -> part.equals("%") ? ".*" : part.equals("_") ? "." : Pattern.quote(part))
                .collect(Collectors.joining());
        var compiled = Pattern.compile(regex, Pattern.DOTALL);
        return value -> compiled.matcher(Collation.key(value)).matches();
    }

    static int compare(String left, String right) {
        return Value.of(left).compareTo(Value.of(right));
    }

    /** Whether a row, which answers with the value of a column, meets all conditions. */
    static Predicate<Function<String, @Nullable String>> all(List<Where> conditions) {
        record Read(String column, Predicate<@Nullable String> meaning) {}
        var read = conditions.stream().map(where -> new Read(where.column, where.meaning())).toList();
        return row -> {
            for (var one : read) {
                if (!one.meaning.test(row.apply(one.column))) {
                    return false;
                }
            }
            return true;
        };
    }

    /** A value as the database compares it: with a number as a number, with anything else as text. */
    private record Value(String text, boolean isNumber) {

        /** So many digits are a {@code long} in any case. */
        private static final int SHORT = 18;

        static Value of(String text) {
            return new Value(text, isNumber(text));
        }

        int compareTo(Value other) {
            if (!isNumber || !other.isNumber) {
                return Collation.key(text).compareTo(Collation.key(other.text));
            }
            return isShortAndWhole(text) && isShortAndWhole(other.text)
                    ? Long.compare(Long.parseLong(text), Long.parseLong(other.text))
                    : new BigDecimal(text).compareTo(new BigDecimal(other.text));
        }

        private static boolean isShortAndWhole(String number) {
            return number.length() <= SHORT && number.indexOf('.') < 0;
        }

        private static boolean isNumber(String text) {
            char first = text.isEmpty() ? ' ' : text.charAt(0);
            return (first == '-' || (first >= '0' && first <= '9')) && NUMBER.matcher(text).matches();
        }
    }
}
