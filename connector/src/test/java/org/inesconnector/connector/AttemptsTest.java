package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.inesconnector.connector.connection.MadeCall;
import org.inesconnector.connector.connection.MadeCall.End;
import org.inesconnector.connector.connection.MadeCall.To;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalAttempt;
import org.inesconnector.connector.queue.JournalEntry;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.sync.PlanDescription;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the journal keeps of each attempt. */
class AttemptsTest {

    private static final String CREATE = "AddClientWithContacts";

    private static final BothSides SIDES = new BothSides();

    @BeforeAll
    static void connect() {
        SIDES.connect("connector.full-synchronisation=true", "mapping.contact.Author=position");
    }

    @AfterAll
    static void close() {
        SIDES.close();
    }

    @BeforeEach
    void allIsWell() {
        SIDES.ines.faults().clear();
    }

    private static JournalEntry entry(long contact) {
        var journal = SIDES.bean(Journal.class);
        return journal.entry(journal.ofContact(contact).getFirst().id()).orElseThrow();
    }

    private static JournalAttempt lastAttempt(long contact) {
        return entry(contact).attempts().getFirst();
    }

    private static long contact() {
        return SIDES.contact(SIDES.company("Ateliers"), "Lefèvre");
    }

    @Test
    void aPushKeepsEveryMappedFieldWithItsValuesAndWhy() {
        long zoe = contact();
        SIDES.pushed(zoe);
        var plan = lastAttempt(zoe).plan().orElseThrow();
        assertThat(plan.summary().key()).isEqualTo("plan.create-both");
        assertThat(plan.calls()).contains(CREATE, "AddLead");
        assertThat(field(plan, "LastName"))
                .returns(Optional.of("contact:lastname"), PlanDescription.Field::source)
                .returns(Optional.of("Lefèvre"), PlanDescription.Field::mauticValue)
                .returns(Optional.empty(), PlanDescription.Field::before)
                .returns(Optional.of("Lefèvre"), PlanDescription.Field::write);
        assertThat(field(plan, "Author"))
                .returns(Optional.empty(), PlanDescription.Field::write)
                .extracting(PlanDescription.Field::why)
                .hasFieldOrPropertyWithValue("key", "field.nothing-in-mautic");
    }

    private static PlanDescription.Field field(PlanDescription plan, String key) {
        return plan.fields().stream().filter(field -> field.key().equals(key)).findFirst().orElseThrow();
    }

    @Test
    void aPushKeepsTheCallsToBothSidesInTheirOrder() {
        long zoe = contact();
        SIDES.pushed(zoe);
        assertThat(lastAttempt(zoe).calls()).allSatisfy(call -> {
            assertThat(call.end()).isEqualTo(End.ANSWERED);
            assertThat(call.took()).isGreaterThanOrEqualTo(Duration.ZERO);
        }).extracting(MadeCall::operation)
                .containsSubsequence("GET contacts/" + zoe, "GET contacts/" + zoe + "/activity", CREATE, "AddLead");
    }

    @Test
    void anAttemptThatFailedKeepsWhatWasPlannedAndHowTheCallsEnded() {
        long zoe = contact();
        SIDES.ines.faults().always(CREATE, InesFaults.soapFault("Champ obligatoire"));
        SIDES.push(zoe);
        SIDES.ines.faults().clear();
        SIDES.pushed(zoe);
        var attempts = entry(zoe).attempts();
        assertThat(attempts).extracting(JournalAttempt::state).containsExactly(RowState.DONE, RowState.PENDING);
        assertThat(attempts.getLast().plan()).isPresent();
        assertThat(attempts.getLast().calls())
                .filteredOn(call -> call.operation().equals(CREATE))
                .extracting(MadeCall::end)
                .containsExactly(End.REFUSED);
    }

    @Test
    void anAnswerThatIsLostIsTold() {
        long zoe = contact();
        SIDES.ines.faults().always(CREATE, Fault.status(503));
        SIDES.push(zoe);
        assertThat(lastAttempt(zoe))
                .returns(RowState.UNCERTAIN, JournalAttempt::state)
                .extracting(JournalAttempt::calls, InstanceOfAssertFactories.list(MadeCall.class))
                .filteredOn(call -> call.operation().equals(CREATE))
                .extracting(MadeCall::end)
                .containsExactly(End.UNAVAILABLE);
    }

    @Test
    void whatWasReadForSeveralContactsTogetherIsToldOfEach() {
        var contacts = List.of(contact(), contact());
        contacts.forEach(contact -> SIDES.bean(Queue.class).add(Wanted.update(contact, Origin.CHANGE)));
        SIDES.bean(SynchronisationRun.class).run(10);
        assertThat(contacts).allSatisfy(contact -> assertThat(lastAttempt(contact).calls())
                .first()
                .returns(To.MAUTIC, MadeCall::to)
                .returns("GET contacts", MadeCall::operation)
                .returns(2, MadeCall::contacts));
    }

    @Test
    void anUnchangedContactKeepsThatNothingWasCalled() {
        long zoe = contact();
        SIDES.pushed(zoe);
        SIDES.push(zoe, Origin.CHANGE);
        assertThat(lastAttempt(zoe).plan()).isEmpty();
        assertThat(lastAttempt(zoe).calls()).extracting(MadeCall::to).doesNotContain(To.INES);
    }

    @Test
    void noSecretIsKept() {
        long zoe = contact();
        connect();
        SIDES.push(zoe);
        var kept = SIDES.bean(JdbcClient.class)
                .sql("SELECT outcome || COALESCE(plan, '') || calls FROM attempt")
                .query(String.class)
                .list();
        assertThat(kept).isNotEmpty().anyMatch(text -> text.contains("authenticationWs")).noneMatch(
                text -> text.contains(InesSimulator.PASSWORD) || text.contains(MauticSimulator.PASSWORD));
    }
}
