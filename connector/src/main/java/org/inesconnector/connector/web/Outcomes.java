package org.inesconnector.connector.web;

import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;

/** What became of a contact, for whoever has pages and needs no commands: a page's {@code outcomes}. */
public record Outcomes(Messages words) {

    public String text(Message outcome) {
        return words.text(switch (outcome.key()) {
            case "push.uncertain" -> new Message("page.uncertain", outcome.arguments());
            default -> outcome;
        });
    }
}
