package org.inesconnector.connector.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.settings.InForce;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands out waiting rows, each to one process at a time. A process that was started with settings that somebody has changed
 * since is handed out nothing more.
 */
@Repository
class RowClaims {

    /** What {@link #claimed} reads. */
    static final String CLAIMED = "id, mautic_contact_id, action, origin, request, attempts, held_up, attempted_at";

    private static final String COLUMNS = "SELECT " + CLAIMED + " FROM synchronisation w ";

    /**
     * Neither a contact that is worked on, nor who won a merge while the loser is, or may have a call under way: INES's contact is
     * the same.
     */
    private static final String AND_NOT_UNDER_WAY = """
              AND NOT EXISTS (SELECT 1 FROM synchronisation r WHERE r.running_contact = w.mautic_contact_id)
              AND NOT EXISTS (SELECT 1 FROM merged_contact m
                              JOIN synchronisation r ON r.running_contact = m.mautic_contact_id
                              WHERE m.winner = w.mautic_contact_id)
              AND NOT EXISTS (SELECT 1 FROM merged_contact m
                              JOIN synchronisation r ON r.waiting_contact = m.mautic_contact_id
                              WHERE m.winner = w.mautic_contact_id AND r.not_before > :now)
            """;

    private static final String SOME = """
            FETCH FIRST :limit ROWS ONLY
            FOR UPDATE SKIP LOCKED
            """;

    private static final String CANDIDATES = COLUMNS + """
            WHERE %s
              AND state = 'PENDING' AND priority BETWEEN :highest AND :lowest AND due_at <= :due
              AND (not_before IS NULL OR not_before <= :now)
              AND (attempted_at IS NULL OR attempted_at < :attemptedBefore)
              AND (CAST(:action AS VARCHAR(8)) IS NULL OR action = :action)
              AND (CAST(:all AS BOOLEAN) OR %s)
            """.formatted(InForce.IS_NEWEST, WaitingRows.IS_ASKED_FOR) + AND_NOT_UNDER_WAY;

    /** Sorted as its index is: no more are looked at than are wanted, however many wait. */
    private static final String NEXT = """
            ORDER BY state, priority, id
            """;

    static final String SELECT_OF_COMPANIES = CANDIDATES + """
              AND mautic_company_id IN (SELECT mautic_company_id FROM synchronisation WHERE id = ANY (:ids))
            ORDER BY id
            """ + SOME;

    /** Round robin: the row whose last attempt is oldest goes first, so that none is retried before others were tried. */
    private static final String BY_TURNS = """
            ORDER BY priority, attempted_at NULLS FIRST, id
            """;

    /** H2 locks all that it looks at before it cuts off what is too much: they are looked at without, and locked by id. */
    private static final String AMONG_THOSE = """
              AND id = ANY (:ids)
            """;

    /** As {@link #NEXT}, but unlike any index: H2 would read the whole one for its order, and these by their ids else. */
    private static final String NEXT_AMONG_THOSE = """
            ORDER BY priority, id
            """;

    static final String LOOK_FOR_NEXT = looking(NEXT);

    static final String LOCK_NEXT = locking(NEXT_AMONG_THOSE);

    private static final String LOOK_BY_TURNS = looking(BY_TURNS);

    private static final String LOCK_BY_TURNS = locking(BY_TURNS);

    /** Where others have locked all that was looked at. */
    private static final int WIDER = 4;

    private static final int WIDEST = 2000;

    private static final String SELECT_OF_CONTACT = COLUMNS + """
            WHERE waiting_contact = :contactId
              AND %s
              AND (not_before IS NULL OR not_before <= :now)
            """.formatted(InForce.IS_NEWEST) + AND_NOT_UNDER_WAY + "FOR UPDATE SKIP LOCKED";

