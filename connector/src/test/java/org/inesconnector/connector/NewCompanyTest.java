package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inesconnector.connector.feed.FirstSynchronisation;
import org.inesconnector.connector.links.OpenCreation;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.OneAddress;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.StoredContact;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A company that INES does not have, and several of its contacts that wait. */
class NewCompanyTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private long company;
    private List<Long> contacts = List.of();

    @BeforeAll
    static void connect() {
        SIDES.connect(
                "connector.full-synchronisation=true", "mapping.client.Phone=company:companyphone",
                "mapping.client.City=company:companycity");
    }

    @BeforeEach
    void threeContactsOfANewCompanyWait() {
        SIDES.ines.faults().clear();
        SIDES.ines.administration().textLimit("LastName", 255);
        SIDES.bean(JdbcClient.class).sql("DELETE FROM pause").update();
        company = SIDES.company("Ateliers");
        contacts = Stream.of("Lefèvre", "Paul", "Martin").map(name -> SIDES.contact(company, name)).toList();
        contacts.forEach(contact -> SIDES.bean(Queue.class).add(Wanted.update(contact, Origin.FIRST_SYNCHRONISATION)));
        SIDES.ines.calls().reset();
        SIDES.mautic.calls().reset();
    }

    private static SynchronisationRun.Report run() {
        return SIDES.bean(SynchronisationRun.class).run(100);
    }

    private JournalRow row(long contact) {
        return SIDES.bean(Journal.class).ofContact(contact).getFirst();
    }

    private void assertEachIsAtInesOnce() {
        assertThat(contacts).allSatisfy(contact -> assertThat(SIDES.atInes(contact)).hasSize(1));
        assertThat(SIDES.clientsOf(company)).isOne();
    }

    private int reference(long contact) {
        return SIDES.atInes(contact).getFirst().reference();
    }

    @Test
    void theClientAndItsContactsAreCreatedInOneCallAndEachContactHasItsLead() {
        assertThat(run().synchronised()).isEqualTo(3);
        assertEachIsAtInesOnce();
        assertThat(SIDES.ines.calls().counts())
                .containsEntry("AddClientWithContacts", 1)
                .containsEntry("AddLead", 3)
                .doesNotContainKeys("AddContact", "GetContact", "GetClient");
        assertThat(contacts).allSatisfy(contact -> assertThat(SIDES.leads(reference(contact))).hasSize(1));
        assertThat(contacts.stream().map(contact -> SIDES.atInes(contact).getFirst()))
                .extracting(StoredContact::clientReference)
                .containsOnly(SIDES.atInes(contacts.getFirst()).getFirst().clientReference());
    }

    @Test
    void afterwardsNoneOfThemCostsInesACall() {
        run();
        SIDES.ines.calls().reset();
        contacts.forEach(contact -> SIDES.bean(Queue.class).add(Wanted.update(contact, Origin.CHANGE)));
        assertThat(run().synchronised()).isEqualTo(3);
        assertThat(SIDES.ines.calls().counts()).isEmpty();
    }

    @Test
    void theFirstSynchronisationReadsNoContactsTimeline() {
        run();
        assertThat(SIDES.mautic.calls().counts().keySet()).noneMatch(call -> call.contains("activity"));
    }

    static Stream<Fault> lostAnswers() {
        return Stream.of(Fault.cut(Fault.When.AFTER_THE_WORK), InesFaults.brokenOff());
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void aLostAnswerLeavesAllOfThemToAPersonAndNoneIsSentAgain(Fault lost) {
        SIDES.ines.faults().next("AddClientWithContacts", lost);
        assertThat(run().uncertain()).isEqualTo(3);
        contacts.forEach(contact -> assertThat(SIDES.push(contact)).isInstanceOf(PushResult.Uncertain.class));
        assertThat(SIDES.ines.calls().count("AddClientWithContacts")).isOne();
        contacts.forEach(contact -> assertThat(SIDES.settlement().exists(contact, reference(contact))).isEmpty());
        contacts.forEach(contact -> assertThat(SIDES.push(contact)).isInstanceOf(PushResult.Unchanged.class));
        assertEachIsAtInesOnce();
        assertThat(contacts).allSatisfy(contact -> assertThat(SIDES.leads(reference(contact))).isNotEmpty());
    }

    @Test
    void oneLostAnswerIsNoReasonToPauseHoweverManyContactsWereInTheCall() {
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(run().pauses()).isEmpty();
    }

    @Test
    void aPersonWhoFindsNothingAtInesSaysSoOnceForAllOfThem() {
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.BEFORE_THE_WORK));
        run();
        assertThat(SIDES.settlement().createAgain(contacts.getFirst())).isEmpty();
        assertThat(SIDES.settlement().uncertain()).noneMatch(one -> contacts.contains(one.mauticContactId()));
        contacts.forEach(SIDES::pushed);
        assertEachIsAtInesOnce();
    }

    @Test
    void onceOneOfThemIsKnownToBeAtInesNothingIsSaidForTheOthers() {
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        run();
        assertThat(SIDES.settlement().exists(contacts.get(1), reference(contacts.get(1)))).isEmpty();
        assertThat(SIDES.settlement().createAgain(contacts.getFirst())).isEmpty();
        assertThat(SIDES.settlement().uncertain()).filteredOn(one -> contacts.contains(one.mauticContactId()))
                .extracting(OpenCreation::mauticContactId)
                .containsExactly(contacts.getLast());
    }

    @Test
    void whereOneOfThemIsAtInesAlreadyTheOthersAreAddedToItsClient() {
        long known = SIDES.contact(company, "Ancien");
        SIDES.pushed(known);
        int contactRef = reference(known);
        int clientRef = SIDES.atInes(known).getFirst().clientReference();
        SIDES.bean(JdbcClient.class).sql("DELETE FROM company_link").update();
        SIDES.bean(JdbcClient.class).sql("DELETE FROM contact_link").update();
        SIDES.mautic.editContact(known, Map.of(
                "id_contact_ines", Integer.toString(contactRef), "id_client_ines", Integer.toString(clientRef)));
        SIDES.bean(JdbcClient.class).sql("DELETE FROM synchronisation").update();
        Stream.concat(Stream.of(known), contacts.stream())
                .forEach(contact -> SIDES.bean(Queue.class).add(Wanted.update(contact, Origin.CHANGE)));
        run();
        assertThat(SIDES.clientsOf(company)).isOne();
        assertThat(contacts).allSatisfy(contact -> assertThat(SIDES.atInes(contact)).hasSize(1));
    }

    @Test
    void whatTheirColleaguesKnowCostsMauticOneCallForAllOfThem() {
        run();
        assertThat(SIDES.mautic.calls().counts()).containsEntry("GET contacts", 1)
                .containsEntry("GET stats/{table}", 2);
    }

    @Test
    void whereAnOlderPluginHasMadeTheClientForAColleagueWhoDoesNotWaitAllAreAddedToIt() {
        int client = pushedBefore();
        int clients = SIDES.ines.clientCount();
        assertThat(run().synchronised()).isEqualTo(3);
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
        assertThat(contacts).allSatisfy(contact -> assertThat(SIDES.atInes(contact)).singleElement()
                .returns(client, StoredContact::clientReference));
    }

    @Test
    void whatSalespeopleHaveGivenThatClientStaysAndWhatItLacksIsFilledIn() {
        SIDES.mautic.editCompany(company, Map.of("companyphone", "old", "companycity", "Annecy"));
        int client = pushedBefore();
        SIDES.ines.editClient(client, Map.of("Phone", "04 50 00 00 00"));
        assertThat(run().synchronised()).isEqualTo(3);
        assertThat(SIDES.ines.client(client).orElseThrow().values()).containsEntry("Phone", "04 50 00 00 00")
                .containsEntry("City", "Annecy");
    }

    @Test
    void andWhereThatColleagueWaitsBehindThem() {
        int client = pushedBefore();
        long colleague = SIDES.ines.contacts().getLast().value("AutomationRef").transform(Long::parseLong);
        SIDES.bean(Queue.class).add(Wanted.update(colleague, Origin.FIRST_SYNCHRONISATION));
        int clients = SIDES.ines.clientCount();
        assertThat(run().synchronised()).isEqualTo(4);
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
        assertThat(SIDES.atInes(colleague)).singleElement().returns(client, StoredContact::clientReference);
    }

    private int pushedBefore() {
        long colleague = SIDES.contact(company, "Ancien");
        int client = SIDES.ines.addClient(Map.of("CompanyName", "Ateliers"));
        int reference = SIDES.ines.addContact(client, Map.of("AutomationRef", Long.toString(colleague)));
        SIDES.mautic.editContact(colleague, Map.of(
                "id_contact_ines", Integer.toString(reference), "id_client_ines", Integer.toString(client)));
        return client;
    }

    @Test
    void whoOfThemIsNotAtInesIsCreatedAgainAlone() {
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        run();
        SIDES.settlement().createAgain(contacts.getLast());
        assertThat(SIDES.settlement().uncertain()).filteredOn(one -> contacts.contains(one.mauticContactId()))
                .hasSize(2);
    }

    @Test
    void oneThatInesRefusesDoesNotKeepTheOthersFromIt() {
        SIDES.ines.administration().textLimit("LastName", 6);
        var report = run();
        assertThat(report.synchronised()).isEqualTo(2);
        assertThat(report.failed()).isOne();
        assertThat(SIDES.atInes(contacts.getFirst())).isEmpty();
        assertThat(contacts.subList(1, 3)).allSatisfy(contact -> assertThat(SIDES.atInes(contact)).hasSize(1));
        assertThat(SIDES.clientsOf(company)).isOne();
    }

    @Test
    void oneThatInesAnswersWithoutReferenceIsUncertainAndTheOthersAreLinked() {
        var one = Long.toString(contacts.get(1));
        SIDES.ines.faults().next("AddClientWithContacts", new Fault.Replaced(
                "<((?:\\w+:)?InternalRef)>\\d+</\\1>(?=(?:(?!InternalRef).)*AutomationRef>" + one + "<)",
                "<$1>0</$1>"));
        assertThat(run().uncertain()).isOne();
        assertThat(row(contacts.get(1)).state()).isEqualTo(RowState.UNCERTAIN);
        assertThat(SIDES.push(contacts.getFirst())).isInstanceOf(PushResult.Unchanged.class);
        assertThat(SIDES.push(contacts.get(1))).isInstanceOf(PushResult.Uncertain.class);
    }

    @Test
    void whileInesIsAwayNothingIsLostAndLaterEachIsThereOnce() {
        SIDES.ines.faults().always("AddClientWithContacts", Fault.status(503));
        SIDES.ines.faults().always("GetSyncInfo", Fault.status(503));
        run();
        SIDES.ines.faults().clear();
        SIDES.settlement().uncertain().forEach(one -> SIDES.settlement().createAgain(one.mauticContactId()));
        contacts.forEach(SIDES::push);
        assertEachIsAtInesOnce();
    }

    @Test
    void ofTwoWithOneEmailAddressOneIsCreatedAndAPersonIsAskedWhoTheOtherOneIs() {
        SIDES.mautic.editContact(contacts.get(1), Map.of("email", "accueil@dupont.example"));
        SIDES.mautic.editContact(contacts.get(2), Map.of("email", "Accueil@dupont.example"));
        assertThat(run().skipped()).isOne();
        assertThat(SIDES.ines.calls().counts()).containsEntry("AddClientWithContacts", 1)
                .doesNotContainKey("AddContact");
        long twin = contacts.stream().filter(contact -> SIDES.atInes(contact).isEmpty()).findFirst().orElseThrow();
        assertThat(row(twin)).matches(row -> row.state() == RowState.SKIPPED
                && row.outcome().orElseThrow().key().equals("again.same-address"));
        assertThat(SIDES.bean(OneAddress.class).several(twin)).isEmpty();
        assertThat(run().synchronised()).isOne();
        assertThat(SIDES.ines.calls().counts()).containsEntry("AddContact", 1);
        assertThat(SIDES.leads(reference(twin))).hasSize(1);
        assertEachIsAtInesOnce();
    }

    @Test
    void theOthersOfACompanyAreQueuedWithTheFirstOfThemWhereverTheyAreAmongMauticsContacts() {
        run();
        long other = SIDES.company("Menuiserie");
        long first = SIDES.contact(other, "Petit");
        for (int i = 0; i < 5; i++) {
            SIDES.contact(SIDES.company("Société " + i), "Durand");
        }
        long last = SIDES.contact(other, "Grand");
        long withoutEmail = SIDES.contact(other, "Personne");
        SIDES.mautic.editContact(withoutEmail, Map.of("email", ""));
        long forgottenAtInes = SIDES.contact(other, "Ancien");
        SIDES.mautic.editContact(forgottenAtInes, Map.of("id_contact_ines", "0"));
        assertThat(SIDES.bean(FirstSynchronisation.class).queueNextCompanies()).hasValue(8);
        var waiting = SIDES.bean(JdbcClient.class)
                .sql("SELECT mautic_contact_id FROM synchronisation WHERE mautic_company_id = ? ORDER BY id")
                .param(other)
                .query(Long.class)
                .list();
        assertThat(waiting).containsExactly(first, last, forgottenAtInes);
        run();
    }
}
