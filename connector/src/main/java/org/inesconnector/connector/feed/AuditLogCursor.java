package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
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
            INSERT INTO audit_log_cursor (id, entry_id, entry_at) VALUES (1, :entryId, :entryAt) ON CONFLICT DO NOTHING
            """;

    /** Only from where the caller saw it: another process may have gone on. */
    private static final String MOVE = """
            UPDATE audit_log_cursor SET entry_id = :entryId, entry_at = :entryAt
            WHERE id = 1 AND entry_id = :fromId AND entry_at = :fromAt
            """;

    private final JdbcClient jdbc;

    AuditLogCursor(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
    boolean begin(Position at) {
        return jdbc.sql(BEGIN)
                .param("entryId", at.entryId())
                .param("entryAt", at.entryAt().atOffset(ZoneOffset.UTC))
                .update() == 1;
    }

    /** @return false where another process has moved it */
    boolean move(Position from, Position to) {
        return jdbc.sql(MOVE)
                .param("entryId", to.entryId())
                .param("entryAt", to.entryAt().atOffset(ZoneOffset.UTC))
                .param("fromId", from.entryId())
                .param("fromAt", from.entryAt().atOffset(ZoneOffset.UTC))
                .update() == 1;
    }
}
