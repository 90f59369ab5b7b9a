package org.inesconnector.connector.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.inesconnector.connector.messages.MessageText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was queued, done and failed, for people. */
@Repository
public class Journal {

    private static final String SELECT = """
            SELECT id, mautic_contact_id, action, origin, state, attempts, queued_at, attempted_at, email, company,
                   outcome, CASE WHEN state = 'PENDING' THEN due_at END AS due_at, not_before, %s AS asked_for
            FROM synchronisation
            """.formatted(WaitingRows.IS_ASKED_FOR);

    private static final String LAST = SELECT + """
            WHERE CAST(:state AS VARCHAR(16)) IS NULL OR state = :state
            ORDER BY attempted_at DESC NULLS LAST, id DESC
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String OF_REQUEST = SELECT
            + "WHERE request = :request ORDER BY id DESC FETCH FIRST 1 ROW ONLY";

    private static final String OF_CONTACT = SELECT + "WHERE mautic_contact_id = :contactId ORDER BY id DESC";

    private static final String IS_MEANT = """
            (CAST(:state AS VARCHAR(16)) IS NULL OR state = :state)
              AND (CAST(:origin AS VARCHAR(24)) IS NULL OR origin = :origin)
              AND (CAST(:email AS VARCHAR(1000)) IS NULL OR LOWER(email) LIKE :email ESCAPE '!')
              AND (CAST(:contact AS BIGINT) IS NULL OR mautic_contact_id = :contact)
              AND (NOT CAST(:stands AS BOOLEAN) OR (
                  NOT EXISTS (SELECT 1 FROM synchronisation newer
                              WHERE newer.mautic_contact_id = synchronisation.mautic_contact_id
                                AND newer.id > synchronisation.id)
                  AND EXISTS (SELECT 1 FROM contact_standing
                              WHERE contact_standing.mautic_contact_id = synchronisation.mautic_contact_id
                                AND (synchronisation.state <> 'FAILED' OR contact_standing.standing = 'FAILED'))))
            """;

    private static final String TRIED = SELECT + """
            WHERE attempted_at >= :begin AND attempted_at < :end
              AND attempted_at <= :at AND (attempted_at < :at OR id < :id)
              AND\s""" + IS_MEANT;

    private static final String NEVER_TRIED = SELECT + """
            WHERE attempted_at IS NULL AND queued_at >= :begin AND queued_at < :end AND id < :id
              AND\s""" + IS_MEANT;

    /** Of what is rare among all rows, which an index finds; among the others they are soon met. */
    private static final String IS_RARE = "AND state = :state\n";

    private static final Set<RowState> FREQUENT = EnumSet.of(RowState.DONE, RowState.SKIPPED);

    private static final String BY_ATTEMPT = """
            ORDER BY attempted_at DESC NULLS LAST, id DESC
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String BY_AGE = """
            ORDER BY id DESC
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String ALL_TRIED = TRIED + BY_ATTEMPT;
    private static final String RARE_TRIED = TRIED + IS_RARE + BY_ATTEMPT;
    private static final String ALL_NEVER_TRIED = NEVER_TRIED + BY_AGE;
    private static final String RARE_NEVER_TRIED = NEVER_TRIED + IS_RARE + BY_AGE;

    /** In an order that no attempt changes. */
    private static final String BY_ID = SELECT + """
            WHERE id < :id
              AND COALESCE(attempted_at, queued_at) >= :begin AND COALESCE(attempted_at, queued_at) < :end
              AND\s""" + IS_MEANT + BY_AGE;

    private static final int AT_ONCE = 500;

    private static final String ONE = SELECT + "WHERE id = :id";

    private static final String UNCERTAIN_CONTACT = """
            SELECT uncertain_contact FROM synchronisation WHERE id = :id AND uncertain_contact IS NOT NULL
            """;

    private static final String COUNTS = "SELECT state, count(*) AS number FROM synchronisation GROUP BY state";

    private final JdbcClient jdbc;
    private final Attempts attempts;

    Journal(JdbcClient jdbc, Attempts attempts) {
        this.jdbc = jdbc;
        this.attempts = attempts;
    }

    /** The newest first, by their last attempt; those that were never tried come last. */
    public JournalPage first(JournalFilter filter, int limit) {
        return page(filter, JournalPosition.START, limit);
    }

    /** Likewise, from where an earlier page ended. */
    public JournalPage page(JournalFilter filter, JournalPosition after, int limit) {
        var rows = new ArrayList<>(tried(filter, after, limit + 1));
        if (rows.size() <= limit) {
            long before = after.attemptedAt().isEmpty() ? after.id() : Long.MAX_VALUE;
            rows.addAll(
                    rows(isRare(filter) ? RARE_NEVER_TRIED : ALL_NEVER_TRIED, filter, before, limit + 1 - rows.size())
                            .list());
        }
        return rows.size() > limit
                ? new JournalPage(rows.subList(0, limit), Optional.of(JournalPosition.of(rows.get(limit - 1))))
                : new JournalPage(rows, Optional.empty());
    }

    private List<JournalRow> tried(JournalFilter filter, JournalPosition after, int limit) {
        return after.attemptedAt()
                .map(at -> parameters(isRare(filter) ? RARE_TRIED : ALL_TRIED, filter, after.id(), limit)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .query(Journal::row)
                        .list())
                .orElseGet(List::of);
    }

    private static boolean isRare(JournalFilter filter) {
        return filter.state().filter(state -> !FREQUENT.contains(state)).isPresent();
    }

    /** Every row that is meant once, however many there are and whatever becomes of them meanwhile; the newest first. */
    public void each(JournalFilter filter, Consumer<JournalRow> reader) {
        var rows = rows(BY_ID, filter, Long.MAX_VALUE, AT_ONCE).list();
        while (!rows.isEmpty()) {
            rows.forEach(reader);
            rows = rows(BY_ID, filter, rows.getLast().id(), AT_ONCE).list();
        }
    }

    public Optional<JournalEntry> entry(long id) {
        return jdbc.sql(ONE)
                .param("id", id)
                .query(Journal::row)
                .optional()
                .map(row -> new JournalEntry(row, attempts.of(id), uncertainContact(id)));
    }

    private OptionalLong uncertainContact(long id) {
        return jdbc.sql(UNCERTAIN_CONTACT).param("id", id).query(Long.class).list().stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private JdbcClient.MappedQuerySpec<JournalRow> rows(String sql, JournalFilter filter, long before, int limit) {
        return parameters(sql, filter, before, limit).query(Journal::row);
    }

    private JdbcClient.StatementSpec parameters(String sql, JournalFilter filter, long before, int limit) {
        return jdbc.sql(sql)
                .param("state", filter.state().map(RowState::name).orElse(null))
                .param("origin", filter.origin().map(Origin::name).orElse(null))
                .param("email", filter.emailPattern().orElse(null))
                .param("contact", filter.contact().isPresent() ? filter.contact().getAsLong() : null)
                .param("stands", filter.stands())
                .param("begin", filter.begin())
                .param("end", filter.end())
                .param("id", before)
                .param("limit", limit);
    }

    /** The newest first, by their last attempt; those that were never tried come last. */
    public List<JournalRow> last(int limit, Optional<RowState> state) {
        return jdbc.sql(LAST)
                .param("limit", limit)
                .param("state", state.map(RowState::name).orElse(null))
                .query(Journal::row)
                .list();
    }

    /** The newest first. */
    public List<JournalRow> ofContact(long contactId) {
        return jdbc.sql(OF_CONTACT).param("contactId", contactId).query(Journal::row).list();
    }

    /** Each state that there is a row in. */
    public Map<RowState, Long> counts() {
        var counts = new EnumMap<RowState, Long>(RowState.class);
        jdbc.sql(COUNTS).query(row -> {
            counts.put(RowState.valueOf(row.getString("state")), row.getLong("number"));
        });
        return counts;
    }

    Optional<JournalRow> ofRequest(String request) {
        return jdbc.sql(OF_REQUEST).param("request", request).query(Journal::row).optional();
    }

    private static JournalRow row(ResultSet row, int number) throws SQLException {
        return new JournalRow(
                row.getLong("id"),
                row.getLong("mautic_contact_id"),
                Action.valueOf(row.getString("action")),
                Origin.valueOf(row.getString("origin")),
                RowState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("attempted_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("email")),
                Optional.ofNullable(row.getString("company")),
                Optional.ofNullable(row.getString("outcome")).map(MessageText::read),
                next(row),
                row.getBoolean("asked_for"));
    }

    private static Optional<Instant> next(ResultSet row) throws SQLException {
        var due = Optional.ofNullable(row.getObject("due_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        var notBefore = Optional.ofNullable(row.getObject("not_before", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
        return due.map(at -> notBefore.filter(at::isBefore).orElse(at));
    }
}
