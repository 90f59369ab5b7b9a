package org.inesconnector.connector.settings;

import org.inesconnector.connector.messages.Message;

/** @param line of the text, from 1; 0 where it is not known */
public record LineProblem(int line, Message why) {

    /** With the line. */
    public Message message() {
        return line == 0 ? why : Message.of("import.line", line, why);
    }
}
