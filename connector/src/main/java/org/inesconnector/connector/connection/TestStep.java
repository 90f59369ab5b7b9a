package org.inesconnector.connector.connection;

import java.util.Optional;
import org.inesconnector.connector.messages.Message;

/**
 * One step of a test of the connection.
 *
 * @param said what was found
 * @param advice what to do, where something is wrong or missing
 */
public record TestStep(Result result, Message said, Optional<Message> advice) {

    /** Of the bad ones, {@code SETTING} is for the person to put right, and {@code AWAY} may be good later. */
    public enum Result {
        GOOD, NOTICE, BAD, SETTING, AWAY
    }

    /** Whether nothing further can be tried. */
    public boolean isBad() {
        return result != Result.GOOD && result != Result.NOTICE;
    }

    static TestStep good(String key, Object... arguments) {
        return new TestStep(Result.GOOD, Message.of(key, arguments), Optional.empty());
    }

    static TestStep notice(Message said, Message advice) {
        return new TestStep(Result.NOTICE, said, Optional.of(advice));
    }

    static TestStep bad(Result result, Message said) {
        return new TestStep(result, said, Optional.empty());
    }

    static TestStep bad(Message said, Message advice) {
        return new TestStep(Result.BAD, said, Optional.of(advice));
    }
}
