package org.inesconnector.connector.direct;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.mautic.AuditEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the audit log says of who gave contacts the tag. It is only told to people: the tag itself says who is pushed. */
@Repository
class TagOrigins {

    /** Later the contact was found without it, and it may be another tag's. */
    private static final Duration KEPT_FOR = Duration.ofMinutes(10);

    private static final String FORGET = "DELETE FROM tag_origin WHERE mautic_contact_id = :contactId";

    private static final String KEEP = """
            INSERT INTO tag_origin (mautic_contact_id, origin, read_at) VALUES (:contactId, :origin, :now)
            """;

    private static final String SELECT = "SELECT mautic_contact_id, origin FROM tag_origin WHERE mautic_contact_id = ANY (:ids)"
            + " AND read_at >= :oldest";

    private static final String CLEAR = "DELETE FROM tag_origin WHERE read_at < :oldest";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final DirectPushSettings settings;

    TagOrigins(JdbcClient jdbc, InstantSource clock, DirectPushSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    record Taken(Map<Long, Origin> known) {

        Origin of(long contactId) {
            return known.getOrDefault(contactId, Origin.TAG);
        }
    }

    /** Within the transaction that moves the audit log's cursor. */
    void keep(List<AuditEntry> rows) {
        rows.stream().filter(this::addsTheTag).sorted(Comparator.comparingLong(AuditEntry::objectId)).forEach(row -> {
            forget(row.objectId());
            jdbc.sql(KEEP)
                    .param("contactId", row.objectId())
                    .param("origin", origin(row).name())
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        });
    }

    private boolean addsTheTag(AuditEntry row) {
        return !settings.pushTag().isEmpty() && row.object().equals("lead")
                && row.changes().stream().anyMatch(change -> change.field().equals("tags")
                        && List.of(change.newValue().split("\\|")).stream()
                                .anyMatch(settings.pushTag()::equalsIgnoreCase));
    }

    /** A point trigger leaves what caused the points: a page, or nothing. */
    private static Origin origin(AuditEntry row) {
        var key = row.manipulator();
        if (key.startsWith("form:")) {
            return Origin.FORM;
        }
        if (key.startsWith("campaign:")) {
            return Origin.CAMPAIGN;
        }
        return row.action().equals("update") && (key.isEmpty() || key.startsWith("page:")) ? Origin.POINTS : Origin.TAG;
    }

    /** Each is used once, within the transaction that queues the contacts. */
    Taken take(Collection<Long> contactIds) {
        var known = new TreeMap<Long, Origin>();
        jdbc.sql(SELECT).param("ids", contactIds.toArray(Long[]::new)).param("oldest", oldest()).query(row -> {
            known.put(row.getLong("mautic_contact_id"), Origin.valueOf(row.getString("origin")));
        });
        known.keySet().forEach(this::forget);
        return new Taken(known);
    }

    void clear() {
        jdbc.sql(CLEAR).param("oldest", oldest()).update();
    }

    private OffsetDateTime oldest() {
        return clock.instant().minus(KEPT_FOR).atOffset(ZoneOffset.UTC);
    }

    private void forget(long contactId) {
        jdbc.sql(FORGET).param("contactId", contactId).update();
    }
}
