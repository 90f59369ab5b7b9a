package org.inesconnector.connector.web;

import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;

/**
 * What the program says, for whoever has pages and needs neither commands nor the names of settings: a page's
 * {@code words}.
 */
public record PageWords(Messages messages) {

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
                .map(argument -> argument instanceof Message inner ? onPages(inner) : argument)
                .toList());
    }
}
