package org.inesconnector.connector.feed;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.Pauses;
import org.inesconnector.connector.queue.Side;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When all that had changed in Mautic was last read, on whichever process. */
@Repository
public class LastReading {

    private static final String DONE = "SELECT last_success FROM scheduled_tasks WHERE task_name = 'changes'";

    /** Where Mautic refuses the log, that is told by itself. */
    private static final String TO_THE_END = """
            SELECT read_to_end_at FROM audit_log_cursor
            WHERE NOT EXISTS (SELECT 1 FROM feed_trouble WHERE kind = 'AUDIT_LOG')
            """;

    private final JdbcClient jdbc;
    private final SyncSettings settings;
    private final Pauses pauses;

    LastReading(JdbcClient jdbc, SyncSettings settings, Pauses pauses) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.pauses = pauses;
    }

    /**
     * A reading that ends before it comes to the end of Mautic's log is none, and while Mautic is paused the one at its interval
     * reads nothing; empty while nothing is published, or nothing reads at an interval.
     */
    public Optional<Instant> at() {
        return settings.published()
                ? moment(DONE).map(read -> earlier(read, moment(TO_THE_END)))
                        .map(read -> earlier(read, mauticPausedSince()))
                : Optional.empty();
    }

    private static Instant earlier(Instant one, Optional<Instant> other) {
        return other.filter(one::isAfter).orElse(one);
    }

    private Optional<Instant> moment(String sql) {
        return jdbc.sql(sql)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .optional()
                .flatMap(kept -> kept)
                .map(OffsetDateTime::toInstant);
    }

    private Optional<Instant> mauticPausedSince() {
        return pauses.all().stream().filter(pause -> pause.side() == Side.MAUTIC).map(Pause::since).findFirst();
    }
}
