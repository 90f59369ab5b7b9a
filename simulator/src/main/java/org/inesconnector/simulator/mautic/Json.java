package org.inesconnector.simulator.mautic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Trees and dates as Mautic writes them. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.shared();

    private static final DateTimeFormatter TIME = formatter("yyyy-MM-dd'T'HH:mm:ss'+00:00'");
    private static final DateTimeFormatter SQL = formatter("yyyy-MM-dd HH:mm:ss");

    private static volatile SqlTime lastSqlTime = new SqlTime(Instant.EPOCH, SQL.format(Instant.EPOCH));

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static ObjectNode object(String text) {
        return (ObjectNode) MAPPER.readTree(text);
    }

    /** A JSON file beside this class. */
    static ObjectNode resource(String name) {
        try (var in = Objects.requireNonNull(Json.class.getResourceAsStream(name), name)) {
            return (ObjectNode) MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** Of the same moment again and again: many contacts came in one. */
    static String sqlTime(Instant at) {
        var last = lastSqlTime;
        if (!last.at.equals(at)) {
            last = new SqlTime(at, SQL.format(at));
            lastSqlTime = last;
        }
        return last.text;
    }

    private record SqlTime(Instant at, String text) {}

    /** An empty PHP array is a list, whatever it is meant to be. */
    static JsonNode listWhenEmpty(ObjectNode map) {
        return map.isEmpty() ? array() : map;
    }

    static String text(JsonNode node, String key, String otherwise) {
        var value = node.path(key);
        return value.isValueNode() && !value.isNull() ? value.asString() : otherwise;
    }

    /** A flag as forms and JSON give it: a boolean, 1 or 0. */
    static boolean flag(JsonNode node, String key, boolean otherwise) {
        var value = node.path(key);
        return value.isBoolean() ? value.booleanValue() : value.isMissingNode() ? otherwise : value.asInt(0) == 1;
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
