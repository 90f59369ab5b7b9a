package org.inesconnector.connector.links;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.inesconnector.connector.commits.GroupCommit;
import org.inesconnector.connector.commits.NotCommitted;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Beginnings and ends of leads' calls. Each is committed before its caller goes on; those that come at the same time share a
 * commit, as there are two for each lead and the embedded database makes them one after another.
 */
final class LeadSteps {

    private static final Logger LOG = LoggerFactory.getLogger(LeadSteps.class);

    /** As it was read, not locked before: H2 keeps no parsed statement that locks. */
    private static final String BEGIN = """
            UPDATE lead SET state = 'SENDING', lease_until = :leaseUntil
            WHERE id = :id AND mautic_contact_id = :contactId AND state = 'PENDING' AND (due_at IS NULL OR due_at <= :now)
            """;

    private static final String END = """
            UPDATE lead SET state = :state, lease_until = NULL, lead_ref = :leadRef, reason = :reason, due_at = :dueAt
            WHERE id = :id AND state = 'SENDING'
            """;

    /** By the very step that has this lease. */
    private static final String HAS_BEGUN = """
            SELECT count(*) FROM lead
            WHERE id = :id AND state = 'SENDING' AND lease_until = CAST(:leaseUntil AS TIMESTAMP WITH TIME ZONE)
            """;

    /** What is not committed by then is done alone. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    sealed interface Step {

        long id();

        SqlParameterSource columns();

        record Begin(long id, long contactId, OffsetDateTime now, OffsetDateTime leaseUntil) implements Step {

            @Override
            public SqlParameterSource columns() {
                return new MapSqlParameterSource("id", id)
                        .addValue("contactId", contactId)
                        .addValue("now", now)
                        .addValue("leaseUntil", leaseUntil);
            }
        }

        record End(
                long id,
                String state,
                @Nullable Integer leadRef,
                @Nullable String reason,
                @Nullable OffsetDateTime dueAt) implements Step {

            @Override
            public SqlParameterSource columns() {
                return new MapSqlParameterSource("id", id)
                        .addValue("state", state)
                        .addValue("leadRef", leadRef)
                        .addValue("reason", reason)
                        .addValue("dueAt", dueAt);
            }
        }
    }

    private final NamedParameterJdbcOperations batches;
    private final TransactionOperations transaction;
    private final GroupCommit<Step, Boolean> together;

    LeadSteps(NamedParameterJdbcOperations batches, TransactionOperations transaction) {
        this.batches = batches;
        this.transaction = transaction;
        this.together = new GroupCommit<>(this::takeTogether, PATIENCE);
    }

    /**
     * Not within a transaction: it is committed on its own.
     *
     * @return false where the lead is not in the state that the step begins with
     */
    boolean take(Step step) {
        try {
            return together.write(List.of(step)).getFirst();
        } catch (NotCommitted e) {
            LOG.debug("Lead {} is stored alone", step.id(), e);
            return takeAlone(step);
        }
    }

    /** The others' transaction may have been under way when it was given up, and may have been committed since. */
    boolean takeAlone(Step step) {
        return write(sql(step), List.of(step)).getOrDefault(step, false)
                || (step instanceof Step.Begin && hasBegun(step));
    }

    private boolean hasBegun(Step step) {
        var found = batches.queryForObject(HAS_BEGUN, step.columns(), Long.class);
        return found != null && found > 0;
    }

    /** Of two that are the same, the second finds the lead taken. */
    List<Boolean> takeTogether(List<Step> steps) {
        var taken = new IdentityHashMap<Step, Boolean>();
        transaction.executeWithoutResult(_ -> {
            taken.putAll(write(BEGIN, sorted(steps, Step.Begin.class)));
            taken.putAll(write(END, sorted(steps, Step.End.class)));
        });
        return steps.stream().map(taken::get).toList();
    }

    /** Two processes that want the same ones lock them in the same order. */
    private static List<? extends Step> sorted(List<Step> steps, Class<? extends Step> kind) {
        return steps.stream().filter(kind::isInstance).sorted(Comparator.comparingLong(Step::id)).toList();
    }

    private IdentityHashMap<Step, Boolean> write(String sql, List<? extends Step> steps) {
        var taken = new IdentityHashMap<Step, Boolean>();
        if (!steps.isEmpty()) {
            int[] rows = batches.batchUpdate(sql, steps.stream().map(Step::columns).toArray(SqlParameterSource[]::new));
            for (int i = 0; i < rows.length; i++) {
                taken.put(steps.get(i), rows[i] == 1);
            }
        }
        return taken;
    }

    private static String sql(Step step) {
        return switch (step) {
            case Step.Begin _ -> BEGIN;
            case Step.End _ -> END;
        };
    }
}
