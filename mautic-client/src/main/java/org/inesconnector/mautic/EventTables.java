package org.inesconnector.mautic;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code stats/lead_lists_leads} and {@code stats/form_submissions}: what is asked of them, and their rows. */
final class EventTables {

    private EventTables() {}

    /** Who was taken out by hand stays in the table, marked. */
    static Query joined(long segmentId, Instant since) {
        return new Query().where("leadlist_id", "eq", segmentId).where("manually_removed", "eq", 0)
                .where("date_added", "gte", Json.sql(since)).orderBy("date_added").orderBy("lead_id");
    }

    /** Submissions of contacts that were deleted name nobody. */
    static Query sent(long formId, Instant since) {
        return new Query().where("form_id", "eq", formId).where("lead_id", "gt", 0)
                .where("date_submitted", "gte", Json.sql(since)).orderBy("date_submitted").orderBy("id");
    }

    static List<SegmentMembership> memberships(JsonNode answer) {
        return Json.items(answer, "stats").stream()
                .map(row -> new SegmentMembership(Json.id(row, "lead_id"), Json.id(row, "leadlist_id"),
                        moment(row, "date_added")))
                .toList();
    }

    static List<FormSubmission> submissions(JsonNode answer) {
        return Json.items(answer, "stats").stream()
                .map(row -> new FormSubmission(Json.id(row, "id"), Json.id(row, "form_id"), Json.id(row, "lead_id"),
                        moment(row, "date_submitted")))
                .toList();
    }

    private static Instant moment(JsonNode row, String name) {
        return Json.moment(row.path(name)).orElseThrow(() -> Json.notUnderstood("has a row without " + name));
    }
}
