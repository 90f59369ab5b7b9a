package org.inesconnector.connector.web;

import java.time.Instant;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;

/**
 * What the program says, for whoever has pages and needs neither commands nor the names of settings, nor another clock than the
 * page's: a page's {@code words}.
 */
public record PageWords(Messages messages, Moments moments) {

    public String text(Message message) {
        return messages.text(onPages(message));
    }

    public String text(String key) {
        return messages.text(key);
    }

    private Message onPages(Message message) {
        var key = "page." + message.key();
        return new Message(messages.has(key) ? key : message.key(), message.arguments()
                .stream()
                .map(this::readable)
                .toList());
    }

    private Object readable(Object argument) {
        return switch (argument) {
            case Message inner -> onPages(inner);
            case Instant at -> moments.text(at);
            default -> argument;
        };
    }
}
