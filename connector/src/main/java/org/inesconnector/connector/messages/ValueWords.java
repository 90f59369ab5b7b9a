package org.inesconnector.connector.messages;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the value of an option or a setting must be, by its type. */
public final class ValueWords {

    private static final Map<Class<?>, String> KEYS = Map.of(
            boolean.class, "value.boolean",
            Boolean.class, "value.boolean",
            long.class, "value.whole",
            Long.class, "value.whole",
            Duration.class, "value.duration",
            URI.class, "value.address",
            ZoneId.class, "value.zone");

    private ValueWords() {}

    /** Empty for a type of which there is nothing to say. */
    public static Optional<Message> expected(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(Message.of("value.one-of", constants(type)));
        }
        return type == int.class || type == Integer.class
                ? Optional.of(Message.of("value.whole-up-to", Integer.MAX_VALUE))
                : Optional.ofNullable(KEYS.get(type)).map(Message::of);
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
