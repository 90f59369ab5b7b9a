package org.inesconnector.simulator.mautic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** The fields of contacts and companies: Mautic's own, the three of INES, and those added since. */
final class Fields {

    static final String LEAD = "lead";
    static final String COMPANY = "company";

    /** The contact fields that are properties of Mautic's own object. */
    static final List<String> NATIVE = List.of("title", "firstname", "lastname", "company", "position", "email",
            "phone", "mobile", "address1", "address2", "city", "state", "zipcode", "timezone", "country");
    /** The same for companies: the alias without "company". */
    static final List<String> NATIVE_OF_COMPANY = List.of("name", "email", "address1", "address2", "phone", "city",
            "state", "zipcode", "country", "website", "industry", "description");

    private static final Set<String> TYPES = Set.of("text", "textarea", "html", "number", "boolean", "select",
            "multiselect", "lookup", "date", "datetime", "time", "tel", "url", "email", "country", "region",
            "locale", "timezone");

    private volatile List<Field> all = List.of();
    private volatile Map<String, List<Field>> inOrder = Map.of();

    Fields(MauticVersion version, Instant now) {
        var fields = new ArrayList<Field>();
        for (var node : Json.resource("fields.json").path("fields")) {
            fields.add(stored(node, version, now));
        }
        set(fields);
    }

    private void set(List<Field> fields) {
        all = List.copyOf(fields);
        inOrder = fields.stream().sorted(Comparator.comparingInt(Field::order))
                .collect(Collectors.groupingBy(Field::object, Collectors.toUnmodifiableList()));
    }

    List<Field> of(String object) {
        return inOrder.getOrDefault(object, List.of());
    }

    /** Those that answers have, and calls may write. */
    List<Field> publishedOf(String object) {
        return of(object).stream().filter(Field::published).toList();
    }

    synchronized void publish(String object, String alias, boolean isPublished) {
        set(all.stream().map(field -> field.object().equals(object) && field.is(alias)
                ? field.published(isPublished)
                : field).toList());
    }

    Optional<Field> find(String object, String alias) {
        return all.stream().filter(field -> field.object().equals(object) && field.is(alias)).findFirst();
    }

    synchronized Field add(String object, String alias, String label, String type, String group,
            Map<String, Object> properties, Publication publication) {
        if (!TYPES.contains(type)) {
            throw ApiError.invalid("type", "The value you selected is not a valid choice.");
        }
        if (find(object, alias).isPresent()) {
            throw ApiError.invalid("alias", "Another field is already using this alias");
        }
        var field = new Field(all.stream().mapToLong(Field::id).max().orElse(0) + 1, alias, label, type, group,
                object, all.stream().mapToInt(Field::order).max().orElse(0) + 1, false, false, properties,
                publication, true);
        var fields = new ArrayList<>(all);
        fields.add(field);
        set(fields);
        return field;
    }

    synchronized void remove(String object, String alias) {
        set(all.stream().filter(field -> !(field.object().equals(object) && field.is(alias))).toList());
    }

    private static Field stored(JsonNode node, MauticVersion version, Instant now) {
        var alias = node.path("alias").asString();
        var object = node.path("object").asString();
        return new Field(node.path("id").asLong(), alias, node.path("label").asString(),
                node.path("type").asString(), node.path("group").asString(), object, node.path("order").asInt(),
                node.path("isFixed").asBoolean(), isNative(object, alias), properties(node.path("properties")),
                alias.endsWith("_ines") ? Publication.created(version, now, Author.API) : null, true);
    }

    private static boolean isNative(String object, String alias) {
        return object.equals(LEAD)
                ? NATIVE.contains(alias)
                : NATIVE_OF_COMPANY.contains(alias.substring(COMPANY.length()));
    }

    static Map<String, Object> properties(JsonNode node) {
        return node.isObject()
                ? Json.MAPPER.convertValue(node, new TypeReference<LinkedHashMap<String, Object>>() {
                })
                : Map.of();
    }
}
