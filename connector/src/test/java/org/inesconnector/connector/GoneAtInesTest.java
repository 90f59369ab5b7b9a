package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.OneAddress;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.PushResult.Blame;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesSettings;
import org.inesconnector.ines.InesValue;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.Administration.Deleted;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.InesSimulator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A record is created again only when it is certainly gone. */
class GoneAtInesTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();
    private static final String TROUBLE = "Timeout expired. SQL";

    private long company;
    private long zoe;
    private PushResult.Pushed first;

    @BeforeAll
    static void connect() {
        SIDES.connect();
    }

    @BeforeEach
    void oneContactOfOneCompanyAtInes() {
        SIDES.ines.faults().clear();
        SIDES.ines.administration().deleted(Deleted.FAULT);
        company = SIDES.company("Ateliers");
        zoe = SIDES.contact(company, "Lefèvre");
        first = (PushResult.Pushed) SIDES.push(zoe);
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        SIDES.ines.calls().reset();
    }

    private static void laterThanTheSetting() {
        SIDES.bean(JdbcClient.class)
                .sql("UPDATE missing_at_ines SET since = :since")
                .param("since", Instant.now().minusSeconds(60).atOffset(ZoneOffset.UTC))
                .update();
    }

    private void assertNothingIsCreated() {
        assertThat(SIDES.ines.calls().count("AddClientWithContacts")).isZero();
        assertThat(SIDES.ines.calls().count("AddContact")).isZero();
        assertThat(SIDES.atInes(zoe)).hasSize(1);
        assertThat(SIDES.clientsOf(company)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetContact", "GetClient"})
    void aReadThatFailsHoweverOftenInOnePushCreatesNothing(String operation) {
        SIDES.ines.faults().next(operation, 4, InesFaults.soapFault(TROUBLE));
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class, failed -> {
                assertThat(failed.blame()).isEqualTo(Blame.NOBODY);
                assertThat(failed.why().arguments()).contains(TROUBLE);
            });
        }
        assertNothingIsCreated();
        SIDES.ines.faults().clear();
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Pushed.class);
        assertNothingIsCreated();
    }

    @Test
    void aRecordThatAnsweredInBetweenIsNotGoneWhenItFailsAgain() {
        SIDES.ines.faults().next("GetContact", InesFaults.soapFault(TROUBLE));
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Pushed.class);
        laterThanTheSetting();
        SIDES.ines.faults().next("GetContact", 2, InesFaults.soapFault(TROUBLE));
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        assertNothingIsCreated();
    }

    @Test
    void whileTheSameServiceAnswersNothingNobodyCountsAsGone() {
        SIDES.ines.faults().next("GetContact", InesFaults.soapFault(TROUBLE));
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        SIDES.ines.faults().next("GetContact", 2, InesFaults.soapFault(TROUBLE));
        SIDES.ines.faults().next("GetTypeContactList", 2, InesFaults.soapFault(TROUBLE));
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class,
                failed -> assertThat(failed.blame()).isEqualTo(Blame.INES));
        assertNothingIsCreated();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetContact", "GetClient"})
    void anAnswerWithoutItsReferenceHoweverOftenInOnePushCreatesNothing(String operation) {
        SIDES.ines.faults().next(operation, 3, InesFaults.withoutReferences());
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class,
                    failed -> assertThat(failed.blame()).isEqualTo(Blame.NOBODY));
        }
        assertNothingIsCreated();
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Pushed.class);
        assertNothingIsCreated();
    }

    @ParameterizedTest
    @EnumSource
    void aContactOfWhichInesSaysTheSameInALaterPushIsCreatedAgain(Deleted answer) {
        SIDES.ines.administration().deleted(answer);
        SIDES.ines.deleteContact(first.contactRef());
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        var again = (PushResult.Pushed) SIDES.push(zoe);
        assertThat(again.contactRef()).isNotEqualTo(first.contactRef());
        assertThat(again.clientRef()).isEqualTo(first.clientRef());
    }

    @Test
    void whatAnOlderVersionBeganToCreateAgainWithoutKeepingThatIsSettledByItsReference() {
        SIDES.ines.deleteContact(first.contactRef());
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        SIDES.ines.faults().next("AddContact", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        String kept = "\"replacedContactRef\":";
        SIDES.bean(JdbcClient.class)
                .sql("UPDATE creation SET intent = REPLACE(intent, :kept, :before) WHERE mautic_contact_id = :zoe")
                .param("kept", kept + first.contactRef())
                .param("before", kept + "null")
                .param("zoe", zoe)
                .update();
        int again = SIDES.atInes(zoe).getLast().reference();
        assertThat(again).isNotEqualTo(first.contactRef());
        assertThat(SIDES.settlement().exists(zoe, again)).isEmpty();
        assertThat(SIDES.bean(Links.class).contact(zoe).orElseThrow().inesContactRef()).isEqualTo(again);
    }

    static Stream<Fault> noRecords() {
        return Stream.of(InesFaults.withoutReferences(), InesFaults.soapFault("Droits insuffisants"));
    }

    @ParameterizedTest
    @MethodSource("noRecords")
    void whereInesGivesNoRecordAtAllNobodyIsCreatedAgain(Fault fault) {
        SIDES.push(SIDES.contact(SIDES.company("Voisins"), "Voisin"));
        for (var operation : List.of("GetContact", "GetClient")) {
            SIDES.ines.faults().always(operation, fault);
        }
        SIDES.ines.calls().reset();
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
            laterThanTheSetting();
        }
        assertNothingIsCreated();
        SIDES.ines.faults().clear();
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Pushed.class);
        assertNothingIsCreated();
    }

    @Test
    void whereInesGivesNoContactAtAllAPersonWhoHasLookedLetsItBeCreatedAgain() {
        SIDES.push(SIDES.contact(SIDES.company("Voisins"), "Voisin"));
        SIDES.ines.faults().always("GetContact", InesFaults.withoutReferences());
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class,
                failed -> assertThat(failed.why().key()).isEqualTo("ines.contact-and-others-absent"));
        SIDES.ines.deleteContact(first.contactRef());
        assertThat(SIDES.settlement().createAgain(zoe)).isEmpty();
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Pushed.class,
                again -> assertThat(again.contactRef()).isNotEqualTo(first.contactRef()));
    }

    @Test
    void whereInesGivesNoneOfTheRecordsOfThatTimeNobodyIsCreatedAgainThoughItGivesNewerOnes() {
        var neighbours = IntStream.range(0, 4).mapToObj(number -> SIDES.pushed(
                SIDES.contact(SIDES.company("Voisins " + number), "Voisin")).contactRef()).toList();
        long missing = SIDES.contact(company, "Entre eux");
        int reference = SIDES.pushed(missing).contactRef();
        var after = IntStream.range(4, 6).mapToObj(number -> SIDES.pushed(
                SIDES.contact(SIDES.company("Voisins " + number), "Voisin")).contactRef()).toList();
        SIDES.pushed(SIDES.contact(SIDES.company("Plus tard"), "Encore là"));
        SIDES.mautic.editContact(missing, Map.of("lastname", "Martin"));
        SIDES.ines.deleteContact(reference);
        Stream.concat(neighbours.stream(), after.stream()).forEach(SIDES.ines::deleteContact);
        assertThat(SIDES.push(missing)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        assertThat(SIDES.push(missing)).isInstanceOfSatisfying(PushResult.Failed.class, failed -> {
            assertThat(failed.why().key()).isEqualTo("ines.contact-and-others-absent");
            assertThat(failed.blame()).isEqualTo(Blame.CONTACT);
        });
        SIDES.settlement().createAgain(missing);
        assertThat(SIDES.push(missing)).isInstanceOf(PushResult.Pushed.class);
    }

    @Test
    void colleaguesThatWereDeletedTogetherAreNoReasonToDoubtThatOneIsGone() {
        SIDES.pushed(SIDES.contact(SIDES.company("Voisins"), "Voisin"));
        var colleagues = IntStream.range(0, 5).mapToObj(_ -> SIDES.contact(company, "Collègue")).toList();
        colleagues.forEach(colleague -> SIDES.ines.deleteContact(SIDES.pushed(colleague).contactRef()));
        SIDES.mautic.editContact(colleagues.get(2), Map.of("lastname", "Martin"));
        assertThat(SIDES.push(colleagues.get(2))).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        assertThat(SIDES.push(colleagues.get(2))).isInstanceOf(PushResult.Pushed.class);
    }

    @Test
    void anUnrelatedClientToWhichAContactWasMovedDoesNotStandForItsCompanyOnceTheCompanysIsGone() {
        long colleague = SIDES.contact(company, "Collègue");
        SIDES.pushed(colleague);
        int employer = SIDES.ines.addClient(Map.of("CompanyName", "Autre employeur"));
        move(first.contactRef(), employer);
        SIDES.ines.deleteClient(first.clientRef());
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Conflict.class,
                conflict -> assertThat(conflict.why().key()).isEqualTo("adopt.client-gone"));
        assertThat(SIDES.bean(Links.class).company(company).orElseThrow().inesClientRef())
                .isEqualTo(first.clientRef());
        SIDES.mautic.editContact(colleague, Map.of("lastname", "Martin"));
        int replacing = SIDES.pushed(colleague).clientRef();
        assertThat(replacing).isNotEqualTo(employer);
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Pushed.class);
        assertThat(SIDES.ines.contact(first.contactRef()).orElseThrow().clientReference()).isEqualTo(employer);
    }

    @Test
    void aClientOfTheCompanysNameIntoWhichASalespersonMergedItsClientStandsForIt() {
        int merged = SIDES.ines.addClient(Map.of("CompanyName", "ateliers"));
        move(first.contactRef(), merged);
        SIDES.ines.deleteClient(first.clientRef());
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(merged);
        assertThat(SIDES.bean(Links.class).company(company).orElseThrow().inesClientRef()).isEqualTo(merged);
    }

    /** Ateliers’ client is merged into another of its name, where Zoé is now. @return that one */
    private int merged() {
        SIDES.pushed(SIDES.contact(SIDES.company("Voisins"), "Voisin"));
        int merged = SIDES.ines.addClient(Map.of("CompanyName", "ateliers"));
        move(first.contactRef(), merged);
        SIDES.ines.deleteClient(first.clientRef());
        return merged;
    }

    @Test
    void andANewContactOfTheCompanyMakesNoSecondOneThoughNoneOfItsContactsWasPushedSince() {
        int merged = merged();
        long nina = SIDES.contact(company, "Nouvelle");
        int clients = SIDES.ines.clientCount();
        assertThat(SIDES.push(nina)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        assertThat(SIDES.pushed(nina).clientRef()).isEqualTo(merged);
        assertThat(SIDES.bean(Links.class).company(company).orElseThrow().inesClientRef()).isEqualTo(merged);
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(merged);
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
    }

    @Test
    void norDoesWhoComesToTheCompanyInMautic() {
        long nina = SIDES.contact(SIDES.company("Avant"), "Nina");
        int reference = SIDES.pushed(nina).contactRef();
        int merged = merged();
        SIDES.mautic.addToCompany(nina, company);
        SIDES.mautic.setPrimaryCompany(nina, company);
        int clients = SIDES.ines.clientCount();
        assertThat(SIDES.push(nina)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        assertThat(SIDES.pushed(nina).clientRef()).isEqualTo(merged);
        assertThat(SIDES.ines.contact(reference).orElseThrow().clientReference()).isEqualTo(merged);
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
    }

    /** Ateliers’ client is merged into one of another name, where Zoé is now, and a colleague. @return that one */
    private int mergedIntoAnotherName(String name) {
        SIDES.pushed(SIDES.contact(SIDES.company("Voisins"), "Voisin"));
        int merged = SIDES.ines.addClient(Map.of("CompanyName", name));
        move(SIDES.pushed(SIDES.contact(company, "Collègue")).contactRef(), merged);
        move(first.contactRef(), merged);
        SIDES.ines.deleteClient(first.clientRef());
        return merged;
    }

    private long pushedOnceItIsGone() {
        long nina = SIDES.contact(company, "Nouvelle");
        assertThat(SIDES.push(nina)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        return nina;
    }

    @Test
    void whereTheContactsAreTogetherAtAClientOfAnotherNameAPersonIsAskedAndNothingIsCreated() {
        int merged = mergedIntoAnotherName("Ateliers SARL");
        long nina = pushedOnceItIsGone();
        int clients = SIDES.ines.clientCount();
        assertThat(SIDES.push(nina)).isInstanceOfSatisfying(PushResult.Conflict.class,
                conflict -> assertThat(conflict.why().key()).isEqualTo("adopt.colleagues-moved"));
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
        assertThat(SIDES.atInes(nina)).isEmpty();
        SIDES.mautic.editCompany(company, Map.of("companyname", "Ateliers SARL"));
        assertThat(SIDES.pushed(nina).clientRef()).isEqualTo(merged);
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
    }

    @Test
    void whereThatIsAnotherCompanyOfMauticTheirsIsCreatedAgain() {
        SIDES.company("Menuiserie Durand");
        int merged = mergedIntoAnotherName("Menuiserie Durand");
        assertThat(SIDES.pushed(pushedOnceItIsGone()).clientRef()).isNotEqualTo(merged);
    }

    @Test
    void whereTheContactsWereDeletedWithTheClientTheyAreWaitedForOnceAndBothAreCreated() {
        var colleagues = Stream.of("Un", "Deux", "Trois").map(name -> SIDES.contact(company, name)).toList();
        var references = colleagues.stream().map(colleague -> SIDES.pushed(colleague).contactRef()).toList();
        SIDES.pushed(SIDES.contact(SIDES.company("Voisins"), "Voisin"));
        references.forEach(SIDES.ines::deleteContact);
        SIDES.ines.deleteContact(first.contactRef());
        SIDES.ines.deleteClient(first.clientRef());
        long nina = SIDES.contact(company, "Nouvelle");
        for (int wait = 0; wait < 2; wait++) {
            assertThat(SIDES.push(nina)).isInstanceOf(PushResult.Failed.class);
            laterThanTheSetting();
        }
        assertThat(SIDES.pushed(nina).clientRef()).isNotEqualTo(first.clientRef());
        assertThat(SIDES.clientsOf(company)).isOne();
    }

    /** Another contact of the company that is linked, with Zoé’s address; its own at INES is merged into Zoé’s. */
    private long twin() {
        long twin = SIDES.contact(company, "Lefèvre");
        int reference = SIDES.pushed(twin).contactRef();
        SIDES.mautic.editContact(zoe, Map.of("email", "zoe." + zoe + "@dupont.example"));
        SIDES.pushed(zoe);
        SIDES.mautic.editContact(twin, Map.of("email", "zoe." + zoe + "@dupont.example", "lastname", "Martin"));
        SIDES.ines.deleteContact(reference);
        SIDES.ines.calls().reset();
        assertThat(SIDES.push(twin)).isInstanceOf(PushResult.Failed.class);
        return twin;
    }

    @Test
    void whoIsGoneWhileAnotherOfTheCompanyHasItsAddressIsNotCreatedAgainBeforeAPersonSaysThatTheyAreTwo() {
        long twin = twin();
        laterThanTheSetting();
        assertThat(SIDES.push(twin)).isInstanceOfSatisfying(
                PushResult.Skipped.class,
                skipped -> assertThat(skipped.reason()).isEqualTo(SkipReason.SAME_ADDRESS));
        assertThat(SIDES.writes()).isZero();
        assertThat(SIDES.bean(OneAddress.class).several(twin)).isEmpty();
        SIDES.pushed(twin);
        assertThat(SIDES.atInes(twin)).hasSize(1);
    }

    @Test
    void orHasLookedAndSaysThatItIsGone() {
        long twin = twin();
        assertThat(SIDES.settlement().createAgain(twin)).isEmpty();
        SIDES.pushed(twin);
        assertThat(SIDES.atInes(twin)).hasSize(1);
    }

    @Test
    void ofTwoWithOneAddressThatAreBothGoneOneIsCreatedAgainAndTheOtherIsAQuestion() {
        long twin = twinOfOneThatIsGoneToo();
        int again = SIDES.pushed(twin).contactRef();
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Skipped.class, skipped -> {
            assertThat(skipped.reason()).isEqualTo(SkipReason.SAME_ADDRESS);
            assertThat(skipped.why().arguments()).contains(twin, again);
        });
        assertThat(SIDES.atInes(zoe)).isEmpty();
    }

    /** Likewise; Zoé’s is gone as well, and INES has said so often enough of both. @return the other contact */
    private long twinOfOneThatIsGoneToo() {
        SIDES.pushed(SIDES.contact(SIDES.company("Voisins"), "Voisin"));
        long twin = twin();
        SIDES.ines.deleteContact(first.contactRef());
        laterThanTheSetting();
        assertThat(SIDES.push(twin)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        SIDES.mautic.editContact(zoe, Map.of("city", "Lyon"));
        return twin;
    }

    @Test
    void norIsTheOtherCreatedWhileTheOneIs() throws InterruptedException {
        long twin = twinOfOneThatIsGoneToo();
        SIDES.ines.faults().next("AddContact", Fault.held(Fault.When.AFTER_THE_WORK, Duration.ofMinutes(1)));
        var push = Thread.ofVirtual().start(() -> SIDES.push(twin));
        await().until(() -> !SIDES.ines.faults().heldPorts().isEmpty());
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Busy.class);
        SIDES.ines.faults().release();
        push.join();
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Skipped.class);
        assertThat(SIDES.ines.calls().count("AddContact")).isOne();
    }

    @Test
    void whereNobodyKnowsWhetherTheOneWasCreatedTheOtherWaitsForThePersonWhoSays() {
        long twin = twinOfOneThatIsGoneToo();
        SIDES.ines.faults().next("AddContact", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(SIDES.push(twin)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(
                PushResult.Uncertain.class, uncertain -> assertThat(uncertain.contactId()).isEqualTo(twin));
        assertThat(SIDES.settlement().exists(twin, SIDES.atInes(twin).getLast().reference())).isEmpty();
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Skipped.class);
        assertThat(SIDES.ines.calls().count("AddContact")).isOne();
    }

    /** As a salesperson does it. */
    private static void move(int contactRef, int clientRef) {
        try (var client = InesClient.create(new InesSettings(
                SIDES.ines.url(), InesSimulator.ACCOUNT, InesSimulator.USERNAME, InesSimulator.PASSWORD))) {
            client.updateContact(client.contact(contactRef).orElseThrow()
                    .with(ContactField.COMPANY_REF, InesValue.whole(clientRef)));
        }
    }

    @Test
    void whatAPersonSaidLongAgoOfWhatWasNotGivenThenIsNoReasonToCreateItNow() {
        SIDES.ines.faults().next("GetContact", InesFaults.soapFault(TROUBLE));
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        assertThat(SIDES.settlement().createAgain(zoe)).isEmpty();
        assertThat(SIDES.settlement().createAgain(zoe)).isPresent();
        SIDES.bean(JdbcClient.class)
                .sql("UPDATE missing_at_ines SET since = :since")
                .param("since", Instant.now().minusSeconds(172_800).atOffset(ZoneOffset.UTC))
                .update();
        SIDES.ines.faults().next("GetContact", 2, InesFaults.soapFault(TROUBLE));
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        assertNothingIsCreated();
    }

    @Test
    void whatAPreviewWasNotGivenIsNoFirstOfTwoTimes() {
        SIDES.ines.faults().next("GetContact", InesFaults.soapFault(TROUBLE));
        var push = SIDES.bean(ContactPush.class);
        push.preview(SIDES.bean(MauticReading.class).read(zoe), Cause.DIRECT_PUSH);
        assertThat(SIDES.bean(JdbcClient.class)
                .sql("SELECT count(*) FROM missing_at_ines WHERE concept = 'CONTACT' AND reference = :reference")
                .param("reference", first.contactRef())
                .query(Long.class)
                .single()).isZero();
    }
}
