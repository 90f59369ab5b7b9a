package org.inesconnector.connector.direct;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inesconnector.connector.queue.Action;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.mautic.AuditEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Wants a contact each time its points reach one of the rules' numbers: by the audit log, or by webhooks while that is
 * refused. What both tell of counts once.
 */
@Repository
class PointRules {

    /** Mautic dates its webhooks later than its log. */
    private static final Duration APART = Duration.ofMinutes(2);

    private static final String TELL = """
            INSERT INTO points_told (mautic_contact_id, old_points, new_points, at)
            VALUES (:contactId, :before, :after, :at)
            ON CONFLICT DO NOTHING
            """;

    private static final String WAS_TOLD = """
            SELECT count(*) FROM points_told
            WHERE mautic_contact_id = :contactId AND old_points = :before AND new_points = :after
              AND at BETWEEN :earliest AND :latest
            """;

    /** The audit log, once Mautic shows it again, is read from where it was left, however long ago that was. */
    private static final String CLEAR = """
            DELETE FROM points_told WHERE at < :before AND NOT EXISTS (
                SELECT 1 FROM audit_log_cursor WHERE entry_at - INTERVAL '2' MINUTE <= points_told.at)
            """;

    private static final Duration KEPT_FOR = Duration.ofDays(2);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Set<Integer> numbers;

    PointRules(JdbcClient jdbc, InstantSource clock, DirectPushSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.numbers = settings.pushRules().points();
    }

    /** That a contact's points changed. */
    record Change(long contactId, int before, int after, Instant at) {

        static Optional<Change> of(AuditEntry row) {
            return row.changes().stream()
                    .filter(change -> row.object().equals("lead") && change.field().equals("points"))
                    .filter(change -> isNumber(change.oldValue()) && isNumber(change.newValue()))
                    .map(change -> new Change(
                            row.objectId(), number(change.oldValue()), number(change.newValue()), row.at()))
                    .findFirst();
        }

        /** Without points before, and with none after, it has 0. */
        private static boolean isNumber(String points) {
            return points.matches("(-?\\d{1,9})?");
        }

        private static int number(String points) {
            return points.isEmpty() ? 0 : Integer.parseInt(points);
        }

        boolean reachesOneOf(Collection<Integer> numbers) {
            return numbers.stream().anyMatch(number -> before < number && number <= after);
        }
    }

    /** Who is to be queued in the transaction that moves the audit log's cursor. */
    List<Wanted> take(List<AuditEntry> rows) {
        return rows.stream().flatMap(row -> Change.of(row)
                .filter(change -> change.reachesOneOf(numbers) && !wasTold(change))
                .map(change -> wanted(change, "points:" + row.id() + ':' + row.at().getEpochSecond()))
                .stream()).toList();
    }

    /** Who is to be queued in this same transaction: however often a change is told, it counts once. */
    List<Wanted> told(Collection<Change> changes) {
        return changes.stream()
                .filter(change -> change.reachesOneOf(numbers))
                .sorted(Comparator.comparingLong(Change::contactId))
                .filter(this::tell)
                .map(change -> wanted(change, "points:" + change.contactId() + '@' + change.at().getEpochSecond()))
                .toList();
    }

    void clear() {
        jdbc.sql(CLEAR).param("before", clock.instant().minus(KEPT_FOR).atOffset(ZoneOffset.UTC)).update();
    }

    private static Wanted wanted(Change change, String request) {
        return new Wanted(change.contactId(), Action.UPDATE, Origin.POINTS, request);
    }

    private boolean tell(Change change) {
        return of(change, TELL).param("at", change.at().atOffset(ZoneOffset.UTC)).update() == 1;
    }

    private boolean wasTold(Change change) {
        return of(change, WAS_TOLD)
                .param("earliest", change.at().minus(APART).atOffset(ZoneOffset.UTC))
                .param("latest", change.at().plus(APART).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single() > 0;
    }

    private JdbcClient.StatementSpec of(Change change, String sql) {
        return jdbc.sql(sql)
                .param("contactId", change.contactId())
                .param("before", change.before())
                .param("after", change.after());
    }
}
