package org.inesconnector.mautic;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.filter.FilteringParserDelegate;
import tools.jackson.core.filter.TokenFilter.Inclusion;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Mautic's JSON, read without minding its form: PHP writes an empty map as {@code []}, a list as a map by position or by
 * id, a number as text, and text as a number.
 */
final class Json {

    private static final int DEEPEST = 200;
    /** Each takes fifty bytes of memory, and as few as two of JSON. A page of contacts has some hundred thousand. */
    private static final int MOST_TOKENS = 2_000_000;
    private static final int LONGEST_NUMBER = 400;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,300}(\\.\\d{1,300})?([eE][+-]?\\d{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}(\\.0+)?");
    private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** Names are not kept for the next document: some that collide made later ones unreadable (Jackson 3.1.7). */
    static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST).maxTokenCount(MOST_TOKENS).build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private static final ObjectReader ANSWERS = MAPPER.readerFor(JsonNode.class);

    private Json() {}

    static JsonNode parse(byte[] body) throws JacksonException {
        return MAPPER.readTree(body);
    }

    /** What Mautic answers, without what nobody reads of its contacts and companies. */
    static JsonNode parseAnswer(byte[] body) throws JacksonException {
        try (JsonParser parser = new FilteringParserDelegate(
                MAPPER.createParser(body), AnswerFilter.ANSWER, Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            return ANSWERS.readValue(parser);
        }
    }

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The elements of a list, or the values of a map; nothing for anything else. */
    static List<JsonNode> items(JsonNode node) {
        return List.copyOf(node.values());
    }

    /** The items of a list that the answer must have. */
    static List<JsonNode> items(JsonNode answer, String name) {
        JsonNode list = answer.path(name);
        if (!list.isContainer()) {
            throw notUnderstood("has no " + name);
        }
        return items(list);
    }

    static JsonNode object(JsonNode answer, String name) {
        JsonNode object = answer.path(name);
        if (!object.isObject()) {
            throw notUnderstood("has no " + name);
        }
        return object;
    }

    /** The item at a position of a list, or of a map whose keys are positions. */
    static JsonNode at(JsonNode node, int position) {
        return node.isObject() ? node.path(Integer.toString(position)) : node.path(position);
    }

    /** Text as it is, numbers plain, booleans 1 or 0, several values joined by {@code |}; empty for nothing. */
    static String text(JsonNode value) {
        if (value.isArray()) {
            return items(value).stream().map(Json::text).filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("|"));
        }
        if (value.isNumber()) {
            return plain(value.decimalValue());
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "1" : "0";
        }
        return value.isString() ? value.stringValue() : value.isObject() ? value.toString() : "";
    }

    static String text(JsonNode object, String name) {
        return text(object.path(name));
    }

    /** Without exponent and without zeros that say nothing: 502.0 is 502. */
    static String plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        boolean writable = Math.abs((long) shortest.scale()) <= LONGEST_NUMBER;
        return writable ? shortest.toPlainString() : shortest.toString();
    }

    /** The text of a number in plain form; any other text as it is. */
    static String plain(String text) {
        return DECIMAL.matcher(text).matches() ? plain(new BigDecimal(text)) : text;
    }

    static OptionalLong whole(JsonNode value) {
        String text = value.isString() || value.isNumber() ? text(value).strip() : "";
        return WHOLE.matcher(text).matches()
                ? OptionalLong.of(new BigDecimal(text).longValue())
                : OptionalLong.empty();
    }

    static long id(JsonNode object, String name) {
        return whole(object.path(name)).orElseThrow(() -> notUnderstood("has something without " + name));
    }

    static boolean isTrue(JsonNode value) {
        return text(value).matches("1|true|yes");
    }

    /** A moment as the API writes it, with an offset, or as Mautic's tables hold it, in UTC. */
    static Optional<Instant> moment(JsonNode value) {
        String text = text(value);
        try {
            return Optional.of(text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text, SQL).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException unknownForm) {
            return Optional.empty();
        }
    }

    static String sql(Instant moment) {
        return SQL.format(moment.atOffset(ZoneOffset.UTC));
    }

    static MauticException notUnderstood(String what) {
        return new MauticException.NotUnderstood("Mautic's answer is not understood: it " + what, "it " + what, null);
    }
}
