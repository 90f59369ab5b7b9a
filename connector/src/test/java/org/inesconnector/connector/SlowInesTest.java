package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.ines.InesClient;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.ines.Administration;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.StoredValue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** INES answers slowly, or makes one call at a time: what a salesperson does there meanwhile is not undone. */
class SlowInesTest {

    private static final int FUNCTION = 501;
    private static final int MET_AT = 502;
    private static final int SECTOR = 503;
    private static final int STAFF = 504;
    private static final PushResult CHANGED_MEANWHILE = new PushResult.Failed(
            Message.of("push.changed-meanwhile"), PushResult.Blame.CONTACT);

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private long company;
    private long zoe;
    private int contact;
    private int client;

    @BeforeAll
    static void connect() {
        SIDES.ines.administration().customFields(
                CustomFieldOwner.CONTACT,
                List.of(
                        new Administration.CustomField(FUNCTION, "Fonction", "text"),
                        new Administration.CustomField(MET_AT, "Rencontré à", "text")));
        SIDES.ines.administration().customFields(
                CustomFieldOwner.COMPANY,
                List.of(
                        new Administration.CustomField(SECTOR, "Secteur", "text"),
                        new Administration.CustomField(STAFF, "Effectif", "text")));
        SIDES.connect(
                "mapping.contact." + FUNCTION + ".field=position",
                "mapping.contact." + FUNCTION + ".rule=only-where-empty",
                "mapping.client.City=companycity",
                "mapping.client." + SECTOR + ".field=companywebsite",
                "mapping.client." + SECTOR + ".rule=only-where-empty",
                "ines.calls-at-once=1");
    }

    @BeforeEach
    void oneContactThatASalespersonHasAddedSomethingTo() {
        SIDES.ines.faults().clear();
        company = SIDES.mautic.createCompany(Map.of("companyname", "Ateliers", "companycity", "Annecy"));
        zoe = SIDES.contact(company, "Lefèvre");
        var pushed = SIDES.pushed(zoe);
        contact = pushed.contactRef();
        client = pushed.clientRef();
        SIDES.ines.addCustomValue(CustomFieldOwner.CONTACT, contact, MET_AT, "Salon de Lyon");
        SIDES.ines.addCustomValue(CustomFieldOwner.COMPANY, client, STAFF, "12");
        SIDES.ines.calls().reset();
    }

    private static void hold(String operation) {
        SIDES.ines.faults().next(operation, Fault.held(Fault.When.AFTER_THE_WORK, Duration.ofMinutes(1)));
    }

    private static void awaitCalls(String operation, int calls) {
        await().until(() -> SIDES.ines.calls().count(operation) == calls);
    }

    private static PushResult releasedLater(Future<PushResult> push) throws Exception {
        Thread.sleep(Duration.ofSeconds(3));
        SIDES.ines.faults().release();
        return push.get();
    }

    private List<String> customValues() {
        return values(CustomFieldOwner.CONTACT, contact);
    }

    private static List<String> values(CustomFieldOwner owner, int reference) {
        return SIDES.ines.customValues(owner, reference).stream().map(StoredValue::value).toList();
    }

    private String atInes(String field) {
        return SIDES.ines.contact(contact).orElseThrow().value(field);
    }

