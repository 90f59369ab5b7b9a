package org.inesconnector.simulator.mautic;

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
    void add(long contactId, long segmentId) {
        synchronized (mautic) {
            if (mautic.tables.rows(TABLE).stream().noneMatch(is(contactId, segmentId))) {
                put(contactId, segmentId, false);
            }
        }
    }

    void removeByHand(long contactId, long segmentId) {
        synchronized (mautic) {
            mautic.tables.remove(TABLE, is(contactId, segmentId));
            put(contactId, segmentId, true);
        }
    }

    private void put(long contactId, long segmentId, boolean removed) {
        mautic.tables.add(TABLE, Map.of("leadlist_id", Long.toString(segmentId), "lead_id", Long.toString(contactId),
                "date_added", Json.sqlTime(mautic.now()), "manually_added", "0", "manually_removed",
                removed ? "1" : "0"));
    }

    private static Predicate<Map<String, String>> is(long contactId, long segmentId) {
        return row -> Long.toString(contactId).equals(row.get("lead_id"))
                && Long.toString(segmentId).equals(row.get("leadlist_id"));
    }
}