    private static final String START = """
            UPDATE synchronisation
            SET state = 'RUNNING', waiting_contact = NULL, running_contact = mautic_contact_id, node = :node,
                attempted_at = :now, uncertain_contact = NULL, owes_lead = FALSE
            WHERE id = ANY (:ids) AND waiting_contact IS NOT NULL
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final InForce inForce;

    RowClaims(JdbcClient jdbc, InstantSource clock, InForce inForce) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.inForce = inForce;
    }

    /** Takes the next rows for a process that is alive: the most urgent first, then the oldest. */
    @Transactional
    List<Claimed> claim(String node, Claim claim) {
        var next = next(node, claim);
        if (next.isEmpty() || claim.besides() == 0) {
            return next;
        }
        var ids = next.stream().map(Claimed::id).toList();
        var besides = start(node,
                candidates(SELECT_OF_COMPANIES, claim, claim.besides()).param("ids", ids.toArray(Long[]::new)));
        return Stream.concat(next.stream(), besides.stream()).toList();
    }

    private List<Claimed> next(String node, Claim claim) {
        int looked = claim.limit();
        var ids = look(claim, looked);
        var rows = startAmong(ids, node, claim);
        while (rows.isEmpty() && !ids.isEmpty() && ids.size() == looked && looked <= WIDEST) {
            looked *= WIDER;
            ids = look(claim, looked);
            rows = startAmong(ids, node, claim);
        }
        return rows;
    }

    private static String looking(String order) {
        return CANDIDATES + order + "FETCH FIRST :limit ROWS ONLY";
    }

    private static String locking(String order) {
        return CANDIDATES + AMONG_THOSE + order + SOME;
    }

    private List<Long> look(Claim claim, int most) {
        return asked(candidates(claim.byTurns() ? LOOK_BY_TURNS : LOOK_FOR_NEXT, claim, most))
                .query((row, _) -> row.getLong("id"))
                .list();
    }

    private List<Claimed> startAmong(List<Long> ids, String node, Claim claim) {
        return ids.isEmpty()
                ? List.of()
                : start(node, candidates(claim.byTurns() ? LOCK_BY_TURNS : LOCK_NEXT, claim, claim.limit())
                        .param("ids", ids.toArray(Long[]::new)));
    }

    private JdbcClient.StatementSpec asked(JdbcClient.StatementSpec select) {
        return select.param("settings", inForce.version()).param("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private JdbcClient.StatementSpec candidates(String select, Claim claim, int limit) {
        return jdbc.sql(select)
                .param("highest", claim.highestPriority())
                .param("lowest", claim.lowestPriority())
                .param("due", claim.due().atOffset(ZoneOffset.UTC))
                .param("attemptedBefore", claim.attemptedBefore().atOffset(ZoneOffset.UTC))
                .param("action", claim.action().map(Action::name).orElse(null))
                .param("all", claim.all())
                .param("limit", limit);
    }

    /**
     * Takes the row of a contact that waits, due or not, uncertain or not, unless another of the contact, or of one that was
     * merged into it, runs or a dead process's last call may be under way.
     */
    @Transactional
    Optional<Claimed> claim(String node, long contactId) {
        return start(node, jdbc.sql(SELECT_OF_CONTACT).param("contactId", contactId)).stream().findFirst();
    }

    private List<Claimed> start(String node, JdbcClient.StatementSpec select) {
        var rows = asked(select).query((row, _) -> claimed(row, node)).list();
        if (!rows.isEmpty()) {
            jdbc.sql(START)
                    .param("node", node)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("ids", rows.stream().map(Claimed::id).toArray(Long[]::new))
                    .update();
        }
        return rows;
    }

    static Claimed claimed(ResultSet row, String node) throws SQLException {
        return new Claimed(
                row.getLong("id"),
                node,
                new Wanted(
                        row.getLong("mautic_contact_id"),
                        Action.valueOf(row.getString("action")),
                        Origin.valueOf(row.getString("origin")),
                        row.getString("request")),
                row.getInt("attempts"),
                row.getInt("held_up"),
                Optional.ofNullable(row.getObject("attempted_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
