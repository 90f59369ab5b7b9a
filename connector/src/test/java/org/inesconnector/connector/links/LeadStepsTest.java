package org.inesconnector.connector.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.links.LeadSteps.Step;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

class LeadStepsTest {

    private static final long ZOE = 7;

    private final OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final LeadSteps steps;

    LeadStepsTest() {
        var database = H2.newSource();
        jdbc = JdbcClient.create(database);
        batches = new NamedParameterJdbcTemplate(database);
        steps = new LeadSteps(
                batches,
                new TransactionTemplate(new DataSourceTransactionManager(database)));
    }

    private long pending() {
        jdbc.sql("""
                INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel,
                                  short_description, detail, scoring, state, created_at)
                VALUES (RANDOM_UUID(), :contact, 1, 1, 'zoe@dupont.example', 1, 'Form', '', 0, 'PENDING', :now)
                """).param("contact", ZOE).param("now", now).update();
        return jdbc.sql("SELECT max(id) FROM lead").query(Long.class).single();
    }

    private long sending() {
        long lead = pending();
        assertThat(steps.take(begin(lead))).isTrue();
        return lead;
    }

    private long written() {
        long lead = sending();
        assertThat(steps.take(new Step.End(lead, "WRITTEN", 5, null, null))).isTrue();
        return lead;
    }

    private String state(long lead) {
        return jdbc.sql("SELECT state FROM lead WHERE id = :id").param("id", lead).query(String.class).single();
    }

    private Step begin(long lead) {
        return new Step.Begin(lead, ZOE, now, now.plusMinutes(1));
    }

    @Test
    void ofTwoThatTakeOneLeadAtTheSameMomentOneGetsIt() {
        long lead = pending();
        assertThat(steps.takeTogether(List.of(begin(lead), begin(lead)))).containsExactlyInAnyOrder(true, false);
        assertThat(steps.take(begin(lead))).isFalse();
    }

    @Test
    void eachIsToldWhetherItsOwnStepWasTaken() {
        long pending = pending();
        long sending = sending();
        long written = written();
        assertThat(steps.takeTogether(List.of(
                end(written), begin(pending), end(sending), begin(written)))).containsExactly(false, true, true, false);
        assertThat(state(pending)).isEqualTo("SENDING");
        assertThat(state(sending)).isEqualTo("UNCERTAIN");
        assertThat(state(written)).isEqualTo("WRITTEN");
    }

    /** Else one that the database rejects would be in the way of all that come with it. */
    @Test
    void whatCannotBeStoredTogetherIsStoredAlone() {
        long lead = sending();
        var alone = new LeadSteps(batches, FAILING);
        assertThat(alone.take(end(lead))).isTrue();
        assertThat(state(lead)).isEqualTo("UNCERTAIN");
    }

    /** The others' transaction was given up by its caller, and committed all the same. */
    @Test
    void aBeginningThatWasCommittedAfterAllIsItsCallersAndNobodyElses() {
        long lead = pending();
        var begin = new Step.Begin(lead, ZOE, now, now.plusMinutes(1).plusNanos(123_456_789));
        assertThat(steps.takeTogether(List.of(begin))).containsExactly(true);
        assertThat(steps.takeAlone(begin)).isTrue();
        assertThat(steps.takeAlone(begin(lead))).isFalse();
        assertThat(steps.take(end(lead))).isTrue();
        assertThat(steps.takeAlone(begin)).isFalse();
    }

    private static final TransactionOperations FAILING = new TransactionOperations() {
        @Override
        public <T> T execute(TransactionCallback<T> work) {
            throw new CannotCreateTransactionException("The database takes no more");
        }
    };

    private static Step end(long lead) {
        return new Step.End(lead, "UNCERTAIN", null, "{}", null);
    }
}
