package org.inesconnector.connector.audit;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The last audit and what it found. One runs at a time; what a process tells of one that is not its own is not kept. */
@Repository
class AuditStore {

    /** A process that is not heard of for so long is taken for dead. The database's clock is the one that all share. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final String ALIVE_UNTIL = "CURRENT_TIMESTAMP + CAST(:millis AS INTEGER) * INTERVAL '0.001' SECOND";

    private static final String HAS_ENDED = "WHERE CASE state WHEN 'RUNNING' THEN alive_until <= CURRENT_TIMESTAMP ELSE TRUE END";

    private static final String BEGIN_AGAIN = """
            UPDATE audit
            SET run = :run, state = 'RUNNING', sample_size = :sample, repairs = :repairs, who = :who,
                started_at = CURRENT_TIMESTAMP, alive_until = %s, ended_at = NULL, counts = :counts, problems = '[]'
            """.formatted(ALIVE_UNTIL) + HAS_ENDED;

    private static final String LOCK_ENDED = "UPDATE audit SET who = who " + HAS_ENDED;

    private static final String BEGIN_FIRST = """
            INSERT INTO audit (id, run, state, sample_size, repairs, who, started_at, alive_until, counts, problems)
            VALUES (1, :run, 'RUNNING', :sample, :repairs, :who, CURRENT_TIMESTAMP, %s, :counts, '[]')
            ON CONFLICT DO NOTHING
            """.formatted(ALIVE_UNTIL);

    private static final String ALIVE = "UPDATE audit SET alive_until = " + ALIVE_UNTIL
            + " WHERE run = :run AND state = 'RUNNING'";

    private static final String COUNT = "UPDATE audit SET counts = :counts WHERE run = :run AND state = 'RUNNING'";

    private static final String END = """
            UPDATE audit SET state = :state, ended_at = CURRENT_TIMESTAMP, problems = :problems
            WHERE run = :run AND state = 'RUNNING'
            """;

    private static final String STOP = """
            UPDATE audit SET state = 'STOPPED', ended_at = CURRENT_TIMESTAMP WHERE state = 'RUNNING'
            """;

    private static final String SELECT = """
            SELECT run, state, sample_size, repairs, who, started_at, ended_at, counts, problems,
                   CASE state WHEN 'RUNNING' THEN alive_until <= CURRENT_TIMESTAMP ELSE FALSE END AS is_lost
            FROM audit
            """;

    private static final String INSERT_FINDING = """
            INSERT INTO audit_finding (number, kind, mautic_contact_id, email, ines_contact_ref, ines_client_ref,
                                       mautic_company_id, why, differences, remedy)
            VALUES (:number, :kind, :contactId, :email, :contactRef, :clientRef, :companyId, :why, :differences, :remedy)
            """;

    private static final String SELECT_FINDINGS = """
            SELECT number, kind, mautic_contact_id, email, ines_contact_ref, ines_client_ref, mautic_company_id, why,
                   differences, remedy
            FROM audit_finding WHERE number > :after
            ORDER BY number
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String COUNT_REPAIRABLE = "SELECT count(*) FROM audit_finding WHERE remedy = 'REPAIRABLE'";

    private static final String REMEDY = "UPDATE audit_finding SET remedy = :remedy WHERE number = :number";

    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param number its place among those that are kept */
    record Kept(int number, Drift drift) {}

    /** @return its name; empty where one runs already, in whichever process */
    @Transactional
    Optional<String> begin(OptionalInt sample, boolean repairs, String who, AuditState.Counts counts) {
        var run = UUID.randomUUID().toString();
        if (begin(BEGIN_AGAIN, run, sample, repairs, who, counts) == 0
                && begin(BEGIN_FIRST, run, sample, repairs, who, counts) == 0) {
            return Optional.empty();
        }
        jdbc.sql("DELETE FROM audit_finding").update();
        return Optional.of(run);
    }

    private int begin(
            String sql, String run, OptionalInt sample, boolean repairs, String who, AuditState.Counts counts) {
        return jdbc.sql(sql)
                .param("run", run)
                .param("sample", sample.isPresent() ? sample.getAsInt() : null)
                .param("repairs", repairs)
                .param("who", who)
                .param("millis", LEASE.toMillis())
                .param("counts", DriftText.write(counts))
                .update();
    }

    /** @return false where it is not this run's turn any more */
    boolean isAlive(String run) {
        return jdbc.sql(ALIVE).param("run", run).param("millis", LEASE.toMillis()).update() == 1;
    }

