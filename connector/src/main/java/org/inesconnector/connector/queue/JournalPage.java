package org.inesconnector.connector.queue;

import java.util.List;
import java.util.Optional;

/** @param next where the next page begins; empty where this is the last */
public record JournalPage(List<JournalRow> rows, Optional<JournalPosition> next) {

    public JournalPage {
        rows = List.copyOf(rows);
    }
}
