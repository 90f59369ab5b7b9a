package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.inesconnector.connector.links.CallsUnderWay;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Heartbeat;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Upkeep;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesValue;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.Administration.Deleted;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Contacts of one company that change its client do so one after another, with the company as it is then. */
@Order(1)
class OneWriterTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private static final PushResult CHANGED_MEANWHILE = new PushResult.Failed(
            Message.of("push.changed-meanwhile"), PushResult.Blame.CONTACT);

    private long company;
    private long zoe;
    private long paul;
    private int client;

    @BeforeAll
    static void connect() {
        SIDES.connect(
                "mapping.client.City=companycity", "connector.gone-after=0s", "connector.queue.lease=6s");
    }

    @BeforeEach
    void twoContactsOfOneCompany() {
        SIDES.ines.faults().clear();
        SIDES.ines.calls().reset();
        company = SIDES.mautic.createCompany(Map.of("companyname", "Ateliers", "companycity", "Annecy"));
        zoe = SIDES.contact(company, "Lefèvre");
        paul = SIDES.contact(company, "Paul");
        client = ((PushResult.Pushed) SIDES.push(zoe)).clientRef();
        SIDES.push(paul);
    }

    private String cityAtInes() {
        return SIDES.ines.client(client).orElseThrow().value("City");
    }

    private void moveTo(String city) {
        SIDES.mautic.editCompany(company, Map.of("companycity", city));
    }

    @Test
    void aSecondProcessWaitsWhileOneChangesTheClientAndThenWritesTheNewestValue() throws Exception {
        moveTo("Lyon");
        SIDES.ines.faults().next("UpdateClient", Fault.held(Fault.When.BEFORE_THE_WORK, Duration.ofMinutes(1)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> SIDES.push(zoe, Origin.CHANGE));
            await().until(() -> SIDES.ines.calls().count("UpdateClient") == 1);
            moveTo("Brest");
            assertThat(SIDES.push(paul, Origin.CHANGE)).isInstanceOf(PushResult.Busy.class);
            SIDES.ines.faults().release();
            assertThat(first.get()).isInstanceOf(PushResult.Failed.class);
        }
        var incoming = SIDES.bean(MauticReading.class).read(paul);
        assertThat(SIDES.bean(ContactPush.class).push(incoming, Cause.SYNCHRONISATION, "later"))
                .isInstanceOf(PushResult.Pushed.class);
        assertThat(cityAtInes()).isEqualTo("Brest");
    }

    @Test
    void aBounceAloneIsAnnouncedBeforeItIsSent() throws Exception {
        SIDES.mautic.bounce(zoe, "email");
        SIDES.ines.faults().next("UpdateContact", Fault.held(Fault.When.BEFORE_THE_WORK, Duration.ofMinutes(1)));
        int before = SIDES.ines.calls().count("UpdateContact");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var push = threads.submit(() -> SIDES.push(zoe, Origin.CHANGE));
            await().until(() -> SIDES.ines.calls().count("UpdateContact") > before);
            assertThat(SIDES.bean(CallsUnderWay.class).among(List.of(zoe, paul))).containsExactly(zoe);
            SIDES.ines.faults().release();
            assertThat(push.get()).isInstanceOf(PushResult.Failed.class);
        }
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(SIDES.bean(CallsUnderWay.class).among(List.of(zoe))).isEmpty();
    }

    @Test
    void whatWasNotSentOfAContactIsTakenBackThoughItsCompanyIsAnothersByThen() throws Exception {
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        moveTo("Lyon");
        SIDES.ines.faults().next("UpdateContact", Fault.latency(Duration.ofMinutes(1)));
        SIDES.ines.faults().next("UpdateContact", InesFaults.soapFault("Ville inconnue"));
        var database = SIDES.bean(JdbcClient.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var push = threads.submit(() -> SIDES.push(zoe, Origin.CHANGE));
            await().until(() -> SIDES.ines.faults().rules().isEmpty());
            assertThat(announced(database)).isOne();
            database.sql("UPDATE company_link SET pushed = 'by another' WHERE mautic_company_id = :company")
                    .param("company", company)
                    .update();
            SIDES.ines.faults().release();
            assertThat(push.get()).isInstanceOf(PushResult.Failed.class);
        }
        assertThat(announced(database)).isZero();
    }

    @Test
    void whatASalespersonChangesWhileAContactIsReadSlowlyIsNotPutBack() throws Exception {
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        int reference = SIDES.atInes(zoe).getFirst().reference();
        assertThat(pushedWhileInesIsGiven(reference, Map.of("Fax", "0450010203"))).isEqualTo(CHANGED_MEANWHILE);
        assertThat(SIDES.ines.contact(reference).orElseThrow().value("Fax")).isEqualTo("0450010203");
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(SIDES.ines.contact(reference).orElseThrow())
                .matches(contact -> contact.value("Fax").equals("0450010203"))
                .matches(contact -> contact.value("LastName").equals("Martin"));
    }

    private PushResult pushedWhileInesIsGiven(int reference, Map<String, String> values) throws Exception {
        SIDES.ines.faults().next("GetClient", Fault.held(Fault.When.AFTER_THE_WORK, Duration.ofMinutes(1)));
        int before = SIDES.ines.calls().count("GetClient");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var push = threads.submit(() -> SIDES.push(zoe, Origin.CHANGE));
            await().until(() -> SIDES.ines.calls().count("GetClient") > before);
            SIDES.ines.editContact(reference, values);
            Thread.sleep(Duration.ofSeconds(3));
            SIDES.ines.faults().release();
            return push.get();
        }
    }

    @Test
    void aDateThatInesSetsByItselfMeanwhileIsNoChange() throws Exception {
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        int reference = SIDES.atInes(zoe).getFirst().reference();
        assertThat(pushedWhileInesIsGiven(reference, Map.of("ModificationDate", "2030-01-02T03:04:05")))
                .isInstanceOf(PushResult.Pushed.class);
        assertThat(SIDES.ines.contact(reference).orElseThrow().value("LastName")).isEqualTo("Martin");
    }

    @Test
    void norWhatHeChangesOfTheClientWhileTheContactIsWrittenSlowly() throws Exception {
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        moveTo("Lyon");
        SIDES.ines.faults().next("UpdateContact", Fault.held(Fault.When.AFTER_THE_WORK, Duration.ofMinutes(1)));
        int before = SIDES.ines.calls().count("UpdateContact");
        var ines = SIDES.bean(InesClient.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var push = threads.submit(() -> SIDES.push(zoe, Origin.CHANGE));
            await().until(() -> SIDES.ines.calls().count("UpdateContact") > before);
            ines.updateClient(ines.client(client).orElseThrow().with(ClientField.PHONE, InesValue.text("0450010203")));
            Thread.sleep(Duration.ofSeconds(3));
            SIDES.ines.faults().release();
            assertThat(push.get()).isEqualTo(CHANGED_MEANWHILE);
        }
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(cityAtInes()).isEqualTo("Lyon");
        assertThat(SIDES.ines.client(client).orElseThrow().value("Phone")).isEqualTo("0450010203");
        assertThat(SIDES.atInes(zoe)).singleElement().matches(contact -> contact.value("LastName").equals("Martin"));
    }

    @Test
    void whatNobodyChangedIsWrittenHoweverSlowlyItWasRead() {
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        SIDES.ines.faults().next("GetClient", Fault.latency(Duration.ofSeconds(4)));
        SIDES.ines.calls().reset();
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(SIDES.ines.calls().counts()).containsEntry("GetContact", 2);
    }

    private long announced(JdbcClient database) {
        return database.sql("""
                SELECT count(*) FROM contact_link WHERE mautic_contact_id = :zoe AND unanswered IS NOT NULL
                """)
                .param("zoe", zoe)
                .query(Long.class)
                .single();
    }

    @Test
    void aContactThatWasReadBeforeItsCompanyChangedBringsNoOldValueBack() {
        moveTo("Lyon");
        var readEarlier = SIDES.bean(MauticReading.class).read(zoe);
        moveTo("Brest");
        SIDES.push(paul, Origin.CHANGE);
        SIDES.bean(ContactPush.class).push(readEarlier, Cause.SYNCHRONISATION, "late");
        assertThat(cityAtInes()).isEqualTo("Brest");
    }

    @Test
    void whoWasTakenForDeadWhileItReadWritesNothingOverWhatAnotherProcessWroteSince() throws Exception {
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Old"));
        SIDES.ines.faults().next("GetContact", Fault.held(Fault.When.AFTER_THE_WORK, Duration.ofMinutes(1)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int before = SIDES.ines.calls().count("GetContact");
            var stalled = threads.submit(() -> SIDES.push(zoe, Origin.CHANGE));
            await().until(() -> SIDES.ines.calls().count("GetContact") > before);
            takeThisProcessForDead();
            SIDES.bean(Upkeep.class).giveBackOrphans();
            SIDES.mautic.editContact(zoe, Map.of("lastname", "New"));
            assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
            SIDES.ines.faults().release();
            assertThat(stalled.get()).isInstanceOf(PushResult.Busy.class);
        }
        assertThat(SIDES.atInes(zoe)).singleElement().matches(contact -> contact.value("LastName").equals("New"));
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Unchanged.class);
    }

    @Test
    void whoWasTakenForDeadWhileItReadCreatesNothing() throws Exception {
        long anna = SIDES.contact(company, "Anna");
        SIDES.ines.faults().next("GetClient", Fault.held(Fault.When.AFTER_THE_WORK, Duration.ofMinutes(1)));
        int added = SIDES.ines.calls().count("AddContact");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int before = SIDES.ines.calls().count("GetClient");
            var stalled = threads.submit(() -> SIDES.push(anna, Origin.CHANGE));
            await().until(() -> SIDES.ines.calls().count("GetClient") > before);
            takeThisProcessForDead();
            SIDES.ines.faults().release();
            assertThat(stalled.get()).isInstanceOf(PushResult.Busy.class);
        }
        assertThat(SIDES.ines.calls().count("AddContact")).isEqualTo(added);
        assertThat(SIDES.atInes(anna)).isEmpty();
        assertThat(SIDES.settlement().uncertain()).isEmpty();
    }

    @Test
    void whoWasTakenForDeadWhileItsSessionExpiredDoesNotRepeatItsCall() throws Exception {
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Old"));
        SIDES.ines.faults().next("UpdateContact", Fault.latency(Duration.ofMinutes(1)));
        SIDES.ines.faults().next("UpdateContact", InesFaults.soapFault("Session expirée"));
        int before = SIDES.ines.calls().count("UpdateContact");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stalled = threads.submit(() -> SIDES.push(zoe, Origin.CHANGE));
            await().until(() -> SIDES.ines.faults().rules().isEmpty());
            assertThat(announced(SIDES.bean(JdbcClient.class))).isOne();
            takeThisProcessForDead();
            SIDES.ines.faults().release();
            assertThat(stalled.get()).isInstanceOf(PushResult.Busy.class);
        }
        assertThat(SIDES.ines.calls().count("UpdateContact")).isEqualTo(before + 1);
        assertThat(SIDES.atInes(zoe)).singleElement().matches(contact -> contact.value("LastName").equals("Lefèvre"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AddContact", "AddLead"})
    void whoWasTakenForDeadWhileItsSessionExpiredDoesNotCreateWhatIsAnothersToMake(String operation) throws Exception {
        long anna = SIDES.contact(company, "Anna");
        SIDES.ines.faults().next(operation, Fault.latency(Duration.ofMinutes(1)));
        SIDES.ines.faults().next(operation, InesFaults.soapFault("Session expirée"));
        int before = SIDES.ines.calls().count(operation);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stalled = threads.submit(() -> SIDES.push(anna));
            await().until(() -> SIDES.ines.faults().rules().isEmpty());
            takeThisProcessForDead();
            SIDES.ines.faults().release();
            assertThat(stalled.get()).isInstanceOf(PushResult.Busy.class);
        }
        assertThat(SIDES.ines.calls().count(operation)).isEqualTo(before + 1);
        SIDES.bean(Upkeep.class).giveBackOrphans();
        SIDES.bean(JdbcClient.class).sql("UPDATE synchronisation SET not_before = NULL").update();
        SIDES.push(anna);
        assertThat(SIDES.atInes(anna)).hasSize(1);
        assertThat(SIDES.settlement().uncertain()).isEmpty();
        assertThat(SIDES.settlement().uncertainLeads()).isEmpty();
    }

    @Test
    void whoHasTheRightToChangeOneClientDoesNotChangeAnother() {
        long elsewhere = SIDES.mautic.createCompany(Map.of("companyname", "Forges", "companycity", "Nancy"));
        long anna = SIDES.contact(elsewhere, "Anna");
        SIDES.push(anna);
        moveTo("Lyon");
        var readEarlier = SIDES.bean(MauticReading.class).read(zoe);
        SIDES.mautic.addToCompany(zoe, elsewhere);
        SIDES.mautic.setPrimaryCompany(zoe, elsewhere);
        SIDES.mautic.editCompany(elsewhere, Map.of("companycity", "Metz"));
        assertThat(SIDES.bean(ContactPush.class).push(readEarlier, Cause.SYNCHRONISATION, "late"))
                .isInstanceOf(PushResult.Busy.class);
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
    }

    /** It notices with its next heartbeat, and goes on under another name. */
    private static void takeThisProcessForDead() {
        var database = SIDES.bean(JdbcClient.class);
        var name = database.sql("SELECT id FROM node").query(String.class).single();
        database.sql("DELETE FROM node").update();
        var process = SIDES.bean(Heartbeat.OF);
        await().until(() -> !Heartbeat.isAliveAs(name, process));
    }

    @Test
    void colleaguesOfADeletedClientAreMovedToTheOneThatReplacesItThoughNothingElseChanged() {
        SIDES.ines.administration().deleted(Deleted.REFERENCE_ZERO);
        SIDES.ines.deleteClient(client);
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Failed.class);
        int replacing = ((PushResult.Pushed) SIDES.push(zoe, Origin.CHANGE)).clientRef();
        assertThat(replacing).isNotEqualTo(client);
        assertThat(((PushResult.Pushed) SIDES.push(paul, Origin.CHANGE)).clientRef()).isEqualTo(replacing);
        assertThat(SIDES.atInes(paul)).singleElement().matches(contact -> contact.clientReference() == replacing);
    }
}
