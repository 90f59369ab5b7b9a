package org.inesconnector.connector.web.questions;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.inesconnector.connector.queue.JournalRow;

/** By what somebody who looks for a Mautic contact finds it, as far as the journal knows it. */
record KnownHere(Optional<String> email, Optional<String> company) {

    /** @param rows the newest first */
    static KnownHere of(List<JournalRow> rows) {
        return new KnownHere(newest(rows, JournalRow::email), newest(rows, JournalRow::company));
    }

    private static Optional<String> newest(List<JournalRow> rows, Function<JournalRow, Optional<String>> told) {
        return rows.stream().map(told).flatMap(Optional::stream).findFirst();
    }
}
