package org.inesconnector.connector.links;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Leads that are due at INES: none is lost, and none is written twice. */
@Repository
public class Leads {

    private static final Logger LOG = LoggerFactory.getLogger(Leads.class);

    private static final String INSERT = """
            INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel,
                              short_description, detail, scoring, state, created_at)
            VALUES (:request, :contactId, :contactRef, :clientRef, :email, :channel, :shortDescription, :detail,
                    :scoring, 'PENDING', :now)
            ON CONFLICT DO NOTHING
            """;

    private static final String OF_CONTACT = """
            FROM lead
            WHERE mautic_contact_id = :contactId AND state = 'PENDING' AND (due_at IS NULL OR due_at <= :now)
              AND EXISTS (SELECT 1 FROM contact_link c WHERE c.mautic_contact_id = :contactId)
            """;

    private static final String SELECT_PENDING = """
            SELECT id, request, email, channel, short_description, detail, scoring,
                   (SELECT c.ines_contact_ref FROM contact_link c WHERE c.mautic_contact_id = :contactId) AS contact_ref,
                   (SELECT c.ines_client_ref FROM contact_link c WHERE c.mautic_contact_id = :contactId) AS client_ref
            """ + OF_CONTACT + """
            ORDER BY id
            FETCH FIRST 2 ROWS ONLY
            """;

    private static final String CONTACTS_WITH_DUE = """
            SELECT mautic_contact_id FROM lead
            WHERE state = 'PENDING' AND (due_at IS NULL OR due_at <= :now)
              AND EXISTS (SELECT 1 FROM contact_link c WHERE c.mautic_contact_id = lead.mautic_contact_id)
            GROUP BY mautic_contact_id
            ORDER BY min(id)
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String SELECT_OPEN = """
            SELECT id, mautic_contact_id, ines_contact_ref, email, short_description, created_at, reason
            """;

    private static final String SELECT_UNCERTAIN = SELECT_OPEN + "FROM lead WHERE state = 'UNCERTAIN' ORDER BY id";

    /** Those of processes that died among them, which are not marked for a look alone. Each half by its index. */
    private static final String COUNT_UNCERTAIN = """
            SELECT (SELECT count(*) FROM lead WHERE state = 'UNCERTAIN')
                 + (SELECT count(*) FROM lead WHERE state = 'SENDING' AND lease_until < :now)
            """;

    private static final String FIRST_UNCERTAIN = """
            SELECT min(created_at) FROM (
                SELECT created_at FROM lead WHERE state = 'UNCERTAIN'
                UNION ALL SELECT created_at FROM lead WHERE state = 'SENDING' AND lease_until < :now) asked
            """;

    private static final String LONG_DUE = """
            FROM lead
            WHERE state = 'PENDING' AND created_at <= :before
              AND EXISTS (SELECT 1 FROM contact_link c WHERE c.mautic_contact_id = lead.mautic_contact_id)
            """;

    private static final String REFUSED = LONG_DUE + """
              AND reason IS NOT NULL
            """;

    private static final String SELECT_REFUSED = SELECT_OPEN + REFUSED + """
            ORDER BY id
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String GIVE_UP = """
            UPDATE lead SET state = 'WRITTEN', lead_ref = :unknown, due_at = NULL, reason = NULL
            WHERE id = :id AND state = 'PENDING' AND reason IS NOT NULL AND created_at <= :before
            """;

    private static final String SETTLE = """
            UPDATE lead SET state = :state, lead_ref = :leadRef, due_at = NULL, reason = NULL
            WHERE id = :id AND state = 'UNCERTAIN'
            """;

    private static final String FOLLOW = """
            UPDATE lead SET mautic_contact_id = :contactId
            WHERE state IN ('PENDING', 'SENDING', 'UNCERTAIN') AND ines_contact_ref = :contactRef
              AND mautic_contact_id <> :contactId
              AND NOT EXISTS (SELECT 1 FROM contact_link c WHERE c.mautic_contact_id = lead.mautic_contact_id)
            """;

    /**
     * In the order in which they came, about that in which they were sent. Old ones that nobody has settled say nothing of INES
     * now, nor do those that a process died with.
     */
    private static final String COUNT_LAST_LOST = """
            SELECT count(*) FROM lead lost
            WHERE state = 'UNCERTAIN' AND created_at > :since AND reason <> :died
              AND NOT EXISTS (SELECT 1 FROM lead taken WHERE taken.state = 'WRITTEN' AND taken.id > lost.id)
            """;

    private static final Duration BETWEEN_LATE_TRIES = Duration.ofSeconds(5);

    private static final int LATE_TRIES = 120;

    private static final Duration LONG = Duration.ofHours(1);

    /** A person sees to no more at a time. */
    private static final int MOST = 1000;

    /** Where nobody knows which of INES's leads it is. */
    private static final int UNKNOWN_REFERENCE = 0;

    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(10);

    private static final Duration WHILE_HELD_UP = Duration.ofMinutes(1);

