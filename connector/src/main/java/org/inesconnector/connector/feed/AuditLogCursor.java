package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.settings.InForce;
import org.inesconnector.mautic.AuditEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far Mautic's audit log has been read. */
@Repository
class AuditLogCursor {

    /** The row that was read last; with id 0 where the log was empty. */
    record Position(long entryId, Instant entryAt) {

        static final Position EMPTY_LOG = new Position(0, Instant.EPOCH);

        /** How far Mautic's clock may be behind, where its log tells no later date. */
        private static final Duration FIRST_LOOK_BACK = Duration.ofHours(1);

        static Position at(AuditEntry entry) {
            return new Position(entry.id(), entry.at());
        }

        /** Where a feed that goes by dates begins: what was before the first start is the first synchronisation's work. */
        Instant firstMoment(Instant now) {
            var back = now.minus(FIRST_LOOK_BACK).truncatedTo(ChronoUnit.SECONDS);
            return entryAt.isAfter(back) ? entryAt : back;
        }

        boolean isAt(AuditEntry entry) {
            return entry.id() == entryId && entry.at().equals(entryAt);
        }

        /** Whether nothing can be missing between this position and rows that were read from just before it on. */
        boolean isFollowedBy(List<AuditEntry> rows) {
            return entryId == 0
                    || (!rows.isEmpty() && (isAt(rows.getFirst()) || rows.getFirst().id() == entryId + 1));
        }
    }

    private static final String BEGIN = """
            INSERT INTO audit_log_cursor (id, entry_id, entry_at, read_to_end_at) VALUES (1, :entryId, :entryAt, :now)
            ON CONFLICT DO NOTHING
            """;

    private static final String HERE = " WHERE id = 1 AND entry_id = :fromId AND entry_at = :fromAt";

    /** By another mapping another change matters. */
    private static final String BY_THE_NEWEST_SETTINGS = " AND " + InForce.IS_NEWEST;

    /** Only from where the caller saw it: another process may have gone on. */
    private static final String MOVE = "UPDATE audit_log_cursor SET entry_id = :entryId, entry_at = :entryAt" + HERE
            + BY_THE_NEWEST_SETTINGS;

    private static final String MOVE_TO_ANOTHER_LOG = """
            UPDATE audit_log_cursor SET entry_id = :entryId, entry_at = :entryAt, gap_seen_up_to = 0, gap_seen_at = NULL
            """ + HERE + BY_THE_NEWEST_SETTINGS;

    private static final String KEEP_GAP = "UPDATE audit_log_cursor SET gap_seen_up_to = :upTo, gap_seen_at = :at"
            + HERE;

    private static final String READ_TO_END = "UPDATE audit_log_cursor SET read_to_end_at = :readAt" + HERE;

    private final JdbcClient jdbc;
    private final InForce inForce;

    AuditLogCursor(JdbcClient jdbc, InForce inForce) {
        this.jdbc = jdbc;
        this.inForce = inForce;
    }

    /** Empty before the first start. */
    Optional<Position> position() {
        return jdbc.sql("SELECT entry_id, entry_at FROM audit_log_cursor WHERE id = 1")
                .query((row, _) -> new Position(
                        row.getLong("entry_id"),
                        row.getObject("entry_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** @return false where another process has begun */
    boolean begin(Position at, Instant now) {
        return jdbc.sql(BEGIN)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("entryId", at.entryId())
                .param("entryAt", at.entryAt().atOffset(ZoneOffset.UTC))
                .update() == 1;
    }

    /** @return false where another process has moved it, or has newer settings */
    boolean move(Position from, Position to) {
        return move(MOVE, from, to);
    }

    /** Likewise, where rows are gone: the ids of those that come may be lower. */
    boolean moveToAnotherLog(Position from, Position to) {
        return move(MOVE_TO_ANOTHER_LOG, from, to);
    }

    /** That ids were missing in what comes after the position, as any process has seen it. */
    Gaps.Seen gap() {
        return jdbc.sql(
                "SELECT gap_seen_up_to, gap_seen_at FROM audit_log_cursor WHERE id = 1 AND gap_seen_at IS NOT NULL")
                .query((row, _) -> new Gaps.Seen(
                        row.getLong("gap_seen_up_to"),
                        row.getObject("gap_seen_at", OffsetDateTime.class).toInstant()))
                .optional()
                .orElse(Gaps.Seen.NONE);
    }

    void keepGap(Position at, Gaps.Seen seen) {
        jdbc.sql(KEEP_GAP)
                .param("upTo", seen.upTo())
                .param("at", seen.at().atOffset(ZoneOffset.UTC))
                .param("fromId", at.entryId())
                .param("fromAt", at.entryAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** There was nothing after the position. */
    void readToEnd(Position at, Instant readAt) {
        jdbc.sql(READ_TO_END)
                .param("readAt", readAt.atOffset(ZoneOffset.UTC))
                .param("fromId", at.entryId())
                .param("fromAt", at.entryAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private boolean move(String sql, Position from, Position to) {
        return jdbc.sql(sql)
                .param("settings", inForce.version())
                .param("entryId", to.entryId())
                .param("entryAt", to.entryAt().atOffset(ZoneOffset.UTC))
                .param("fromId", from.entryId())
                .param("fromAt", from.entryAt().atOffset(ZoneOffset.UTC))
                .update() == 1;
    }
}
