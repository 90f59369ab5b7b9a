package org.inesconnector.simulator.mautic;

import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/** Who is in which segment: {@code lead_lists_leads}. */
final class SegmentMembers {

    private static final String TABLE = "lead_lists_leads";

    private final Mautic mautic;

    SegmentMembers(Mautic mautic) {
        this.mautic = mautic;
    }

    /** As the segment's filters do. */
    void add(long contactId, long segmentId, Instant at) {
        synchronized (mautic) {
            if (mautic.tables.rows(TABLE).stream().noneMatch(is(contactId, segmentId))) {
                put(contactId, segmentId, false, at);
            }
        }
    }

    void removeByHand(long contactId, long segmentId) {
        synchronized (mautic) {
            mautic.tables.remove(TABLE, is(contactId, segmentId));
            put(contactId, segmentId, true, mautic.now());
        }
    }

    private void put(long contactId, long segmentId, boolean removed, Instant at) {
        mautic.tables.add(TABLE, Map.of("leadlist_id", Long.toString(segmentId), "lead_id", Long.toString(contactId),
                "date_added", Json.sqlTime(at), "manually_added", "0", "manually_removed",
                removed ? "1" : "0"));
    }

    private static Predicate<Map<String, String>> is(long contactId, long segmentId) {
        return row -> Long.toString(contactId).equals(row.get("lead_id"))
                && Long.toString(segmentId).equals(row.get("leadlist_id"));
    }
}
