package org.inesconnector.connector.queue;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.inesconnector.connector.messages.MessageText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what is to be synchronised, and keeps what became of it. */
@Repository
public class Queue {

    /**
     * Keeps {@code queued_at}: a contact that changes all the time would otherwise never seem to have waited long. A row queued by
     * an audit, or by an answer, says so still, so that it is sent even without full synchronisation.
     */
    private static final String REPLACE_WAITING = """
            UPDATE synchronisation
            SET action = CASE action WHEN 'DELETE' THEN action ELSE :action END, attempts = 0, held_up = 0, due_at = :now,
                queued_at = CASE WHEN :priority < priority THEN :now ELSE queued_at END,
                origin = %s,
                request = CASE WHEN :priority <= priority THEN :request ELSE request END,
                priority = CASE WHEN :priority <= priority THEN :priority ELSE priority END
            WHERE waiting_contact = :contactId
            """.formatted(originOfBoth(">="));

    private static final String INSERT = """
            INSERT INTO synchronisation (mautic_contact_id, action, origin, priority, request, mautic_company_id, state,
                                         waiting_contact, attempts, held_up, queued_at, due_at)
            VALUES (:contactId, :action, :origin, :priority, :request, :companyId, 'PENDING', :contactId, 0, 0, :now, :now)
            """;

    /** A request that ended without its lead goes on with the next row: this one, where none waits yet. */
    private static final String OWED = """
            SELECT mautic_contact_id, origin, request FROM synchronisation ended
            WHERE mautic_contact_id = ANY (:contactIds) AND owes_lead
              AND NOT EXISTS (SELECT 1 FROM synchronisation newer
                              WHERE newer.mautic_contact_id = ended.mautic_contact_id AND newer.id > ended.id
                                AND newer.action = 'UPDATE')
              AND NOT EXISTS (SELECT 1 FROM lead WHERE lead.request = ended.request)
            """;

    private static final String UNCERTAIN_AMONG = """
            SELECT mautic_contact_id FROM synchronisation WHERE waiting_contact = ANY (:contactIds) AND state = 'UNCERTAIN'
            """;

    private static final String END = """
            UPDATE synchronisation
            SET state = :state, running_contact = NULL, node = NULL,
                waiting_contact = CASE WHEN :waits THEN mautic_contact_id END,
                attempts = :attempts, held_up = :heldUp, due_at = :due, not_before = :notBefore, outcome = :outcome, uncertain_contact = :uncertainContact,
                owes_lead = :owesLead, taken_at = CASE WHEN :taken THEN attempted_at ELSE taken_at END,
                email = COALESCE(:email, email), company = COALESCE(:company, company)
            WHERE id = :id AND state = 'RUNNING' AND node = :node
            """;

    private static final String ASKED_FOR_AT_ONCE = """
            UPDATE synchronisation
            SET origin = %s,
                request = CASE WHEN :priority < priority THEN :request ELSE request END,
                priority = CASE WHEN :priority < priority THEN :priority ELSE priority END
            """.formatted(originOfBoth(">"));

    /** Merges a row that would be retried into the newer row of its contact that already waits. */
    private static final String CARRY_ON = ASKED_FOR_AT_ONCE + """
                , attempted_at = COALESCE(CAST(:attemptedAt AS TIMESTAMP WITH TIME ZONE), attempted_at),
                not_before = CASE WHEN not_before > :notBefore THEN not_before ELSE COALESCE(:notBefore, not_before) END,
                state = :state, uncertain_contact = :uncertainContact, outcome = :outcome
            WHERE waiting_contact = :contactId
            """;

    /** Likewise, where one waits already. */
    private static final String HAND_LEAD_ON = ASKED_FOR_AT_ONCE + """
            WHERE waiting_contact = :contactId AND action = 'UPDATE'
              AND NOT EXISTS (SELECT 1 FROM lead WHERE lead.request = :request)
            """;

    private static final String DELETE_RUNNING = """
            DELETE FROM synchronisation WHERE id = :id AND state = 'RUNNING' AND node = :node
            """;

    private static final String WAITING_AMONG = """
            SELECT mautic_contact_id FROM synchronisation WHERE waiting_contact = ANY (:contactIds)
            """;

    private static final String IS_RUNNING = "SELECT count(*) FROM synchronisation WHERE running_contact = :contactId";

