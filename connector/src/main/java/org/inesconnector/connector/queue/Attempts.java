package org.inesconnector.connector.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.messages.MessageText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tries of each row; they go with the row. */
@Repository
class Attempts {

    /** A row that is tried without an end keeps its last tries. */
    static final int KEPT = 20;

    private static final String INSERT = """
            INSERT INTO attempt (synchronisation_id, number, begun_at, ended_at, state, outcome, plan, calls)
            VALUES (:row, (SELECT COALESCE(MAX(number), 0) + 1 FROM attempt WHERE synchronisation_id = :row), :begun, :ended,
                    :state, :outcome, :plan, :calls)
            """;

    private static final String DELETE_OLD = """
            DELETE FROM attempt WHERE synchronisation_id = :row
              AND number <= (SELECT MAX(number) FROM attempt WHERE synchronisation_id = :row) - :kept
            """;

    /** To the row that carries on. */
    private static final String HAND_ON = """
            UPDATE attempt
            SET synchronisation_id = (SELECT id FROM synchronisation WHERE waiting_contact = :contactId),
                number = number + (SELECT COALESCE(MAX(own.number), 0) FROM attempt own
                                   JOIN synchronisation waiting ON waiting.id = own.synchronisation_id
                                   WHERE waiting.waiting_contact = :contactId)
            WHERE synchronisation_id = (SELECT id FROM synchronisation
                                        WHERE id = :row AND state = 'RUNNING' AND node = :node)
            """;

    private static final String WAITING_ROW = "SELECT id FROM synchronisation WHERE waiting_contact = :contactId";

    private static final String SELECT = """
            SELECT number, begun_at, ended_at, state, outcome, plan, calls FROM attempt WHERE synchronisation_id = :row
            ORDER BY number DESC
            """;

    private final JdbcClient jdbc;

    Attempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** With the row's end, in one transaction. */
    void add(Claimed row, Attempt attempt, Ending ending) {
        add(row.id(), attempt, ending);
        if (row.lastAttempt().isPresent()) {
            jdbc.sql(DELETE_OLD).param("row", row.id()).param("kept", KEPT).update();
        }
    }

    /** Likewise, for a row in whose place the newer one carries on. */
    void addToWaiting(Claimed row, Attempt attempt, Ending ending) {
        add(jdbc.sql(WAITING_ROW).param("contactId", row.contactId()).query(Long.class).single(), attempt, ending);
    }

    void handOn(Claimed row) {
        jdbc.sql(HAND_ON)
                .param("contactId", row.contactId())
                .param("row", row.id())
                .param("node", row.node())
                .update();
    }

    private void add(long row, Attempt attempt, Ending ending) {
        jdbc.sql(INSERT)
                .param("row", row)
                .param("begun", attempt.begunAt().atOffset(ZoneOffset.UTC))
                .param("ended", attempt.endedAt().atOffset(ZoneOffset.UTC))
                .param("state", ending.state().name())
                .param("outcome", MessageText.write(ending.message()))
                .param("plan", attempt.plan().flatMap(AttemptText::write).orElse(null))
                .param("calls", AttemptText.write(attempt.calls()))
                .update();
    }

    /** The newest first. */
    List<JournalAttempt> of(long row) {
        return jdbc.sql(SELECT).param("row", row).query(Attempts::attempt).list();
    }

    private static JournalAttempt attempt(ResultSet row, int number) throws SQLException {
        return new JournalAttempt(
                row.getInt("number"),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                RowState.valueOf(row.getString("state")),
                MessageText.read(row.getString("outcome")),
                Optional.ofNullable(row.getString("plan")).map(AttemptText::readPlan),
                AttemptText.readCalls(row.getString("calls")));
    }
}
