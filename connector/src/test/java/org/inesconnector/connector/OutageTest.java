package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.Pauses;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.sync.Settlement;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** INES is away, or takes nothing, for longer than a moment: no contact pays for it. */
class OutageTest {

    private static final int CONTACTS = 60;
    private static final int CALLS_AT_ONCE = 4;

    private final BothSides sides = new BothSides();
    private final Commands commands = new Commands(sides, "ines.calls-at-once=" + CALLS_AT_ONCE);

    @BeforeEach
    void manyContactsWait() {
        sides.mautic.seed(CONTACTS, CONTACTS);
        assertThat(commands.crmInes(1)).withFailMessage(commands::output).isZero();
    }

    @AfterEach
    void close() {
        commands.close();
        sides.close();
    }

    private long rows(RowState state) {
        return commands.bean(Journal.class).counts().getOrDefault(state, 0L);
    }

    private Pause pause() {
        return commands.bean(Pauses.class).all().getFirst();
    }

    private static Duration length(Pause pause) {
        return Duration.between(pause.since(), pause.until());
    }

    @Test
    void anOutageInTheMiddleOfCreationsLeavesNoMoreOfThemUncertainThanWereUnderWay() {
        sides.ines.faults().add(new FaultRule("AddClientWithContacts", 5, 1_000, 1, 0, Fault.status(503)));
        sides.ines.faults().add(new FaultRule("GetSyncInfo", 2, 1_000, 1, 0, Fault.status(503)));
        assertThat(commands.crmInes(CONTACTS)).isEqualTo(4);
        assertThat(rows(RowState.DONE)).isEqualTo(5);
        assertThat(rows(RowState.UNCERTAIN)).isBetween(1L, (long) CALLS_AT_ONCE);
        assertThat(rows(RowState.FAILED)).isZero();
    }

    @Test
    void anInesThatLosesEveryAnswerButAnswersQuestionsIsPausedToo() {
        sides.ines.faults().always("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(commands.crmInes(CONTACTS)).isEqualTo(4);
        assertThat(rows(RowState.UNCERTAIN)).isBetween(3L, 3L + CALLS_AT_ONCE);
        assertThat(sides.ines.contacts()).hasSize((int) rows(RowState.UNCERTAIN));
    }

    @Test
    void anInesThatRefusesEveryContactFailsNoneOfThemHoweverOftenCronCallsAndTheWaitsGrow() {
        sides.ines.faults().always("AddClientWithContacts", InesFaults.soapFault("Base en lecture seule"));
        for (int call = 0; call < 8; call++) {
            commands.crmInes(5);
        }
        var first = pause();
        assertThat(rows(RowState.FAILED)).isZero();
        for (int call = 0; call < 6; call++) {
            commands.endPauses();
            assertThat(commands.crmInes(5)).isEqualTo(4);
        }
        assertThat(rows(RowState.FAILED)).isZero();
        assertThat(pause().failures()).isGreaterThan(first.failures());
        assertThat(length(pause())).isGreaterThan(length(first));
        assertThat(commands.bean(Journal.class).last(CONTACTS, Optional.of(RowState.PENDING)))
                .extracting(JournalRow::attempts)
                .allMatch(attempts -> attempts < 3);

        sides.ines.faults().clear();
        commands.endPauses();
        assertThat(commands.crmInes(CONTACTS)).withFailMessage(commands::output).isZero();
        assertThat(commands.bean(Pauses.class).all()).isEmpty();
        assertThat(sides.ines.contacts()).hasSize(CONTACTS);
    }

    @Test
    void anInesThatGivesNoContactIsPausedThoughNoneOfThemPaysForThat() {
        assertThat(commands.crmInes(CONTACTS)).withFailMessage(commands::output).isZero();
        var contacts = sides.ines.contacts().stream()
                .mapToLong(contact -> Long.parseLong(contact.value("AutomationRef")))
                .limit(20)
                .toArray();
        for (long contact : contacts) {
            sides.mautic.editContact(contact, Map.of("lastname", "Martin"));
        }
        commands.queue(contacts);
        sides.ines.faults().always("GetContact", InesFaults.soapFault("Droits insuffisants"));
        assertThat(commands.crmInes(CONTACTS)).isEqualTo(4);
        assertThat(commands.bean(Pauses.class).all()).isNotEmpty();
        assertThat(rows(RowState.FAILED)).isZero();
        assertThat(commands.bean(Journal.class).last(CONTACTS, Optional.of(RowState.PENDING)))
                .extracting(JournalRow::attempts)
                .allMatch(attempts -> attempts == 0);
    }

    @Test
    void whatWasUncertainGoesOnOnceSettledAndEachContactIsAtInesOnce() {
        sides.ines.faults().next("AddClientWithContacts", 2, Fault.cut(Fault.When.BEFORE_THE_WORK));
        commands.crmInes(CONTACTS);
        var settlement = commands.bean(Settlement.class);
        settlement.uncertain().forEach(creation -> settlement.createAgain(creation.mauticContactId()));
        commands.endPauses();
        assertThat(commands.crmInes(CONTACTS)).withFailMessage(commands::output).isZero();
        assertThat(sides.ines.contacts()).hasSize(CONTACTS);
        assertThat(rows(RowState.DONE)).isEqualTo(CONTACTS);
    }
}
