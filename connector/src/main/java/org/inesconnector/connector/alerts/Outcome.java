package org.inesconnector.connector.alerts;

import org.inesconnector.connector.messages.Message;

/** What became of a message. Nothing secret is in it. */
public sealed interface Outcome {

    /** In a sentence, of a test message over this channel. */
    default Message said(Channel channel) {
        return switch (this) {
            case Taken() -> Message.of("alert.test.taken", channel.title());
            case InPart(var why) -> Message.of("alert.test.in-part", channel.title(), why);
            case NotTaken(var why) -> Message.of("alert.test.not-taken", channel.title(), why);
        };
    }

    default boolean isGood() {
        return this instanceof Taken;
    }

    record Taken() implements Outcome {}

    /** Not by everybody. */
    record InPart(Message why) implements Outcome {}

    record NotTaken(Message why) implements Outcome {}
}
