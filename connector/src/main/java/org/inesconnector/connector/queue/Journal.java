package org.inesconnector.connector.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.messages.MessageText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was queued, done and failed, for people. */
@Repository
public class Journal {

    private static final String SELECT = """
            SELECT id, mautic_contact_id, action, origin, state, attempts, queued_at, attempted_at, email, company,
                   outcome
            FROM synchronisation
            """;

    private static final String LAST = SELECT + """
            WHERE CAST(:state AS VARCHAR(16)) IS NULL OR state = :state
            ORDER BY attempted_at DESC NULLS LAST, id DESC
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String OF_REQUEST = SELECT
            + "WHERE request = :request ORDER BY id DESC FETCH FIRST 1 ROW ONLY";

    private static final String OF_CONTACT = SELECT + "WHERE mautic_contact_id = :contactId ORDER BY id DESC";

    private static final String COUNTS = "SELECT state, count(*) AS number FROM synchronisation GROUP BY state";

    private final JdbcClient jdbc;

    Journal(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
                Optional.ofNullable(row.getString("outcome")).map(MessageText::read));
    }
}
