package org.inesconnector.connector.connection;

import java.util.Arrays;
import java.util.List;
import org.inesconnector.connector.messages.Message;

/** What a test of the connection asks, in this order; each counts on those of its side before it. */
public enum Question {
    INES_REACHABLE("connection.ines-reachable", "connection.ines-reachable.advice"),
    INES_CONTRACT("connection.ines-contract", "connection.ines-contract.advice"),
    INES_SIGN_IN("connection.ines-sign-in", "connection.ines-sign-in.advice"),
    INES_LISTS("connection.ines-lists", "connection.ines-lists.advice"),
    MAUTIC_REACHABLE("connection.mautic-reachable", "connection.mautic-reachable.advice"),
    MAUTIC_VERSION("connection.mautic-version", "connection.mautic-version.advice"),
    MAUTIC_RIGHTS("connection.mautic-rights", "connection.mautic-rights.advice"),
    MAUTIC_FIELDS("connection.mautic-fields", "connection.mautic-fields.advice");

    private final String words;
    private final String advice;

    Question(String words, String advice) {
        this.words = words;
        this.advice = advice;
    }

    public Message words() {
        return Message.of(words);
    }

    /** What to do where the answer is no. */
    Message advice() {
        return Message.of(advice);
    }

    static List<Question> ofInes() {
        return about("INES");
    }

    static List<Question> ofMautic() {
        return about("MAUTIC");
    }

    private static List<Question> about(String side) {
        return Arrays.stream(values()).filter(question -> question.name().startsWith(side)).toList();
    }
}
