package org.inesconnector.connector.cli;

import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.JournalRow;

/** Rows of the journal as lines, by a clock that is named once. */
record JournalLines(Messages messages, ClockTime time) {

    Message clock() {
        return Message.of("journal.clock", time.zone().getId());
    }

    String line(JournalRow row) {
        return "%s  %-10s %-8d %s  %s  [%s] %s".formatted(
                time.withoutClock(row.attemptedAt().orElse(row.queuedAt())),
                messages.text(row.state().message()),
                row.contactId(),
                row.email().orElse("–"),
                row.company().orElse("–"),
                messages.text(row.origin().message()),
                row.outcome().map(messages::text).orElse("")).strip();
    }
}