    private static final String FORGET_DEAD = """
            UPDATE lead SET state = 'UNCERTAIN', lease_until = NULL, reason = :reason
            WHERE state = 'SENDING' AND lease_until < :now
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final InstantSource clock;
    private final LeadSteps steps;

    Leads(
            JdbcClient jdbc,
            NamedParameterJdbcOperations batches,
            TransactionOperations transaction,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        this.steps = new LeadSteps(batches, transaction);
    }

    /** A lead that is due for a contact. */
    record Due(ContactLink contact, LeadDraft draft) {}

    /** Does nothing where the request has its lead already. */
    public void add(ContactLink contact, LeadDraft draft) {
        addAll(List.of(new Due(contact, draft)));
    }

    /** Likewise, for each of them. */
    void addAll(List<Due> leads) {
        batches.batchUpdate(INSERT, leads.stream().map(this::columns).toArray(SqlParameterSource[]::new));
    }

    private SqlParameterSource columns(Due due) {
        var draft = due.draft();
        return new MapSqlParameterSource()
                .addValue("request", draft.request())
                .addValue("contactId", due.contact().mauticContactId())
                .addValue("contactRef", due.contact().inesContactRef())
                .addValue("clientRef", due.contact().inesClientRef())
                .addValue("email", draft.email())
                .addValue("channel", draft.channel())
                .addValue("shortDescription", draft.shortDescription())
                .addValue("detail", draft.detail())
                .addValue("scoring", draft.scoring())
                .addValue("now", now());
    }

    /** Whether any lead was ever due: then INES had a channel for them. */
    public boolean wasAnyDue() {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM lead)").query(Boolean.class).single();
    }

    /** Whether {@link #take} would return a lead now. */
    public boolean isAnyDue(long mauticContactId) {
        return jdbc.sql("SELECT count(*) " + OF_CONTACT)
                .param("contactId", mauticContactId)
                .param("now", now())
                .query(Long.class)
                .single() > 0;
    }

    /**
     * Takes the next pending lead of a contact; the caller must end it.
     *
     * @param lease how long the call may take; a lead that outlives it is uncertain
     */
    public Optional<DueLead> take(long mauticContactId, Duration lease) {
        while (true) {
            var pending = jdbc.sql(SELECT_PENDING)
                    .param("contactId", mauticContactId)
                    .param("now", now())
                    .query(Leads::dueLead)
                    .list();
            if (pending.isEmpty()) {
                return Optional.empty();
            }
            var first = pending.getFirst();
            if (isTaken(first.id(), mauticContactId, lease)) {
                return Optional.of(pending.size() == 1 ? first.asLast() : first);
            }
        }
    }

    /** False where it is another process's, or another contact's, since it was read. */
    private boolean isTaken(long id, long mauticContactId, Duration lease) {
        return steps.take(new LeadSteps.Step.Begin(id, mauticContactId, now(), now().plus(lease)));
    }

    private void forgetDead() {
        jdbc.sql(FORGET_DEAD)
                .param("now", now())
                .param("reason", MessageText.write(OpenCreation.PROCESS_DIED))
                .update();
    }

    /** Contacts that have a lead to be written now, those with the oldest first. */
    @Transactional
    public List<Long> contactsWithDue(int limit) {
        forgetDead();
        return jdbc.sql(CONTACTS_WITH_DUE).param("now", now()).param("limit", limit).query(Long.class).list();
    }

    /** What has been due for an hour or longer, if anything has: it may be refused for good. */
    public Optional<LongDueLeads> longDue() {
        var before = now().minus(LONG);
        return jdbc.sql("SELECT count(*) AS number, min(created_at) AS since " + LONG_DUE)
                .param("before", before)
                .query(Leads::counted)
                .single()
                .map(due -> due.because(refused(before, 1).stream().map(OpenLead::reason).findFirst()));
    }

    private static Optional<LongDueLeads> counted(ResultSet row, int number) throws SQLException {
        long due = row.getLong("number");
        return Optional.ofNullable(row.getObject("since", OffsetDateTime.class))
                .map(since -> new LongDueLeads(due, since.toInstant(), Optional.empty()));
    }

    /**
     * The INES contact is this Mautic contact's from now on: so is what is due for it, where its former one is not linked. Before
     * the link is kept, which says that this was done.
     */
    public void follow(ContactLink link) {
        jdbc.sql(FOLLOW)
                .param("contactId", link.mauticContactId())
                .param("contactRef", link.inesContactRef())
                .update();
    }

    /** Leads that wait for a person. */
    @Transactional
    public List<OpenLead> uncertain() {
        forgetDead();
        return jdbc.sql(SELECT_UNCERTAIN).query(Leads::openLead).list();
    }

    /** As many as {@link #uncertain} would list. */
    public long countUncertain() {
        return jdbc.sql(COUNT_UNCERTAIN).param("now", now()).query(Long.class).single();
    }

    /** When the first of them became due. */
    public Optional<Instant> uncertainSince() {
        return FirstMoment.of(jdbc.sql(FIRST_UNCERTAIN).param("now", now()));
    }

    /**
     * INES has it after all.
     *
     * @return false where no such lead is uncertain
     */
    public boolean settleWritten(long id) {
        return settle(id, "WRITTEN", UNKNOWN_REFERENCE);
    }

    /** INES does not have it: it is due again. */
    public boolean settleDue(long id) {
        return settle(id, "PENDING", null);
    }

    private boolean settle(long id, String state, @Nullable Integer leadRef) {
        return jdbc.sql(SETTLE).param("id", id).param("state", state).param("leadRef", leadRef).update() == 1;
    }

    /** Leads that INES has not taken for an hour or longer, with the reason. */
    public List<OpenLead> refused() {
        return refused(now().minus(LONG), MOST);
    }

    public long countRefused() {
        return jdbc.sql("SELECT count(*) " + REFUSED).param("before", now().minus(LONG)).query(Long.class).single();
    }

    private List<OpenLead> refused(OffsetDateTime before, int limit) {
        return jdbc.sql(SELECT_REFUSED)
                .param("before", before)
                .param("limit", limit)
                .query(Leads::openLead)
                .list();
    }

    /**
     * INES is not to get it: it counts as written, so that nothing that asked for it asks again.
     *
     * @return false where it is none of {@link #refused}
     */
    public boolean giveUp(long id) {
        return jdbc.sql(GIVE_UP)
                .param("id", id)
                .param("unknown", UNKNOWN_REFERENCE)
                .param("before", now().minus(LONG))
                .update() == 1;
    }

    /** If the database cannot store it now, this is retried for ten minutes; a lead whose lease ends before that stays uncertain. */
    public void written(long id, int leadRef) {
        try {
            Answers.UNTIL_KEPT.execute(() -> {
                end(id, "WRITTEN", leadRef, null, null);
                return leadRef;
            });
        } catch (RetryException e) {
            LOG.error("INES has lead {} as its lead {}, which could not be kept yet", id, leadRef, e);
            Thread.startVirtualThread(() -> writtenLate(id, leadRef));
        }
    }

    private void writtenLate(long id, int leadRef) {
        for (int tries = 0; tries < LATE_TRIES; tries++) {
            LockSupport.parkNanos(BETWEEN_LATE_TRIES.toNanos());
            try {
                end(id, "WRITTEN", leadRef, null, null);
                return;
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("INES has lead {} as its lead {}, which could not be kept yet: {}", id, leadRef,
                        e.getMessage());
            }
        }
    }

    /** The call was not made: the lead is pending again, for any process. */
    public void notSent(long id) {
        Answers.UNTIL_KEPT.invoke(() -> jdbc
                .sql("UPDATE lead SET state = 'PENDING', lease_until = NULL WHERE id = :id AND state = 'SENDING'")
                .param("id", id)
                .update());
    }

    /** Leads of the last hour whose answer was lost, since INES last took one. */
    public long countLastLost() {
        return jdbc.sql(COUNT_LAST_LOST)
                .param("since", now().minus(LONG))
                .param("died", MessageText.write(OpenCreation.PROCESS_DIED))
                .query(Long.class)
                .single();
    }

    /** INES did not take it, and would not take it at once either: it is due again after a while. */
    public void refused(long id, Message reason) {
        Answers.UNTIL_KEPT.invoke(
                () -> end(id, "PENDING", null, MessageText.write(reason), now().plus(AFTER_A_REFUSAL)));
    }

    /** INES takes nothing at the moment, or not this: others go first. */
    public void heldUp(long id, Message reason) {
        Answers.UNTIL_KEPT.invoke(
                () -> end(id, "PENDING", null, MessageText.write(reason), now().plus(WHILE_HELD_UP)));
    }

    /** INES may have taken it: it is not written again by itself. */
    public void uncertain(long id, Message reason) {
        end(id, "UNCERTAIN", null, MessageText.write(reason), null);
    }

    private void end(
            long id,
            String state,
            @Nullable Integer leadRef,
            @Nullable String reason,
            @Nullable OffsetDateTime dueAt) {
        steps.take(new LeadSteps.Step.End(id, state, leadRef, reason, dueAt));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static OpenLead openLead(ResultSet row, int number) throws SQLException {
        return new OpenLead(
                row.getLong("id"),
                row.getLong("mautic_contact_id"),
                row.getInt("ines_contact_ref"),
                row.getString("email"),
                row.getString("short_description"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                MessageText.read(row.getString("reason")));
    }

    private static DueLead dueLead(ResultSet row, int number) throws SQLException {
        return new DueLead(
                row.getLong("id"),
                row.getInt("contact_ref"),
                row.getInt("client_ref"),
                new LeadDraft(
                        row.getString("request"),
                        row.getString("email"),
                        row.getInt("channel"),
                        row.getString("short_description"),
                        row.getString("detail"),
                        row.getInt("scoring")),
                false);
    }
}