    /**
     * Keeps how far a run is, and what it found since.
     *
     * @param counts those to be kept among them
     * @return false where it was stopped, or taken for dead
     */
    @Transactional
    boolean keep(String run, AuditState.Counts counts, List<Drift> drifts) {
        boolean isOwn = jdbc.sql(COUNT).param("run", run).param("counts", DriftText.write(counts)).update() == 1;
        if (isOwn) {
            int number = Math.toIntExact(counts.kept()) - drifts.size();
            for (var drift : drifts) {
                number++;
                insert(number, drift);
            }
        }
        return isOwn;
    }

    private void insert(int number, Drift drift) {
        var contact = drift.contact();
        jdbc.sql(INSERT_FINDING)
                .param("number", number)
                .param("kind", drift.kind().name())
                .param("contactId", contact.id())
                .param("email", contact.email().map(AuditStore::whole).orElse(null))
                .param("contactRef", number(contact.contactRef()))
                .param("clientRef", number(contact.clientRef()))
                .param("companyId", contact.companyId().isPresent() ? contact.companyId().getAsLong() : null)
                .param("why", whole(MessageText.write(drift.why())))
                .param("differences", DriftText.write(drift.differences()))
                .param("remedy", drift.remedy().name())
                .update();
    }

    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static @Nullable Integer number(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    void end(String run, AuditState.Stage stage, List<Message> problems) {
        jdbc.sql(END)
                .param("run", run)
                .param("state", stage.name())
                .param("problems", DriftText.writeMessages(problems))
                .update();
    }

    /** @return whether one ran */
    boolean stop() {
        return jdbc.sql(STOP).update() == 1;
    }

    Optional<AuditState> last() {
        return jdbc.sql(SELECT).query(AuditStore::state).optional();
    }

    /** The findings of the last audit, in the order they were found. */
    List<Kept> findings(int after, int limit) {
        return jdbc.sql(SELECT_FINDINGS)
                .param("after", after)
                .param("limit", limit)
                .query(AuditStore::kept)
                .list();
    }

    /** Of those that are kept. */
    long countRepairable() {
        return jdbc.sql(COUNT_REPAIRABLE).query(Long.class).single();
    }

    /** Nobody begins another, or repairs the same, until the transaction ends. @return false where one runs */
    boolean lockEnded() {
        return jdbc.sql(LOCK_ENDED).update() == 1;
    }

    /** @param repaired what became of each */
    void keepRemedies(List<Kept> findings, List<Drift> repaired) {
        var counts = new EnumMap<Drift.Remedy, Long>(Drift.Remedy.class);
        var before = last().orElseThrow().counts();
        counts.putAll(before.remedies());
        for (int place = 0; place < findings.size(); place++) {
            var remedy = repaired.get(place).remedy();
            jdbc.sql(REMEDY).param("number", findings.get(place).number()).param("remedy", remedy.name()).update();
            counts.merge(findings.get(place).drift().remedy(), -1L, Long::sum);
            counts.merge(remedy, 1L, Long::sum);
        }
        jdbc.sql("UPDATE audit SET counts = :counts")
                .param("counts", DriftText.write(before.with(counts)))
                .update();
    }

    private static AuditState state(ResultSet row, int number) throws SQLException {
        int sample = row.getInt("sample_size");
        boolean isWhole = row.wasNull();
        return new AuditState(
                row.getBoolean("is_lost") ? AuditState.Stage.LOST : AuditState.Stage.valueOf(row.getString("state")),
                isWhole ? OptionalInt.empty() : OptionalInt.of(sample),
                row.getBoolean("repairs"),
                row.getString("who"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                DriftText.readCounts(row.getString("counts")),
                DriftText.readMessages(row.getString("problems")));
    }

    private static Kept kept(ResultSet row, int index) throws SQLException {
        long company = row.getLong("mautic_company_id");
        var contact = new Drift.Contact(
                row.getLong("mautic_contact_id"),
                Optional.ofNullable(row.getString("email")),
                number(row, "ines_contact_ref"),
                number(row, "ines_client_ref"),
                company == 0 ? OptionalLong.empty() : OptionalLong.of(company));
        return new Kept(
                row.getInt("number"),
                new Drift(
                        Drift.Kind.valueOf(row.getString("kind")),
                        contact,
                        MessageText.read(row.getString("why")),
                        DriftText.readDifferences(row.getString("differences")),
                        Drift.Remedy.valueOf(row.getString("remedy"))));
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
