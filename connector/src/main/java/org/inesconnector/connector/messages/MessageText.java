package org.inesconnector.connector.messages;

import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A message as text that can be stored now and read later, in whichever language is wanted then. */
public final class MessageText {

    private static final JsonMapper JSON = JsonMapper.shared();

    private MessageText() {}

    public static String write(Message message) {
        return JSON.writeValueAsString(storable(message));
    }

    private static Message storable(Message message) {
        return new Message(message.key(), message.arguments().stream().map(MessageText::storable).toList());
    }

    /** How a stored message begins whose key begins so. */
    public static String beginningWith(String key) {
        return "{\"key\":\"" + key;
    }

    private static Object storable(Object argument) {
        return switch (argument) {
            case Message message -> storable(message);
            case Number number -> number;
            default -> argument.toString();
        };
    }

    /** Text that {@link #write} did not make is a message that says just that. */
    public static Message read(String text) {
        return json(text).flatMap(MessageText::message).orElseGet(() -> Message.of("plain", text));
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Optional<Message> message(JsonNode node) {
        var arguments = node.path("arguments");
        if (!node.path("key").isString() || !arguments.isArray()) {
            return Optional.empty();
        }
        var read = arguments.valueStream().map(MessageText::argument).toList();
        return read.stream().allMatch(Optional::isPresent)
                ? Optional.of(new Message(
                        node.path("key").asString(), read.stream().<Object>flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    private static Optional<Object> argument(JsonNode node) {
        return Stream.<Optional<? extends Object>>of(text(node), number(node), message(node))
                .<Object>flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.asString()) : Optional.empty();
    }

    private static Optional<Number> number(JsonNode node) {
        return node.isNumber() ? Optional.of(node.numberValue()) : Optional.empty();
    }
}
