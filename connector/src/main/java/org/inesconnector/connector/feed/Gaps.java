package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.inesconnector.mautic.AuditEntry;

/**
 * Mautic's database gives a row its id when it is written, and shows it when its transaction ends: a row that is missing
 * between two others may still appear, for a while. What comes after a gap waits so long.
 */
final class Gaps {

    private final Duration patience;
    private long seenUpTo;
    private Instant seenAt = Instant.MIN;

    Gaps(Duration patience) {
        this.patience = patience;
    }

    /** The rows before which nothing can appear any more. */
    List<AuditEntry> complete(long afterId, List<AuditEntry> rows, Instant now) {
        int beforeGap = withoutGap(afterId, rows);
        if (beforeGap == rows.size()) {
            return rows;
        }
        boolean clockWasSetBack = now.isBefore(seenAt);
        if (rows.get(beforeGap).id() > seenUpTo || clockWasSetBack) {
            seenUpTo = rows.getLast().id();
            seenAt = now;
        }
        return seenAt.plus(patience).isAfter(now)
                ? rows.subList(0, beforeGap)
                : rows.stream().takeWhile(row -> row.id() <= seenUpTo).toList();
    }

    private static int withoutGap(long afterId, List<AuditEntry> rows) {
        int count = 0;
        while (count < rows.size() && rows.get(count).id() == afterId + count + 1) {
            count++;
        }
        return count;
    }
}
