package org.inesconnector.connector.queue;

import java.util.List;
import java.util.OptionalLong;

/**
 * A row with all that is known of it.
 *
 * @param attempts the newest first, and not more than the last 20
 * @param uncertainContact the contact whose creation a person must settle before this row can go on
 */
public record JournalEntry(JournalRow row, List<JournalAttempt> attempts, OptionalLong uncertainContact) {

    public JournalEntry {
        attempts = List.copyOf(attempts);
    }
}
