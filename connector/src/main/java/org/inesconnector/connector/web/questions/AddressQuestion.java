package org.inesconnector.connector.web.questions;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.SameAddress;

/** A contact that is not created, since another one of its company has its address, with what is known of it. */
record AddressQuestion(
        long contact,
        long other,
        OptionalInt otherContactRef,
        Optional<String> email,
        Optional<String> company,
        Instant since) {

    static AddressQuestion of(SameAddress asked, Optional<JournalRow> row) {
        return new AddressQuestion(
                asked.contact(),
                asked.other(),
                asked.otherContactRef(),
                row.flatMap(JournalRow::email),
                row.flatMap(JournalRow::company),
                asked.noticedAt());
    }
}
