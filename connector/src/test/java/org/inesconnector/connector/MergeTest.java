package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.Holder;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.OnePerson;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.Incoming;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.Request;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who was merged away lives on in the winner, with everything that is kept of it. */
class MergeTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private long company;
    private long winner;
    private long loser;

    @BeforeAll
    static void connect() {
        SIDES.connect();
    }

    @BeforeEach
    void twoContactsOfOneCompany() {
        SIDES.ines.faults().clear();
        company = SIDES.company("Ateliers");
        winner = SIDES.contact(company, "Lefèvre");
        loser = SIDES.contact(company, "Lefevre");
    }

    private void merge() {
        SIDES.mautic.mergeContacts(winner, loser);
    }

    private static void pushUncertain(long contact) {
        SIDES.ines.faults().next("AddContact", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(SIDES.push(contact)).isInstanceOf(PushResult.Uncertain.class);
    }

    @Test
    void theWinnerIsHeldUpByTheLosersUncertainCreation() {
        SIDES.pushed(SIDES.contact(company, "Première"));
        pushUncertain(loser);
        merge();
        assertThat(SIDES.push(loser)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(SIDES.push(winner)).isInstanceOf(PushResult.Uncertain.class);
        int reference = SIDES.atInes(loser).getFirst().reference();
        assertThat(SIDES.settlement().exists(winner, reference)).isEmpty();
        SIDES.push(winner);
        assertThat(SIDES.bean(Links.class).contact(winner).orElseThrow().inesContactRef()).isEqualTo(reference);
    }

    @Test
    void whereBothCreationsAreUncertainTheWinnerIsHeldUpByBoth() {
        SIDES.pushed(SIDES.contact(company, "Première"));
        pushUncertain(loser);
        pushUncertain(winner);
        merge();
        SIDES.bean(Links.class).followMerge(loser, winner);
        assertThat(SIDES.settlement().createAgain(winner)).isEmpty();
        assertThat(SIDES.push(winner)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(SIDES.settlement().createAgain(loser)).isEmpty();
        assertThat(SIDES.push(winner)).isInstanceOf(PushResult.Pushed.class);
    }

    @Test
    void whatWasCreatedForALoserOfALinkedWinnerIsAQuestionOnceAPersonNamesIt() {
        int kept = SIDES.pushed(winner).contactRef();
        pushUncertain(loser);
        merge();
        SIDES.bean(Links.class).followMerge(loser, winner);
        int second = SIDES.atInes(loser).getFirst().reference();
        assertThat(SIDES.settlement().exists(winner, second)).isEmpty();
        assertAsked(kept, second);
        assertThat(SIDES.bean(Links.class).contact(loser)).isEmpty();
        SIDES.push(winner);
        assertThat(SIDES.bean(Links.class).contact(winner).orElseThrow().inesContactRef()).isEqualTo(kept);
        assertThat(SIDES.bean(OnePerson.class).keep(loser, second)).isEmpty();
        assertThat(SIDES.bean(Links.class).contact(winner).orElseThrow().inesContactRef()).isEqualTo(second);
    }

    @Test
    void aWinnerThatIsGivenALinkWhileItIsBeingCreatedKeepsItAndTheSecondContactIsAQuestion() throws Exception {
        int kept = SIDES.pushed(loser).contactRef();
        SIDES.ines.faults().next("AddContact", Fault.held(Fault.When.AFTER_THE_WORK, Duration.ofMinutes(1)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var push = threads.submit(() -> SIDES.push(winner));
            await().until(() -> SIDES.atInes(winner).size() == 1);
            merge();
            SIDES.bean(Links.class).followMerge(loser, winner);
            SIDES.ines.faults().release();
            assertThat(push.get()).isInstanceOf(PushResult.Busy.class);
        }
        assertAsked(kept, SIDES.atInes(winner).getFirst().reference());
        SIDES.push(winner);
        assertThat(SIDES.bean(Links.class).contact(winner).orElseThrow().inesContactRef()).isEqualTo(kept);
        assertThat(SIDES.atInes(winner).size() + SIDES.atInes(loser).size()).as("both, and no third").isEqualTo(2);
    }

    private void assertAsked(int kept, int second) {
        assertThat(SIDES.bean(OnePerson.class).questions())
                .filteredOn(question -> question.winner() == winner)
                .singleElement()
                .matches(question -> question.loser() == loser)
                .matches(question -> question.contactRef() == kept && question.secondContactRef() == second);
    }

    @Test
    void aLoserThatWasReadBeforeItsMergeWasNoticedIsNotCreatedAfterIt() {
        SIDES.pushed(winner);
        var readBefore = SIDES.bean(MauticReading.class).read(loser);
        merge();
        SIDES.bean(Links.class).followMerge(loser, winner);
        assertThat(SIDES.bean(ContactPush.class).push(readBefore, Cause.SYNCHRONISATION, "late"))
                .isEqualTo(new PushResult.Merged(loser, winner));
        assertThat(SIDES.atInes(loser)).isEmpty();
        assertThat(SIDES.bean(Creations.class).of(loser)).isEmpty();
    }

    @Test
    void norIsItWithOthersOfItsCompany() {
        long elsewhere = SIDES.contact(SIDES.company("Menuiserie"), "Durand");
        SIDES.pushed(elsewhere);
        var requests = SIDES.bean(MauticReading.class).read(List.of(winner, loser)).stream()
                .map(read -> new Request((Incoming.Found) read, Cause.SYNCHRONISATION, "of " + read.askedFor()))
                .toList();
        SIDES.bean(Links.class).followMerge(loser, elsewhere);
        assertThat(SIDES.bean(ContactPush.class).createTogether(requests, Holder.WITHOUT_ROW)).isEmpty();
        assertThat(SIDES.clientsOf(company)).isZero();
        assertThat(SIDES.pushed(winner).contactRef()).isPositive();
    }

    @Test
    void theLosersLeadIsWrittenForTheWinner() {
        SIDES.ines.faults().next("AddLead", InesFaults.soapFault("Canal fermé"));
        int reference = SIDES.pushed(loser).contactRef();
        merge();
        SIDES.bean(JdbcClient.class).sql("UPDATE lead SET due_at = created_at WHERE due_at IS NOT NULL").update();
        SIDES.push(loser, Origin.CHANGE);
        assertThat(SIDES.bean(Links.class).contact(winner).orElseThrow().inesContactRef()).isEqualTo(reference);
        assertThat(SIDES.leads(reference)).hasSize(1);
    }

    @Test
    void aWinnerThatIsPushedFirstTakesTheLinkOfTheLoserWhoseReferenceItHas() {
        int reference = SIDES.pushed(loser).contactRef();
        merge();
        SIDES.mautic.editContact(winner, Map.of("id_contact_ines", Integer.toString(reference), "city", "Lyon"));
        assertThat(SIDES.pushed(winner).contactRef()).isEqualTo(reference);
        assertThat(SIDES.bean(Links.class).contact(loser)).isEmpty();
    }

    @Test
    void aWinnerThatIsPushedFirstWaitsForTheWorkOnTheLoserWhoseLinkItTakes() throws Exception {
        int reference = SIDES.pushed(loser).contactRef();
        SIDES.mautic.editContact(loser, Map.of("city", "Lyon"));
        SIDES.ines.faults().next("UpdateContact", Fault.late(Duration.ofMinutes(1)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = threads.submit(() -> SIDES.push(loser, Origin.CHANGE));
            await().until(() -> !SIDES.ines.faults().heldPorts().isEmpty());
            merge();
            SIDES.mautic.editContact(winner, Map.of("id_contact_ines", Integer.toString(reference), "city", "Brest"));
            assertThat(SIDES.push(winner)).isInstanceOf(PushResult.Busy.class);
            SIDES.ines.faults().release();
            late.get();
        }
        SIDES.push(winner);
        assertThat(SIDES.ines.contact(reference).orElseThrow().value("City")).isEqualTo("Brest");
    }

    @Test
    void aWinnerThatMauticLeftWithoutReferencesTakesTheLinkOfTheLoserWithItsAddress() {
        var email = Map.of("email", "zoe." + loser + "@dupont.example");
        SIDES.mautic.editContact(loser, email);
        int reference = SIDES.pushed(loser).contactRef();
        merge();
        SIDES.mautic.editContact(winner, Map.of("id_contact_ines", "", "id_client_ines", ""));
        SIDES.mautic.editContact(winner, email);
        SIDES.push(winner);
        assertThat(SIDES.bean(Links.class).contact(winner).orElseThrow().inesContactRef()).isEqualTo(reference);
        assertThat(SIDES.ines.contacts().stream().filter(contact -> contact.value("PrimaryMailAddress")
                .equalsIgnoreCase(email.get("email")))).hasSize(1);
    }
}
