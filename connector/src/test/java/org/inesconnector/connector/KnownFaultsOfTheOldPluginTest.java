package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.simulator.http.Call;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.Administration;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the plugin before this product was known to do wrong, and what happens here instead. */
class KnownFaultsOfTheOldPluginTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private long company;
    private long zoe;

    @BeforeAll
    static void connect() {
        SIDES.connect();
    }

    @BeforeEach
    void oneContactOfOneCompany() {
        SIDES.ines.faults().clear();
        company = SIDES.company("Ateliers");
        zoe = SIDES.contact(company, "Lefèvre");
        SIDES.ines.calls().reset();
    }

    @Test
    void aCallWhoseSessionExpiredIsRepeatedWithTheNewSessionAndTheContactCreatedOnce() {
        SIDES.ines.faults().next("AddClientWithContacts", InesFaults.sessionDropped());
        SIDES.pushed(zoe);
        assertThat(SIDES.ines.calls().of("AddClientWithContacts")).extracting(Call::caller).doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(SIDES.atInes(zoe)).hasSize(1);
        SIDES.ines.expireSessions();
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        SIDES.pushed(zoe);
        assertThat(SIDES.atInes(zoe)).singleElement().matches(contact -> contact.value("LastName").equals("Martin"));
    }

    @Test
    void twoContactsOfOneCompanyShareItsClient() {
        var first = SIDES.pushed(zoe);
        var second = SIDES.pushed(SIDES.contact(company, "Martin"));
        assertThat(second.clientRef()).isEqualTo(first.clientRef());
        assertThat(second.contactRef()).isNotEqualTo(first.contactRef());
        assertThat(SIDES.clientsOf(company)).isOne();
    }

    @Test
    void whereOnlyTheContactsReferenceIsMissingTheContactIsAddedToTheClientThatIsKnown() {
        int client = SIDES.ines.addClient(Map.of("CompanyName", "Ateliers"));
        SIDES.mautic.editContact(zoe, Map.of("id_client_ines", Integer.toString(client)));
        var clients = SIDES.ines.clients().size();
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
        assertThat(SIDES.atInes(zoe)).singleElement().matches(contact -> contact.clientReference() == client);
        assertThat(SIDES.ines.clients()).hasSize(clients);
        assertThat(SIDES.ines.calls().count("AddClientWithContacts")).isZero();
    }

    @Test
    void aLeadThatInesDidNotTakeIsWrittenAtTheNextPushAndOnce() {
        SIDES.ines.faults().next("AddLead", InesFaults.soapFault("Canal fermé"));
        var first = SIDES.pushed(zoe);
        assertThat(first.notes()).extracting(Message::key).containsExactly("push.lead-pending");
        assertThat(SIDES.leads(first.contactRef())).isEmpty();
        SIDES.bean(JdbcClient.class).sql("UPDATE lead SET due_at = created_at").update();
        SIDES.push(zoe, Origin.CHANGE);
        SIDES.push(zoe, Origin.CHANGE);
        assertThat(SIDES.leads(first.contactRef())).hasSize(1);
    }

    @Test
    void theContractIsReadBeforeTheFirstCallAndNotForEveryOne() {
        try (var sides = new BothSides().connect()) {
            long contact = sides.contact(sides.company("Ateliers"), "Lefèvre");
            sides.push(contact);
            assertThat(sides.ines.calls().count("wsdl")).isPositive();
            sides.ines.calls().reset();
            sides.mautic.editContact(contact, Map.of("lastname", "Martin"));
            sides.push(contact);
            sides.push(sides.contact(sides.company("Menuiserie"), "Durand"));
            assertThat(sides.ines.calls().counts()).containsKeys("UpdateContact", "AddClientWithContacts", "AddLead")
                    .doesNotContainKey("wsdl");
        }
    }

    @Test
    void aCrashBeforeTheReferencesStandInMauticCreatesNoDuplicate() {
        try (var sides = new BothSides().connect(sameDatabase(company))) {
            long contact = sides.contact(sides.company("Ateliers"), "Lefèvre");
            sides.mautic.faults().next("PATCH contacts/batch/edit", Fault.status(503));
            var before = (PushResult.Pushed) sides.push(contact);
            assertThat(sides.mautic.contact(contact).orElseThrow().values()).doesNotContainKey("id_contact_ines");

            sides.connect(sameDatabase(company));
            assertThat(sides.push(contact)).isInstanceOf(PushResult.Unchanged.class);
            assertThat(sides.atInes(contact)).singleElement()
                    .matches(stored -> stored.reference() == before.contactRef());
            assertThat(sides.mautic.contact(contact).orElseThrow().values()).containsKey("id_contact_ines");
        }
    }

    @Test
    void aCrashBeforeTheAnswerToACreationIsKeptCreatesNoDuplicate() {
        try (var sides = new BothSides().connect(sameDatabase(company));
                var dying = Connector.start(sides.settings(sameDatabase(company)).toArray(String[]::new));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long contact = sides.contact(sides.company("Ateliers"), "Lefèvre");
            var push = dying.getBean(ContactPush.class);
            var incoming = dying.getBean(MauticReading.class).read(contact);
            sides.ines.faults().next("AddClientWithContacts",
                    Fault.held(Fault.When.AFTER_THE_WORK, Duration.ofMinutes(1)));
            var result = threads.submit(() -> push.push(incoming, Cause.DIRECT_PUSH, "dying"));
            await().until(() -> sides.atInes(contact).size() == 1);
            assertThat(sides.push(contact)).isInstanceOf(PushResult.Busy.class);

            dying.getBean(HikariDataSource.class).close();
            sides.ines.faults().release();
            assertThat(result).succeedsWithin(Duration.ofSeconds(60), type(PushResult.class))
                    .isInstanceOf(PushResult.Uncertain.class);
            assertThat(sides.push(contact)).isInstanceOf(PushResult.Busy.class);
            sides.bean(JdbcClient.class).sql("UPDATE creation SET lease_until = started_at").update();
            assertThat(sides.push(contact))
                    .isEqualTo(new PushResult.Uncertain(contact, Message.of("uncertain.process-died")));
            assertThat(sides.atInes(contact)).hasSize(1);

            assertThat(sides.settlement().exists(contact, sides.atInes(contact).getFirst().reference())).isEmpty();
            sides.push(contact);
            assertThat(sides.atInes(contact)).hasSize(1);
            assertThat(sides.ines.clients()).hasSize(1);
        }
    }

    private static String sameDatabase(long name) {
        return "connector.database.url=jdbc:h2:mem:crash-" + name + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1";
    }

    @Test
    void aValueListWithOneElementIsReadAsAListOfOne() {
        try (var sides = new BothSides()) {
            sides.ines.administration().contactTypes(List.of(new Administration.Choice(5, "Prospect", 1)));
            sides.ines.administration().users(List.of(new Administration.User(11, 21, "Durand", "Hélène")));
            sides.connect("mapping.contact.Type=position", "mapping.contact.Author=title");
            long contact = sides.contact(sides.company("Ateliers"), "Lefèvre");
            sides.mautic.editContact(contact, Map.of("position", "Prospect", "title", "Durand Hélène"));
            sides.push(contact);
            assertThat(sides.atInes(contact)).singleElement().matches(stored -> stored.value("Type").equals("5"))
                    .matches(stored -> stored.value("Author").equals("11"));
        }
    }
}
