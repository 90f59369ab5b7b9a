package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.inesconnector.mautic.AuditEntry;

/**
 * Mautic's database gives a row its id when it is written, and shows it when its transaction ends: a row that is missing
 * between two others may still appear, for a while. What comes after a gap waits so long.
 */
final class Gaps {

    /**
     * That ids were missing. It outlives the process: one that looks once and ends must not wait for ever.
     *
     * @param upTo the newest row that was there
     */
    record Seen(long upTo, Instant at) {

        static final Seen NONE = new Seen(0, Instant.MIN);
    }

    /**
     * @param rows those before which nothing can appear any more
     * @param toKeep what was seen, where that is new
     */
    record Look(List<AuditEntry> rows, Optional<Seen> toKeep) {}

    private final Duration patience;

    Gaps(Duration patience) {
        this.patience = patience;
    }

    /**
     * @param known what was kept, which is asked for only where there is a gap
     * @param newest the id of Mautic's newest row, which is asked for only where a gap is new
     * @param readAt when the reading of the rows began: they may be what there was then
     */
    Look look(
            long afterId,
            List<AuditEntry> rows,
            Supplier<Seen> known,
            LongSupplier newest,
            Instant readAt,
            InstantSource clock) {
        int beforeGap = withoutGap(afterId, rows);
        if (beforeGap == rows.size()) {
            return new Look(rows, Optional.empty());
        }
        var before = known.get();
        boolean clockWasSetBack = clock.instant().isBefore(before.at());
        boolean isNew = rows.get(beforeGap).id() > before.upTo() || clockWasSetBack;
        var seen = isNew ? seen(rows.getLast().id(), newest.getAsLong(), clock.instant()) : before;
        return new Look(
                seen.at().plus(patience).isAfter(readAt)
                        ? rows.subList(0, beforeGap)
                        : rows.stream().takeWhile(row -> row.id() <= seen.upTo()).toList(),
                Optional.of(seen).filter(_ -> isNew));
    }

    /** @param at once Mautic has answered what is the newest: it may have got its id only then */
    private static Seen seen(long last, long newest, Instant at) {
        return new Seen(Math.max(last, newest), at);
    }

    private static int withoutGap(long afterId, List<AuditEntry> rows) {
        int count = 0;
        while (count < rows.size() && rows.get(count).id() == afterId + count + 1) {
            count++;
        }
        return count;
    }
}
