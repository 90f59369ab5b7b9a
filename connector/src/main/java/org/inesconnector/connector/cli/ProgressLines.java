package org.inesconnector.connector.cli;

import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Progress;
import org.inesconnector.connector.queue.RowState;

/** How far the service is, in a line whenever something has happened. */
final class ProgressLines {

    private final Terminal terminal;
    private Message last = Message.of("serve.progress", 0, 0, 0, 0, 0);

    ProgressLines(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @param waiting rows of the queue */
    void say(Progress progress, long waiting) {
        var now = Message.of(
                "serve.progress",
                progress.of(RowState.DONE),
                progress.of(RowState.SKIPPED),
                progress.of(RowState.UNCERTAIN),
                progress.of(RowState.FAILED),
                waiting);
        if (!now.equals(last)) {
            terminal.say(now);
            last = now;
        }
    }
}
