package org.inesconnector.connector.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.MessageText;
import org.inesconnector.connector.settings.InForce;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in what is to be synchronised, hands it out to one process at a time, and keeps what became of it. A process that
 * was started with settings that somebody has changed since is handed out nothing more.
 */
@Repository
public class Queue {

    private static final String REPLACE_WAITING = """
            UPDATE synchronisation
            SET action = CASE action WHEN 'DELETE' THEN action ELSE :action END, attempts = 0, held_up = 0, queued_at = :now, due_at = :now,
                origin = CASE WHEN :priority <= priority THEN :origin ELSE origin END,
                request = CASE WHEN :priority <= priority THEN :request ELSE request END,
                priority = CASE WHEN :priority <= priority THEN :priority ELSE priority END
            WHERE waiting_contact = :contactId
            """;

    private static final String INSERT = """
            INSERT INTO synchronisation (mautic_contact_id, action, origin, priority, request, mautic_company_id, state,
                                         waiting_contact, attempts, held_up, queued_at, due_at)
            VALUES (:contactId, :action, :origin, :priority, :request, :companyId, 'PENDING', :contactId, 0, 0, :now, :now)
            """;

    private static final String IS_UNCERTAIN = """
            SELECT count(*) FROM synchronisation WHERE waiting_contact = :contactId AND state = 'UNCERTAIN'
            """;

    /** What {@link #claimed} reads. */
    static final String CLAIMED = "id, mautic_contact_id, action, origin, request, attempts, held_up, attempted_at";

    private static final String COLUMNS = "SELECT " + CLAIMED + " FROM synchronisation w ";

    private static final String SOME = """
            FETCH FIRST :limit ROWS ONLY
            FOR UPDATE SKIP LOCKED
            """;

    private static final String CANDIDATES = COLUMNS + """
            WHERE (SELECT version FROM setting_version) = :settings
              AND state = 'PENDING' AND priority BETWEEN :highest AND :lowest AND due_at <= :due
              AND (attempted_at IS NULL OR attempted_at < :attemptedBefore)
              AND (CAST(:action AS VARCHAR(8)) IS NULL OR action = :action)
              AND NOT EXISTS (SELECT 1 FROM synchronisation r WHERE r.running_contact = w.mautic_contact_id)
            """;

    /** Sorted as its index is. */
    private static final String SELECT_NEXT = CANDIDATES + """
            ORDER BY state, priority, id
            """ + SOME;

    private static final String SELECT_OF_COMPANIES = CANDIDATES + """
              AND mautic_company_id IN (SELECT mautic_company_id FROM synchronisation WHERE id IN (:ids))
            ORDER BY id
            """ + SOME;

    /** While contacts are tried one by one, none is tried again and again: the one that waits longest for a try goes first. */
    private static final String SELECT_CAREFULLY = CANDIDATES + """
            ORDER BY priority, attempted_at NULLS FIRST, id
            """ + SOME;

    private static final String SELECT_OF_CONTACT = COLUMNS + """
            WHERE waiting_contact = :contactId
              AND (SELECT version FROM setting_version) = :settings
              AND NOT EXISTS (SELECT 1 FROM synchronisation r WHERE r.running_contact = :contactId)
            FOR UPDATE SKIP LOCKED
            """;

    private static final String START = """
            UPDATE synchronisation
            SET state = 'RUNNING', waiting_contact = NULL, running_contact = mautic_contact_id, node = :node,
                attempted_at = :now, uncertain_contact = NULL
            WHERE id IN (:ids) AND waiting_contact IS NOT NULL
            """;

    private static final String END = """
            UPDATE synchronisation
            SET state = :state, running_contact = NULL, node = NULL,
                waiting_contact = CASE WHEN :waits THEN mautic_contact_id END,
                attempts = :attempts, held_up = :heldUp, due_at = :due, outcome = :outcome, uncertain_contact = :uncertainContact,
                email = COALESCE(:email, email), company = COALESCE(:company, company)
            WHERE id = :id AND state = 'RUNNING' AND node = :node
            """;

    /** The newer row that waits already carries on in place of one that is to be tried again. */
    private static final String CARRY_ON = """
            UPDATE synchronisation
            SET origin = CASE WHEN :priority < priority THEN :origin ELSE origin END,
                request = CASE WHEN :priority < priority THEN :request ELSE request END,
                priority = CASE WHEN :priority < priority THEN :priority ELSE priority END,
                state = :state, uncertain_contact = :uncertainContact, outcome = :outcome
            WHERE waiting_contact = :contactId
            """;

    private static final String DELETE_RUNNING = """
            DELETE FROM synchronisation WHERE id = :id AND state = 'RUNNING' AND node = :node
            """;

    private static final String SELECT_WAITING = "SELECT count(*) FROM synchronisation WHERE waiting_contact = :contactId";

