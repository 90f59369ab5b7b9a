package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.sync.DueLeads;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens where an answer is lost or INES is away; more in {@link OneContactTest}. */
class UncertainTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();
    private static final Fault WITHOUT_A_SESSION = new Fault.Replaced("<((?:\\w+:)?idSession)>[^<]*</\\1>", "");

    private long company;
    private long zoe;

    @BeforeAll
    static void connect() {
        SIDES.connect();
    }

    @BeforeEach
    void oneContactOfOneCompany() {
        SIDES.ines.faults().clear();
        SIDES.mautic.faults().clear();
        SIDES.ines.administration().textLimit("LastName", 255);
        company = SIDES.company("Ateliers");
        zoe = SIDES.contact(company, "Lefèvre");
        SIDES.ines.calls().reset();
    }

    @Test
    void anAddedContactWhoseAnswerIsLostIsNotAddedAgainUntilAPersonNamesIt() {
        SIDES.pushed(zoe);
        long paul = SIDES.contact(company, "Paul");
        SIDES.ines.faults().next("AddContact", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(SIDES.push(paul)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(SIDES.push(paul)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(SIDES.ines.calls().count("AddContact")).isOne();
        int reference = SIDES.atInes(paul).getFirst().reference();
        assertThat(SIDES.settlement().exists(paul, reference)).isEmpty();
        assertThat(SIDES.push(paul)).isInstanceOf(PushResult.Unchanged.class);
        assertThat(SIDES.atInes(paul)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatInesCreatedBeforeItBrokeOffWithAFaultIsNotCreatedAgain(boolean isOfKnownCompany) {
        if (isOfKnownCompany) {
            SIDES.pushed(SIDES.contact(company, "Paul"));
        }
        SIDES.ines.faults().next(isOfKnownCompany ? "AddContact" : "AddClientWithContacts", InesFaults.brokenOff());
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        int reference = SIDES.atInes(zoe).getFirst().reference();
        assertThat(SIDES.settlement().exists(zoe, reference)).isEmpty();
        SIDES.push(zoe);
        assertThat(SIDES.atInes(zoe)).hasSize(1);
        assertThat(SIDES.clientsOf(company)).isOne();
    }

    @Test
    void aLeadThatInesWroteBeforeItBrokeOffWithAFaultIsNotWrittenAgain() {
        SIDES.ines.faults().next("AddLead", InesFaults.brokenOff());
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.bean(DueLeads.class).writeDue();
        assertThat(SIDES.leads(reference)).hasSize(1);
        assertThat(SIDES.settlement().uncertainLeads())
                .filteredOn(lead -> lead.mauticContactId() == zoe)
                .hasSize(1);
    }

    @Test
    void aPersonWhoFindsNothingAtInesLetsTheNextPushCreateTheContact() {
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.BEFORE_THE_WORK));
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(SIDES.atInes(zoe)).isEmpty();
        assertThat(SIDES.settlement().createAgain(zoe)).isEmpty();
        SIDES.pushed(zoe);
        assertThat(SIDES.atInes(zoe)).hasSize(1);
        assertThat(SIDES.clientsOf(company)).isOne();
    }

    @Test
    void aReferenceThatInesDoesNotKnowSettlesNothing() {
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(SIDES.settlement().exists(zoe, 999_999)).isPresent();
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Uncertain.class);
    }

    @Test
    void aContactThatWasNeverUncertainCannotBeSettled() {
        assertThat(SIDES.settlement().createAgain(zoe)).isPresent();
    }

    @Test
    void anAddedContactThatIsAnsweredWithoutReferenceIsUncertain() {
        SIDES.pushed(zoe);
        long paul = SIDES.contact(company, "Paul");
        SIDES.ines.faults().next("AddContact", InesFaults.withoutReferences());
        assertThat(SIDES.push(paul)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(SIDES.push(paul)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(SIDES.atInes(paul)).hasSize(1);
    }

    @Test
    void aValueThatIsTooLongForInesLeavesNothingThereAndCanBeCorrected() {
        SIDES.ines.administration().textLimit("LastName", 10);
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Lefèvre-Martin-Dupont"));
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class, failed -> assertThat(failed.blame())
                .isEqualTo(PushResult.Blame.CONTACT));
        assertThat(SIDES.atInes(zoe)).isEmpty();
        assertThat(SIDES.clientsOf(company)).isZero();
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Lefèvre"));
        SIDES.pushed(zoe);
        assertThat(SIDES.atInes(zoe)).hasSize(1);
    }

    @Test
    void anUpdateThatInesCannotTakeNowIsInesFaultAndWorksLater() {
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        SIDES.ines.faults().next("UpdateContact", Fault.status(503));
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class, failed -> assertThat(failed.blame())
                .isEqualTo(PushResult.Blame.INES));
        assertThat(SIDES.ines.contact(reference).orElseThrow().value("LastName")).isEqualTo("Lefèvre");
        SIDES.pushed(zoe);
        assertThat(SIDES.ines.contact(reference).orElseThrow().value("LastName")).isEqualTo("Martin");
    }

    @Test
    void aCreationForWhichNobodyCouldSignInIsInesFaultAndCreatesTheContactOnceLater() {
        SIDES.ines.expireSessions();
        SIDES.ines.faults().next("AddClientWithContacts", InesFaults.sessionDropped());
        SIDES.ines.faults().always("authenticationWs", Fault.status(503));
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class, failed -> assertThat(failed.blame())
                .isEqualTo(PushResult.Blame.INES));
        assertThat(SIDES.atInes(zoe)).isEmpty();
        assertThat(SIDES.settlement().uncertain()).noneMatch(creation -> creation.mauticContactId() == zoe);
        SIDES.ines.faults().clear();
        SIDES.pushed(zoe);
        assertThat(SIDES.atInes(zoe)).hasSize(1);
        assertThat(SIDES.clientsOf(company)).isOne();
    }

    @Test
    void aCreationForWhichTheSignInWasAnsweredWithoutASessionIsInesFaultAndCreatesTheContactOnceLater() {
        SIDES.pushed(SIDES.contact(SIDES.company("Menuiserie"), "Martin"));
        SIDES.ines.calls().reset();
        SIDES.ines.faults().next("AddClientWithContacts", InesFaults.sessionDropped());
        SIDES.ines.faults().always("authenticationWs", WITHOUT_A_SESSION);
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class, failed -> assertThat(failed.blame())
                .isEqualTo(PushResult.Blame.INES));
        assertThat(SIDES.ines.calls().counts()).containsEntry("AddClientWithContacts", 1)
                .containsEntry("authenticationWs", 1);
        assertThat(SIDES.settlement().uncertain()).noneMatch(creation -> creation.mauticContactId() == zoe);
        SIDES.ines.faults().clear();
        SIDES.pushed(zoe);
        assertThat(SIDES.atInes(zoe)).hasSize(1);
        assertThat(SIDES.clientsOf(company)).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void aServerErrorOfTheCreatingCallIsUncertainBecauseTheWorkMayHaveBeenDone(int status) {
        SIDES.ines.faults().next("AddClientWithContacts", Fault.status(status));
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(SIDES.ines.calls().count("AddClientWithContacts")).isOne();
        assertThat(SIDES.settlement().createAgain(zoe)).isEmpty();
        SIDES.pushed(zoe);
        assertThat(SIDES.atInes(zoe)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 404, 429})
    void aCreatingCallThatIsTurnedAwayAtTheDoorIsInesFaultAndNotUncertain(int status) {
        SIDES.ines.faults().next("AddClientWithContacts", Fault.status(status));
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class, failed -> assertThat(failed.blame())
                .isEqualTo(PushResult.Blame.INES));
        SIDES.pushed(zoe);
        assertThat(SIDES.atInes(zoe)).hasSize(1);
    }

    @Test
    void aCreatingCallForWhichNoConnectionIsMadeIsInesFaultAndNotUncertain() {
        try (var sides = new BothSides().connect()) {
            sides.push(sides.contact(sides.company("Menuiserie"), "Martin"));
            long contact = sides.contact(sides.company("Ateliers"), "Lefèvre");
            sides.ines.close();
            assertThat(sides.push(contact)).isInstanceOfSatisfying(PushResult.Failed.class, failed -> {
                assertThat(failed.blame()).isEqualTo(PushResult.Blame.INES);
                assertThat(failed.why().arguments()).contains("AddClientWithContacts");
            });
            assertThat(sides.settlement().uncertain()).isEmpty();
        }
    }

    @Test
    void aLeadWhoseAnswerIsLostIsNotWrittenASecondTime() {
        SIDES.ines.faults().next("AddLead", Fault.cut(Fault.When.AFTER_THE_WORK));
        var first = SIDES.pushed(zoe);
        assertThat(first.notes()).singleElement().matches(note -> note.key().equals("push.lead-uncertain"));
        SIDES.push(zoe, Origin.CHANGE);
        assertThat(SIDES.leads(first.contactRef())).hasSize(1);
    }
}