    /** The row that waits is what comes last. */
    private static final String UNDER_WAY = """
            SELECT mautic_contact_id, action FROM synchronisation
            WHERE (waiting_contact = ANY (:contactIds) OR running_contact = ANY (:contactIds))
              AND (CAST(:all AS BOOLEAN) OR state <> 'PENDING' OR %s)
            ORDER BY mautic_contact_id, waiting_contact NULLS FIRST
            """.formatted(WaitingRows.IS_ASKED_FOR);

    private static final String IS_ANY_DUE = """
            SELECT EXISTS (SELECT 1 FROM synchronisation WHERE state = 'PENDING' AND priority = 1 AND due_at <= :now
                             AND (not_before IS NULL OR not_before <= :now))
            """;

    private static final String COUNT_WAITING = """
            SELECT count(*) FROM (SELECT 1 FROM synchronisation WHERE state = 'PENDING' AND priority = 1
                                  FETCH FIRST :limit ROWS ONLY) waiting
            """;

    private static final String COUNT_WAITING_OF_ORIGIN = """
            SELECT count(*) FROM (SELECT 1 FROM synchronisation
                                  WHERE state = 'PENDING' AND priority = 1 AND origin = :origin AND attempted_at IS NULL
                                  FETCH FIRST :limit ROWS ONLY) waiting
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final InstantSource clock;
    private final Standings standings;
    private final Attempts attempts;
    private final Bell bell;

    Queue(
            JdbcClient jdbc,
            NamedParameterJdbcOperations batches,
            InstantSource clock,
            Standings standings,
            Attempts attempts,
            Bell bell) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        this.standings = standings;
        this.attempts = attempts;
        this.bell = bell;
    }

    /**
     * Of a row that waits and of one that comes to it. What an audit wants put right says nothing of what changed: where the
     * contact did, both count. What is tried again goes first, and may say less of what changed than what comes.
     *
     * @param wins how much what comes must say of what changed, against what waits
     */
    private static String originOfBoth(String wins) {
        return """
                CASE WHEN :priority < priority THEN :origin WHEN :priority > priority AND %1$s <= %2$s THEN origin
                    WHEN 'ANSWER' IN (:origin, origin) THEN 'ANSWER'
                    WHEN 'AUDIT_AND_CHANGE' IN (:origin, origin) THEN 'AUDIT_AND_CHANGE'
                    WHEN 'AUDIT' IN (:origin, origin) THEN
                        CASE WHEN %1$s = 2 OR %2$s = 2 THEN 'AUDIT_AND_CHANGE' ELSE 'AUDIT' END
                    WHEN %1$s %3$s %2$s THEN :origin ELSE origin END""".formatted(
                newsIn(":origin"), newsIn("origin"), wins);
    }

    /** How much an origin says of what changed: of nothing, of the company, of the contact. */
    private static String newsIn(String origin) {
        return """
                (CASE %s WHEN 'LOOK' THEN 0 WHEN 'AUDIT' THEN 0 WHEN 'FIRST_SYNCHRONISATION' THEN 0
                    WHEN 'COMPANY' THEN 1 ELSE 2 END)""".formatted(origin);
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
        putLocked(List.of(wanted));
    }

    /** In the order given. */
    @Transactional
    public void addAll(Collection<Wanted> wanted) {
        standings.setAll(wanted.stream().map(Wanted::contactId).toList(), Standing.WAITING);
        var once = new LinkedHashMap<Long, Wanted>();
        var again = wanted.stream().filter(one -> once.putIfAbsent(one.contactId(), one) != null).toList();
        putLocked(List.copyOf(once.values()));
        again.forEach(one -> putLocked(List.of(one)));
        if (wanted.stream().anyMatch(one -> one.origin().priority() == 0)) {
            bell.ringWhenCommitted();
        }
    }

    /** @param wanted each of another contact */
    private void putLocked(List<Wanted> wanted) {
        int[] replaced = write(REPLACE_WAITING, wanted);
        var waited = new ArrayList<Long>();
        var fresh = new ArrayList<Wanted>();
        for (int i = 0; i < replaced.length; i++) {
            if (replaced[i] == 0) {
                fresh.add(wanted.get(i));
            } else {
                waited.add(wanted.get(i).contactId());
            }
        }
        write(INSERT, withLeadsDue(fresh));
        among(UNCERTAIN_AMONG, waited).forEach(id -> standings.set(id, Standing.UNCERTAIN));
    }

    private List<Wanted> withLeadsDue(List<Wanted> wanted) {
        var ordinary = wanted.stream()
                .filter(one -> one.action() == Action.UPDATE && one.origin().priority() > 0)
                .map(Wanted::contactId)
                .toList();
        var asked = owed(ordinary);
        return asked.isEmpty()
                ? wanted
                : wanted.stream()
                        .map(one -> asked.containsKey(one.contactId())
                                ? asked.get(one.contactId()).of(one)
                                : one)
                        .toList();
    }

    private record Asked(Origin origin, String request) {

        Wanted of(Wanted next) {
            return new Wanted(next.contactId(), next.action(), origin, request, next.companyId());
        }
    }

    /**
     * Requests for merged contacts, or for their winners, that ended before their lead was written: they continue with the
     * winner.
     *
     * @param merged the winner of each loser
     */
    public List<Wanted> owedAfter(Map<Long, Long> merged) {
        var winners = new HashMap<>(merged);
        merged.values().forEach(winner -> winners.putIfAbsent(winner, winner));
        var asked = owed(winners.keySet());
        return winners.entrySet().stream()
                .flatMap(one -> Optional.ofNullable(asked.get(one.getKey()))
                        .map(owed -> owed.of(Wanted.update(one.getValue(), Origin.CHANGE)))
                        .stream())
                .sorted(Comparator.comparingLong(Wanted::contactId))
                .toList();
    }

    private Map<Long, Asked> owed(Collection<Long> contactIds) {
        var asked = new HashMap<Long, Asked>();
        if (!contactIds.isEmpty()) {
            jdbc.sql(OWED).param("contactIds", contactIds.toArray(Long[]::new)).query(row -> {
                var origin = Origin.valueOf(row.getString("origin"));
                if (origin.priority() == 0) {
                    asked.put(row.getLong("mautic_contact_id"), new Asked(origin, row.getString("request")));
                }
            });
        }
        return asked;
    }

    private int[] write(String sql, List<Wanted> wanted) {
        return batches.batchUpdate(
                sql, wanted.stream().map(this::parameters).toArray(SqlParameterSource[]::new));
    }

    private Set<Long> among(String sql, List<Long> contactIds) {
        return contactIds.isEmpty()
                ? Set.of()
                : jdbc.sql(sql).param("contactIds", contactIds.toArray(Long[]::new)).query(Long.class).set();
    }

    /**
     * Stops counting a contact that no longer exists in Mautic.
     *
     * @return false if the contact has a waiting or running row: then the end of that row decides
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

    /** @param all whether to include rows that wait until full synchronisation is switched on */
    Map<Long, Action> underWay(Collection<Long> contactIds, boolean all) {
        var actions = new HashMap<Long, Action>();
        if (!contactIds.isEmpty()) {
            jdbc.sql(UNDER_WAY).param("contactIds", contactIds.toArray(Long[]::new)).param("all", all).query(row -> {
                actions.put(row.getLong("mautic_contact_id"), Action.valueOf(row.getString("action")));
            });
        }
        return actions;
    }

    /** How many rows wait, urgent ones aside; counts no further than {@code limit}. */
    public long waiting(int limit) {
        return jdbc.sql(COUNT_WAITING).param("limit", limit).query(Long.class).single();
    }

    /** Likewise, of one origin, without those that were tried: what a person has to answer first may wait for weeks. */
    public long waiting(Origin origin, int limit) {
        return jdbc.sql(COUNT_WAITING_OF_ORIGIN)
                .param("origin", origin.name())
                .param("limit", limit)
                .query(Long.class)
                .single();
    }

    /** Whether any row is to be worked on now, urgent ones aside. */
    public boolean isAnyDue() {
        return jdbc.sql(IS_ANY_DUE).param("now", now()).query(Boolean.class).single();
    }

    /** Whether any row waits, due or not. */
    boolean isAnyWaiting() {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM synchronisation WHERE state = 'PENDING')")
                .query(Boolean.class)
                .single();
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
        return endLocked(new End(row, ending, who, attempt), waits(row.contactId()));
    }

    /** Likewise, of rows of different contacts. */
    @Transactional
    void endAll(List<End> ends) {
        var contactIds = ends.stream().map(end -> end.row().contactId()).toList();
        var known = standings.lockAll(contactIds);
        var waiting = among(WAITING_AMONG, contactIds);
        Predicate<End> isDone = end -> end.ending() instanceof Ending.Done && !waiting.contains(end.row().contactId());
        var done = write(ends.stream().filter(isDone).toList());
        standings.setAll(done.stream().map(end -> end.row().contactId()).toList(), known, Standing.LINKED);
        ends.stream()
                .filter(isDone.negate())
                .forEach(end -> endLocked(end, waiting.contains(end.row().contactId())));
    }

    private boolean endLocked(End end, boolean waits) {
        var row = end.row();
        var ending = end.ending();
        boolean ended = (waits && staysOpen(ending))
                ? carryOn(row, ending, end.attempt())
                : !write(List.of(end)).isEmpty();
        if (ended) {
            stand(row.contactId(), ending, waits);
            if (waits && owesLead(row, ending)) {
                jdbc.sql(HAND_LEAD_ON).paramSource(parameters(row.wanted())).update();
            }
            if (ending instanceof Ending.Merged(long winner, var _)) {
                put(new Wanted(winner, Action.UPDATE, row.wanted().origin(), row.wanted().request()));
                owedAfter(Map.of(row.contactId(), winner)).forEach(this::put);
            }
        }
        return ended;
    }

    private void stand(long contactId, Ending ending, boolean waits) {
        switch (ending) {
            case Ending.Uncertain _ -> standings.set(contactId, Standing.UNCERTAIN);
            case Ending.Again _,Ending.HeldUp _,Ending.NotTried _,Ending.Orphaned _ ->
                standings.set(contactId, Standing.WAITING);
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
            jdbc.sql(CARRY_ON)
                    .paramSource(parameters(row.wanted())
                            .addValue("state", ending.state().name())
                            .addValue("uncertainContact", uncertainContact(ending))
                            .addValue("notBefore", notBefore(ending))
                            .addValue("attemptedAt",
                                    attempt.map(tried -> tried.begunAt().atOffset(ZoneOffset.UTC)).orElse(null))
                            .addValue("outcome", MessageText.write(ending.message())))
                    .update();
            attempt.ifPresent(tried -> attempts.addToWaiting(row, tried, ending));
        }
        return deleted == 1;
    }

    /** @return those that this process still had */
    private List<End> write(List<End> ends) {
        int[] written = batches.batchUpdate(END, ends.stream().map(this::columns).toArray(SqlParameterSource[]::new));
        var ended = IntStream.range(0, written.length).filter(i -> written[i] == 1).mapToObj(ends::get).toList();
        attempts.add(ended);
        return ended;
    }

    private SqlParameterSource columns(End end) {
        var row = end.row();
        var ending = end.ending();
        return new MapSqlParameterSource()
                .addValue("id", row.id())
                .addValue("node", row.node())
                .addValue("state", ending.state().name())
                .addValue("waits", staysOpen(ending))
                .addValue("attempts", row.attempts() + (ending.costsAnAttempt() ? 1 : 0))
                .addValue("heldUp",
                        row.heldUp() + (ending instanceof Ending.HeldUp(_, boolean counts) && counts ? 1 : 0))
                .addValue("due", now().plus(ending.pause()))
                .addValue("notBefore", notBefore(ending))
                .addValue("outcome", MessageText.write(ending.message()))
                .addValue("uncertainContact", uncertainContact(ending))
                .addValue("owesLead", owesLead(row, ending))
                .addValue("taken", ending.showsThatInesTakes())
                .addValue("email", end.who().email().orElse(null))
                .addValue("company", end.who().company().orElse(null));
    }

    private static boolean owesLead(Claimed row, Ending ending) {
        return row.wanted().action() == Action.UPDATE && ending.leavesRequestOpen();
    }

    private static boolean staysOpen(Ending ending) {
        return ending.state() == RowState.PENDING || ending.state() == RowState.UNCERTAIN;
    }

    private @Nullable OffsetDateTime notBefore(Ending ending) {
        return ending instanceof Ending.Orphaned(_, Duration lastCall) ? now().plus(lastCall) : null;
    }

    private static @Nullable Long uncertainContact(Ending ending) {
        return ending instanceof Ending.Uncertain(long contactId, var _) ? contactId : null;
    }

    private MapSqlParameterSource parameters(Wanted wanted) {
        return new MapSqlParameterSource()
                .addValue("contactId", wanted.contactId())
                .addValue("action", wanted.action().name())
                .addValue("origin", wanted.origin().name())
                .addValue("priority", wanted.origin().priority())
                .addValue("request", wanted.request())
                .addValue("companyId", wanted.companyId().isPresent() ? wanted.companyId().getAsLong() : null)
                .addValue("now", now());
    }

    private boolean waits(long contactId) {
        return !among(WAITING_AMONG, List.of(contactId)).isEmpty();
    }

    private long count(String sql, long contactId) {
        return jdbc.sql(sql).param("contactId", contactId).query(Long.class).single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
