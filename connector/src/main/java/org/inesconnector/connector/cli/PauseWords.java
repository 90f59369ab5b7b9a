package org.inesconnector.connector.cli;

import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Pause;

/** A pause in a sentence. */
final class PauseWords {

    private PauseWords() {}

    static Message of(Pause pause, ClockTime time) {
        return Message.of("pause.until", Message.of("page.side." + pause.side()), time.text(pause.until()),
                pause.reason());
    }
}
