package org.inesconnector.mautic;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Rows of {@code stats/audit_log}. */
final class AuditJson {

    private AuditJson() {}

    static List<AuditEntry> entries(JsonNode answer) {
        return Json.items(answer, "stats").stream().map(AuditJson::entry).toList();
    }

    private static AuditEntry entry(JsonNode row) {
        AuditDetails details = AuditDetails.read(Json.text(row, "details"));
        Optional<Instant> at = Json.moment(row.path("date_added"));
        return new AuditEntry(Json.id(row, "id"), Json.text(row, "bundle"), Json.text(row, "object"),
                Json.whole(row.path("object_id")).orElse(0), Json.text(row, "action"), Json.text(row, "user_name"),
                at.orElse(Instant.EPOCH), details.changes(), details.mergedInto(),
                details.readable() && at.isPresent(), details.manipulator());
    }
}
