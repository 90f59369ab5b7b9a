package org.inesconnector.connector.direct;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Up to when each rule was read, which of the newest occurrences, and why it cannot be read. */
@Repository
class RuleCursors {

    private static final String KEY = " WHERE kind = :kind AND rule_id = :ruleId";

    private static final String ADD = "INSERT INTO push_rule (kind, rule_id) VALUES (:kind, :ruleId) ON CONFLICT DO NOTHING";

    private static final String BEGIN = "UPDATE push_rule SET since = :next, counts_from = :next" + KEY
            + " AND since IS NULL";

    private static final String MOVE = "UPDATE push_rule SET since = :next" + KEY + " AND since = :from";

    private static final String TROUBLE = "UPDATE push_rule SET trouble = :trouble, again_at = :againAt" + KEY;

    private static final String WORKS = "UPDATE push_rule SET trouble = NULL, again_at = NULL" + KEY
            + " AND trouble IS NOT NULL";

    private static final String KEEP = """
            INSERT INTO push_rule_read (request, kind, rule_id, at) VALUES (:request, :kind, :ruleId, :at)
            ON CONFLICT DO NOTHING
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    RuleCursors(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A rule that is set up again later begins anew. */
    @Transactional
    void set(Set<Rule> rules) {
        var known = known();
        known.stream().filter(rule -> !rules.contains(rule))
                .forEach(rule -> of("DELETE FROM push_rule" + KEY, rule).update());
        rules.stream().filter(rule -> !known.contains(rule)).forEach(rule -> of(ADD, rule).update());
    }

    private Set<Rule> known() {
        return jdbc.sql("SELECT kind, rule_id FROM push_rule")
                .query((row, _) -> new Rule(Rule.Kind.valueOf(row.getString("kind")), row.getLong("rule_id")))
                .set();
    }

    /** Empty where it was not read before. */
    Optional<Instant> position(Rule rule) {
        return of("SELECT since FROM push_rule" + KEY + " AND since IS NOT NULL", rule)
                .query(RuleCursors::moment)
                .optional();
    }

    private static Instant moment(ResultSet row, int number) throws SQLException {
        return row.getObject("since", OffsetDateTime.class).toInstant();
    }

    /** From when it counts. */
    Optional<Instant> countsFrom(Rule rule) {
        return of("SELECT counts_from FROM push_rule" + KEY + " AND counts_from IS NOT NULL", rule)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** The requests of occurrences that were read, of that moment or later. */
    Set<String> read(Rule rule, Instant from) {
        return new HashSet<>(of("SELECT request FROM push_rule_read" + KEY + " AND at >= :from", rule)
                .param("from", at(from.truncatedTo(ChronoUnit.SECONDS)))
                .query(String.class)
                .list());
    }

    /** @return false where another process has begun */
    boolean begin(Rule rule, Instant since) {
        return of(BEGIN, rule).param("next", at(since)).update() == 1;
    }

    /** @return false where another process has moved it */
    boolean move(Rule rule, Instant from, Instant next) {
        return of(MOVE, rule).param("from", at(from)).param("next", at(next)).update() == 1;
    }

    /**
     * Keeps occurrences as read, and forgets those that are older than will be read again.
     *
     * @return those that another process has not kept
     */
    List<Occurrence> keep(Rule rule, List<Occurrence> occurrences, Instant oldest) {
        var kept = occurrences.stream().filter(occurrence -> keep(rule, occurrence)).toList();
        of("DELETE FROM push_rule_read" + KEY + " AND at < :oldest", rule).param("oldest", at(oldest)).update();
        return kept;
    }

    private boolean keep(Rule rule, Occurrence occurrence) {
        return of(KEEP, rule)
                .param("request", occurrence.request())
                .param("at", at(occurrence.at()))
                .update() == 1;
    }

    boolean waits(Rule rule) {
        return of("SELECT count(*) FROM push_rule" + KEY + " AND again_at > :now", rule)
                .param("now", at(clock.instant()))
                .query(Long.class)
                .single() > 0;
    }

    /** @return whether there was none before */
    boolean trouble(Rule rule, Message why, Duration again) {
        boolean isNew = of("SELECT count(*) FROM push_rule" + KEY + " AND trouble IS NULL", rule)
                .query(Long.class)
                .single() > 0;
        of(TROUBLE, rule)
                .param("trouble", MessageText.write(why))
                .param("againAt", at(clock.instant().plus(again)))
                .update();
        return isNew;
    }

    void works(Rule rule) {
        of(WORKS, rule).update();
    }

    private JdbcClient.StatementSpec of(String sql, Rule rule) {
        return jdbc.sql(sql).param("kind", rule.kind().name()).param("ruleId", rule.id());
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
