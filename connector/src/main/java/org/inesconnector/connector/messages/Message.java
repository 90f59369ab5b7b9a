package org.inesconnector.connector.messages;

import java.util.List;

/**
 * A sentence for people, not yet in their language.
 *
 * @param key in the bundles {@code messages.properties} and {@code messages_fr.properties}
 * @param arguments texts and numbers; a message among them is translated too
 */
public record Message(String key, List<Object> arguments) {

    public Message {
        arguments = List.copyOf(arguments);
    }

    public static Message of(String key, Object... arguments) {
        return new Message(key, List.of(arguments));
    }
}