    private static final String IS_RUNNING = "SELECT count(*) FROM synchronisation WHERE running_contact = :contactId";

    /** The row that waits is what comes last. */
    private static final String UNDER_WAY = """
            SELECT mautic_contact_id, action FROM synchronisation
            WHERE waiting_contact IN (:contactIds) OR running_contact IN (:contactIds)
            ORDER BY mautic_contact_id, waiting_contact NULLS FIRST
            """;

    private static final String COUNT_WAITING = """
            SELECT count(*) FROM (SELECT 1 FROM synchronisation WHERE state = 'PENDING' AND priority = 1
                                  FETCH FIRST :limit ROWS ONLY) waiting
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Standings standings;
    private final Attempts attempts;
    private final Bell bell;
    private final InForce inForce;

    Queue(
            JdbcClient jdbc,
            InstantSource clock,
            Standings standings,
            Attempts attempts,
            Bell bell,
            InForce inForce) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.standings = standings;
        this.attempts = attempts;
        this.bell = bell;
        this.inForce = inForce;
    }

    /** A contact that waits already is not queued twice: what is newer replaces it, and keeps the more urgent origin. */
    @Transactional
    public void add(Wanted wanted) {
        put(wanted);
        if (wanted.origin().priority() == 0) {
            bell.ringWhenCommitted();
        }
    }

    /** Likewise, for a caller that is going to claim it. */
    @Transactional
    void put(Wanted wanted) {
        standings.set(wanted.contactId(), Standing.WAITING);
        putLocked(wanted);
    }

    private void putLocked(Wanted wanted) {
        if (write(REPLACE_WAITING, wanted) == 0) {
            write(INSERT, wanted);
        } else if (isUncertain(wanted.contactId())) {
            standings.set(wanted.contactId(), Standing.UNCERTAIN);
        }
    }

    /** In the order given. */
    @Transactional
    public void addAll(Collection<Wanted> wanted) {
        wanted.stream().map(Wanted::contactId).sorted().forEach(id -> standings.set(id, Standing.WAITING));
        wanted.forEach(this::putLocked);
        if (wanted.stream().anyMatch(one -> one.origin().priority() == 0)) {
            bell.ringWhenCommitted();
        }
    }

    /**
     * A contact that Mautic does not have any more is no longer counted.
     *
     * @return false where a row of it waits or runs, whose end is the contact's
     */
    @Transactional
    public boolean leave(long contactId) {
        standings.lock(contactId);
        boolean leaves = !waits(contactId) && count(IS_RUNNING, contactId) == 0;
        if (leaves) {
            standings.forget(contactId);
        }
        return leaves;
    }

    Map<Long, Action> underWay(Collection<Long> contactIds) {
        var actions = new HashMap<Long, Action>();
        if (!contactIds.isEmpty()) {
            jdbc.sql(UNDER_WAY).param("contactIds", contactIds).query(row -> {
                actions.put(row.getLong("mautic_contact_id"), Action.valueOf(row.getString("action")));
            });
        }
        return actions;
    }

    /** How many rows wait, urgent ones aside; counts no further than {@code limit}. */
    public long waiting(int limit) {
        return jdbc.sql(COUNT_WAITING).param("limit", limit).query(Long.class).single();
    }

    /** Takes the next rows for a process that is alive: the most urgent first, then the oldest. */
    @Transactional
    List<Claimed> claim(String node, Claim claim) {
        var next = start(node, candidates(claim.carefully() ? SELECT_CAREFULLY : SELECT_NEXT, claim, claim.limit()));
        if (next.isEmpty() || claim.besides() == 0) {
            return next;
        }
        var ids = next.stream().map(Claimed::id).toList();
        var besides = start(node, candidates(SELECT_OF_COMPANIES, claim, claim.besides()).param("ids", ids));
        return Stream.concat(next.stream(), besides.stream()).toList();
    }

    private JdbcClient.StatementSpec candidates(String select, Claim claim, int limit) {
        return jdbc.sql(select)
                .param("highest", claim.highestPriority())
                .param("lowest", claim.lowestPriority())
                .param("due", claim.due().atOffset(ZoneOffset.UTC))
                .param("attemptedBefore", claim.attemptedBefore().atOffset(ZoneOffset.UTC))
                .param("action", claim.action().map(Action::name).orElse(null))
                .param("limit", limit);
    }

    /** Takes the row of a contact that waits, due or not, uncertain or not, unless another of the contact runs. */
    @Transactional
    Optional<Claimed> claim(String node, long contactId) {
        return start(node, jdbc.sql(SELECT_OF_CONTACT).param("contactId", contactId)).stream().findFirst();
    }

    private List<Claimed> start(String node, JdbcClient.StatementSpec select) {
        var rows = select.param("settings", inForce.version()).query((row, _) -> claimed(row, node)).list();
        if (!rows.isEmpty()) {
            jdbc.sql(START)
                    .param("node", node)
                    .param("now", now())
                    .param("ids", rows.stream().map(Claimed::id).toList())
                    .update();
        }
        return rows;
    }

    /**
     * Ends the work on a row.
     *
     * @return false where the row was taken from this process, which was taken for dead
     */
    @Transactional
    boolean end(Claimed row, Ending ending, Who who) {
        return end(row, ending, who, Optional.empty());
    }

    /**
     * Likewise.
     *
     * @param attempt how it was tried; empty where it was not
     */
    @Transactional
    boolean end(Claimed row, Ending ending, Who who, Optional<Attempt> attempt) {
        standings.lock(row.contactId());
        boolean waits = waits(row.contactId());
        boolean ended = (waits && staysOpen(ending))
                ? carryOn(row, ending, attempt)
                : write(row, ending, who, attempt);
        if (ended) {
            stand(row.contactId(), ending, waits);
            if (ending instanceof Ending.Merged(long winner, var _)) {
                put(new Wanted(winner, Action.UPDATE, row.wanted().origin(), row.wanted().request()));
            }
        }
        return ended;
    }

    private void stand(long contactId, Ending ending, boolean waits) {
        switch (ending) {
            case Ending.Uncertain _ -> standings.set(contactId, Standing.UNCERTAIN);
            case Ending.Again _,Ending.HeldUp _,Ending.NotTried _ -> standings.set(contactId, Standing.WAITING);
            case Ending.Done _ when !waits -> standings.set(contactId, Standing.LINKED);
            case Ending.Skipped(String reason, var _) when !waits -> standings.skipped(contactId, reason);
            case Ending.Failed _ when !waits -> standings.set(contactId, Standing.FAILED);
            case Ending.Gone _,Ending.Removed _,Ending.Merged _ when !waits -> standings.forget(contactId);
            default -> {
                // A newer row waits: so does the contact.
            }
        }
    }

    private boolean carryOn(Claimed row, Ending ending, Optional<Attempt> attempt) {
        attempts.handOn(row);
        int deleted = jdbc.sql(DELETE_RUNNING).param("id", row.id()).param("node", row.node()).update();
        if (deleted == 1) {
            parameters(CARRY_ON, row.wanted())
                    .param("state", ending.state().name())
                    .param("uncertainContact", uncertainContact(ending))
                    .param("outcome", MessageText.write(ending.message()))
                    .update();
            attempt.ifPresent(tried -> attempts.addToWaiting(row, tried, ending));
        }
        return deleted == 1;
    }

    private boolean write(Claimed row, Ending ending, Who who, Optional<Attempt> attempt) {
        boolean written = write(row, ending, who) == 1;
        if (written) {
            attempt.ifPresent(tried -> attempts.add(row, tried, ending));
        }
        return written;
    }

    private int write(Claimed row, Ending ending, Who who) {
        return jdbc.sql(END)
                .param("id", row.id())
                .param("node", row.node())
                .param("state", ending.state().name())
                .param("waits", staysOpen(ending))
                .param("attempts", row.attempts() + (ending.costsAnAttempt() ? 1 : 0))
                .param("heldUp", row.heldUp() + (ending instanceof Ending.HeldUp(_, boolean counts) && counts ? 1 : 0))
                .param("due", now().plus(ending.pause()))
                .param("outcome", MessageText.write(ending.message()))
                .param("uncertainContact", uncertainContact(ending))
                .param("email", who.email().orElse(null))
                .param("company", who.company().orElse(null))
                .update();
    }

    private static boolean staysOpen(Ending ending) {
        return ending.state() == RowState.PENDING || ending.state() == RowState.UNCERTAIN;
    }

    private static @Nullable Long uncertainContact(Ending ending) {
        return ending instanceof Ending.Uncertain(long contactId, var _) ? contactId : null;
    }

    private int write(String sql, Wanted wanted) {
        return parameters(sql, wanted).param("now", now()).update();
    }

    private JdbcClient.StatementSpec parameters(String sql, Wanted wanted) {
        return jdbc.sql(sql)
                .param("contactId", wanted.contactId())
                .param("action", wanted.action().name())
                .param("origin", wanted.origin().name())
                .param("priority", wanted.origin().priority())
                .param("request", wanted.request())
                .param("companyId", wanted.companyId().isPresent() ? wanted.companyId().getAsLong() : null);
    }

    private boolean isUncertain(long contactId) {
        return count(IS_UNCERTAIN, contactId) > 0;
    }

    private boolean waits(long contactId) {
        return count(SELECT_WAITING, contactId) > 0;
    }

    private long count(String sql, long contactId) {
        return jdbc.sql(sql).param("contactId", contactId).query(Long.class).single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
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
