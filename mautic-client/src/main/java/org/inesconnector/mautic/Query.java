package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The parameters of a request. {@code where[i][col|expr|val]} filters contacts, companies and the tables behind
 * {@code stats/}; {@code order[i][col|dir]} sorts the latter (Mautic's {@code CommonRepository}).
 */
final class Query {

    private final List<String> parameters = new ArrayList<>();
    private int conditions;
    private int orders;

    Query with(String name, Object value) {
        parameters.add(encoded(name) + '=' + encoded(value.toString()));
        return this;
    }

    Query where(String column, String expression, Object value) {
        return condition(column, expression).with(part("where", conditions++, "val"), value);
    }

    Query whereIn(String column, Collection<Long> ids) {
        return where(column, "in", ids.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    Query where(ContactFilter filter) {
        return switch (filter) {
            case ContactFilter.IsEmpty(var field) -> where(field, "isNull");
            case ContactFilter.IsNotEmpty(var field) -> where(field, "isNotNull");
            case ContactFilter.Equals(var field, var value) -> whereEquals(field, value);
            case ContactFilter.IsOneOf(var field, var values) -> where(field, "in",
                    values.stream().map(Query::csv).collect(Collectors.joining(",")));
        };
    }

    /**
     * Mautic's search for a tag. In quotes where the name is more than one word; what the search takes for an operator, and
     * what it would strip, becomes SQL's sign for any one character.
     */
    Query withTag(String tag) {
        String term = tag.matches("[\\p{L}\\p{N}_-]+") ? tag : '"' + tag.replaceAll("[\"<>+!()]", "_") + '"';
        return with("search", "tag:" + term);
    }

    Query orderBy(String column) {
        return orderBy(column, "ASC");
    }

    Query newestFirst(String column) {
        return orderBy(column, "DESC");
    }

    private Query orderBy(String column, String direction) {
        with(part("order", orders, "col"), column);
        return with(part("order", orders++, "dir"), direction);
    }

    private Query where(String column, String expression) {
        condition(column, expression);
        conditions++;
        return this;
    }

    private Query condition(String column, String expression) {
        with(part("where", conditions, "col"), column);
        return with(part("where", conditions, "expr"), expression);
    }

    /**
     * Mautic turns the characters {@code < > & ' "} of a condition into HTML entities ({@code InputHelper::cleanArray})
     * and turns them back for {@code in} only, whose value is a line of CSV.
     */
    private Query whereEquals(String column, String value) {
        return value.matches(".*[<>&'\"].*")
                ? where(column, "in", csv(value))
                : where(column, "eq", value);
    }

    private static String csv(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    private static String part(String name, int index, String key) {
        return name + '[' + index + "][" + key + ']';
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** Ready to be put after an address: empty, or with a leading question mark. */
    @Override
    public String toString() {
        return parameters.isEmpty() ? "" : '?' + String.join("&", parameters);
    }
}
