package org.inesconnector.connector.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.messages.MessageText;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
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
    private final NamedParameterJdbcOperations batches;

    Attempts(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** With the ends of these rows, in one transaction. */
    void add(List<End> ends) {
        var tried = ends.stream().filter(end -> end.attempt().isPresent()).toList();
        batches.batchUpdate(INSERT, tried.stream()
                .map(end -> columns(end.row().id(), end.attempt().orElseThrow(), end.ending()))
                .toArray(SqlParameterSource[]::new));
        tried.stream()
                .map(End::row)
                .filter(row -> row.lastAttempt().isPresent())
                .forEach(row -> jdbc.sql(DELETE_OLD).param("row", row.id()).param("kept", KEPT).update());
    }

    /** Likewise, for a row in whose place the newer one carries on. */
    void addToWaiting(Claimed row, Attempt attempt, Ending ending) {
        long waiting = jdbc.sql(WAITING_ROW).param("contactId", row.contactId()).query(Long.class).single();
        jdbc.sql(INSERT).paramSource(columns(waiting, attempt, ending)).update();
    }

    void handOn(Claimed row) {
        jdbc.sql(HAND_ON)
                .param("contactId", row.contactId())
                .param("row", row.id())
                .param("node", row.node())
                .update();
    }

    private static SqlParameterSource columns(long row, Attempt attempt, Ending ending) {
        return new MapSqlParameterSource()
                .addValue("row", row)
                .addValue("begun", attempt.begunAt().atOffset(ZoneOffset.UTC))
                .addValue("ended", attempt.endedAt().atOffset(ZoneOffset.UTC))
                .addValue("state", ending.state().name())
                .addValue("outcome", MessageText.write(ending.message()))
                .addValue("plan", attempt.plan().flatMap(AttemptText::write).orElse(null))
                .addValue("calls", AttemptText.write(attempt.calls()));
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
