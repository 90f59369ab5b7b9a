package org.inesconnector.connector.audit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What an audit has counted so far. */
final class Tally {

    private final Map<Drift.Kind, Long> found = new EnumMap<>(Drift.Kind.class);
    private final Map<Drift.Remedy, Long> remedies = new EnumMap<>(Drift.Remedy.class);
    private final long mostKept;
    private long linked;
    private long seen;
    private long toCompare;
    private long compared;
    private long fromBefore;
    private long notAskedFor;
    private long kept;

    /** No repair touches them: they leave room for what one does. */
    private long neverAgreed;

    Tally(long mostKept) {
        this.mostKept = mostKept;
    }

    void begins(long all, long chosen) {
        linked = all;
        toCompare = chosen;
    }

    void fromBefore(long contacts) {
        fromBefore += contacts;
    }

    void notAskedFor(long contacts) {
        notAskedFor += contacts;
    }

    /** @return those that are to be kept */
    List<Drift> add(long moreSeen, long moreCompared, List<Drift> drifts) {
        seen += moreSeen;
        compared += moreCompared;
        drifts.forEach(drift -> {
            found.merge(drift.kind(), 1L, Long::sum);
            remedies.merge(drift.remedy(), 1L, Long::sum);
        });
        var keeping = drifts.stream()
                .filter(drift -> drift.kind() != Drift.Kind.NEVER_AGREED || neverAgreed++ < mostKept / 2)
                .limit(mostKept - kept)
                .toList();
        kept += keeping.size();
        return keeping;
    }

    /** Contacts may be linked while it goes on: there is never more done than there is to do. */
    AuditState.Counts counts() {
        return new AuditState.Counts(
                Math.max(linked, seen),
                seen,
                Math.max(toCompare, compared),
                compared,
                fromBefore,
                notAskedFor,
                found,
                remedies,
                kept);
    }
}
