package org.inesconnector.connector.queue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How long rows of the queue have waited, those that a process works on among them. */
@Repository
public class WaitingRows {

    private static final int URGENT = 0;
    private static final int BULK = 1;

    /** Whether it is sent without full synchronisation too. */
    static final String IS_ASKED_FOR = "(priority = 0 OR origin IN ('AUDIT', 'AUDIT_AND_CHANGE', 'ANSWER') OR action = 'DELETE')";

    /**
     * Of those that are taken next, as their index is sorted: of a million rows that wait no more are read. The first of them
     * need not be the one that waits longest: it may have failed, been tried again by hand, or become urgent.
     */
    private static final String FIRST = """
            SELECT queued_at FROM synchronisation WHERE state = '%s' AND priority = :priority
              AND (CAST(:all AS BOOLEAN) OR %s)
            ORDER BY state, priority, id FETCH FIRST 200 ROWS ONLY
            """;

    /** Who is worked on waits until that has an end. */
    private static final String LONGEST = "SELECT min(queued_at) FROM ((" + FIRST.formatted("PENDING", IS_ASKED_FOR)
            + ") UNION ALL (" + FIRST.formatted("RUNNING", IS_ASKED_FOR) + ")) next";

    private final JdbcClient jdbc;
    private final SyncSettings settings;

    WaitingRows(JdbcClient jdbc, SyncSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Since when a contact waits that somebody asked for; empty where none does. */
    public Optional<Instant> longestUrgent() {
        return longest(URGENT);
    }

    /** Of all others that are to be sent: those that full synchronisation has queued are not where it is off. */
    public Optional<Instant> longestOther() {
        return longest(BULK);
    }

    private Optional<Instant> longest(int priority) {
        return jdbc.sql(LONGEST)
                .param("priority", priority)
                .param("all", settings.fullSynchronisation())
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }
}