    @Test
    void aProtectedCustomFieldThatIsFilledInWhileTheContactIsWrittenGetsNoSecondValue() throws Exception {
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin", "position", "Achats"));
        hold("UpdateContact");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var push = threads.submit(() -> SIDES.push(zoe, Origin.CHANGE));
            awaitCalls("UpdateContact", 1);
            SIDES.ines.addCustomValue(CustomFieldOwner.CONTACT, contact, FUNCTION, "Direction");
            assertThat(releasedLater(push)).isEqualTo(CHANGED_MEANWHILE);
        }
        assertThat(customValues()).containsExactlyInAnyOrder("Salon de Lyon", "Direction");
        SIDES.push(zoe, Origin.CHANGE);
        assertThat(customValues()).containsExactlyInAnyOrder("Salon de Lyon", "Direction");
        assertThat(atInes("LastName")).isEqualTo("Martin");
    }

    @Test
    void aCustomFieldThatNobodyFillsInIsWrittenThoughAnotherOneIsChanged() throws Exception {
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin", "position", "Achats"));
        hold("UpdateContact");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var push = threads.submit(() -> SIDES.push(zoe, Origin.CHANGE));
            awaitCalls("UpdateContact", 1);
            SIDES.ines.addCustomValue(CustomFieldOwner.CONTACT, contact, MET_AT, "Salon de Metz");
            assertThat(releasedLater(push)).isInstanceOf(PushResult.Pushed.class);
        }
        assertThat(customValues()).containsExactlyInAnyOrder("Salon de Lyon", "Salon de Metz", "Achats");
    }

    @Test
    void aClientsCustomFieldThatIsFilledInWhileAColleagueIsAddedGetsNoSecondValueAndHeIsAddedOnce() throws Exception {
        SIDES.mautic.editCompany(company, Map.of("companywebsite", "Bois"));
        long paul = SIDES.contact(company, "Paul");
        hold("AddContact");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var push = threads.submit(() -> SIDES.push(paul, Origin.CHANGE));
            awaitCalls("AddContact", 1);
            SIDES.ines.addCustomValue(CustomFieldOwner.COMPANY, client, SECTOR, "Menuiserie");
            assertThat(releasedLater(push)).isEqualTo(CHANGED_MEANWHILE);
        }
        SIDES.push(paul, Origin.CHANGE);
        assertThat(SIDES.atInes(paul)).hasSize(1);
        assertThat(values(CustomFieldOwner.COMPANY, client)).containsExactlyInAnyOrder("12", "Menuiserie");
    }

    @Test
    void whatIsChangedWhileAnUpdateWaitsForItsTurnIsNotPutBack() throws Exception {
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        hold("GetCompanyCF");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var push = threads.submit(() -> SIDES.push(zoe, Origin.CHANGE));
            awaitCalls("GetCompanyCF", 1);
            hold("GetClient");
            var ahead = Thread.ofPlatform().start(() -> SIDES.bean(InesClient.class).client(client));
            await().until(() -> ahead.getState() == Thread.State.TIMED_WAITING);
            int read = SIDES.ines.calls().count("GetClient");
            SIDES.ines.faults().release();
            awaitCalls("GetClient", read + 1);
            SIDES.ines.editContact(contact, Map.of("Fax", "0450010203"));
            assertThat(releasedLater(push)).isEqualTo(CHANGED_MEANWHILE);
            ahead.join();
        }
        assertThat(atInes("Fax")).isEqualTo("0450010203");
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(atInes("Fax")).isEqualTo("0450010203");
        assertThat(atInes("LastName")).isEqualTo("Martin");
    }

    private static void answerAFault(String operation, int afterReadings) {
        SIDES.ines.faults().next("GetContactCF", afterReadings, Fault.latency(Duration.ofSeconds(4)));
        SIDES.ines.faults().add(
                new FaultRule(operation, afterReadings, 1, 1, 0, InesFaults.soapFault("Lecture impossible")));
    }

    private void assertThatNobodyIsBlamed(String why) {
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOfSatisfying(PushResult.Failed.class, failed -> {
            assertThat(failed.why().key()).isEqualTo(why);
            assertThat(failed.blame()).isEqualTo(PushResult.Blame.NOBODY);
        });
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
    }

    @Test
    void aContactThatInesDoesNotGiveASecondTimeWasNotChangedBySomebody() {
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        answerAFault("GetContact", 1);
        assertThatNobodyIsBlamed("ines.contact-unreadable");
        assertThat(atInes("LastName")).isEqualTo("Martin");
    }

    /** It is read twice before: once more by who may change it. */
    @Test
    void noMoreWasAClient() {
        SIDES.mautic.editCompany(company, Map.of("companycity", "Lyon"));
        answerAFault("GetClient", 2);
        assertThatNobodyIsBlamed("ines.client-unreadable");
        assertThat(SIDES.ines.client(client).orElseThrow().value("City")).isEqualTo("Lyon");
    }
}
