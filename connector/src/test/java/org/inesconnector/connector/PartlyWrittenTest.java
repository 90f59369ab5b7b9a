package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.Plan;
import org.inesconnector.connector.sync.Preview;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.ines.CustomFieldValue;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesSettings;
import org.inesconnector.ines.InesValue;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.Administration;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.ines.StoredValue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** What a push could not write is written by the next one. */
class PartlyWrittenTest {

    private static final int FUNCTION = 501;
    private static final int SECTOR = 502;
    private static final PushResult APPEARED = new PushResult.Failed(
            Message.of("push.fields-appeared"), PushResult.Blame.CONTACT);

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private long company;
    private long zoe;

    @BeforeAll
    static void connect() {
        SIDES.ines.administration().customFields(CustomFieldOwner.CONTACT,
                List.of(new Administration.CustomField(FUNCTION, "Fonction", "text")));
        SIDES.ines.administration().customFields(CustomFieldOwner.COMPANY,
                List.of(new Administration.CustomField(SECTOR, "Secteur", "text")));
        SIDES.connect(
                "mapping.contact." + FUNCTION + "=position",
                "mapping.client." + SECTOR + "=companycity",
                "mapping.client.Website=companywebsite");
    }

    @BeforeEach
    void oneContactOfOneCompany() {
        SIDES.ines.faults().clear();
        company = SIDES.mautic.createCompany(Map.of("companyname", "Ateliers", "companycity", "Annecy"));
        zoe = SIDES.contact(company, "Lefèvre");
        SIDES.mautic.editContact(zoe, Map.of("position", "Achats"));
    }

    private static List<String> values(CustomFieldOwner owner, int reference) {
        return SIDES.ines.customValues(owner, reference).stream().map(StoredValue::value).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"InsertContactCF", "InsertCompanyCF"})
    void aCustomFieldThatInesDidNotTakeWithACreationIsWrittenByTheNextPush(String operation) {
        SIDES.ines.faults().next(operation, InesFaults.soapFault("Timeout expired"));
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Failed.class);
        var pushed = (PushResult.Pushed) SIDES.push(zoe, Origin.CHANGE);
        assertThat(values(CustomFieldOwner.CONTACT, pushed.contactRef())).containsExactly("Achats");
        assertThat(values(CustomFieldOwner.COMPANY, pushed.clientRef())).containsExactly("Annecy");
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Unchanged.class);
    }

    @Test
    void aNewClientsCustomFieldIsWrittenOnceThoughAColleagueIsPushedBeforeIt() throws Exception {
        long paul = SIDES.contact(company, "Paul");
        SIDES.ines.faults().next("InsertContactCF", Fault.late(Duration.ofMinutes(1)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> SIDES.push(zoe, Origin.CHANGE));
            await().until(() -> !SIDES.ines.faults().heldPorts().isEmpty());
            assertThat(SIDES.push(paul, Origin.CHANGE)).isInstanceOf(PushResult.Busy.class);
            SIDES.ines.faults().release();
            var pushed = (PushResult.Pushed) first.get();
            assertThat(SIDES.push(paul, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
            assertThat(values(CustomFieldOwner.COMPANY, pushed.clientRef())).containsExactly("Annecy");
        }
    }

    @Test
    void aCustomFieldThatInesDidNotTakeWithAnUpdateIsWrittenByTheNextPush() {
        var first = (PushResult.Pushed) SIDES.push(zoe);
        SIDES.mautic.editContact(zoe, Map.of("position", "Direction", "lastname", "Martin"));
        SIDES.ines.faults().next("UpdateContactCF", InesFaults.soapFault("Timeout expired"));
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Failed.class);
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(values(CustomFieldOwner.CONTACT, first.contactRef())).containsExactly("Direction");
    }

    private static void answerNoCustomField(String operation, int times) {
        SIDES.ines.faults().next(operation, times, new Fault.Replaced("(?s)<((?:\\w+:)?Values)>.*</\\1>", ""));
    }

    /** An INES that answers so each time is asked no more after three attempts, and a person sees why. */
    @Test
    void anAnswerWithoutAnyCustomFieldLetsNoValueBeWrittenBesideTheOneThatIsThereAndCostsAnAttempt() {
        var first = (PushResult.Pushed) SIDES.push(zoe);
        SIDES.mautic.editContact(zoe, Map.of("position", "Direction"));
        SIDES.ines.calls().reset();
        answerNoCustomField("GetContactCF", 1);
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isEqualTo(APPEARED);
        assertThat(SIDES.ines.calls().count("GetContactCF")).isEqualTo(2);
        assertThat(values(CustomFieldOwner.CONTACT, first.contactRef())).containsExactly("Achats");
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(values(CustomFieldOwner.CONTACT, first.contactRef())).containsExactly("Direction");
    }

    @Test
    void aContactThatWasAddedToAClientWhoseCustomFieldsAppearLateIsNotAddedOnceMore() {
        var first = (PushResult.Pushed) SIDES.push(zoe);
        long paul = SIDES.contact(company, "Paul");
        SIDES.mautic.editCompany(company, Map.of("companycity", "Lyon"));
        answerNoCustomField("GetCompanyCF", 2);
        assertThat(SIDES.push(paul, Origin.CHANGE)).isEqualTo(APPEARED);
        assertThat(SIDES.push(paul, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(SIDES.atInes(paul)).hasSize(1);
        assertThat(values(CustomFieldOwner.COMPANY, first.clientRef())).containsExactly("Lyon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<$1/>", "<$1>0</$1>"})
    void aContactThatInesAnswersWithoutItsClientIsNotTakenFromIt(String answered) {
        var first = SIDES.pushed(zoe);
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        SIDES.ines.faults().next("GetContact",
                new Fault.Replaced("<((?:\\w+:)?CompanyRef)>[^<]*</\\1>", answered));
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Failed.class);
        assertThat(SIDES.ines.contact(first.contactRef()).orElseThrow().clientReference())
                .isEqualTo(first.clientRef());
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(contactAtInes(first.contactRef(), "LastName")).isEqualTo("Martin");
    }

    @Test
    void whoIsInNoClientAtInesIsAPersonsToPutThere() {
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        SIDES.ines.faults().always("GetContact",
                new Fault.Replaced("<((?:\\w+:)?CompanyRef)>[^<]*</\\1>", "<$1>0</$1>"));
        var why = Message.of("ines.contact-in-no-client", reference);
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isEqualTo(new PushResult.Failed(why, PushResult.Blame.CONTACT));
        assertThat(SIDES.bean(ContactPush.class).preview(SIDES.bean(MauticReading.class).read(zoe), Cause.COMPARISON))
                .isEqualTo(new Preview.Prevented(new PushResult.Conflict(why)));
    }

    @Test
    void aClientFieldThatInesDidNotTakeIsWrittenByTheNextPush() {
        var first = (PushResult.Pushed) SIDES.push(zoe);
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        SIDES.mautic.editCompany(company, Map.of("companywebsite", "https://ateliers.example"));
        SIDES.ines.faults().next("UpdateClient", InesFaults.soapFault("Timeout expired"));
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Failed.class);
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(SIDES.ines.client(first.clientRef()).orElseThrow().value("Website"))
                .isEqualTo("https://ateliers.example");
    }

    private static PushResult synchronise(long contact) {
        return SIDES.bean(ContactPush.class)
                .push(SIDES.bean(MauticReading.class).read(contact), Cause.SYNCHRONISATION,
                        UUID.randomUUID().toString());
    }

    /** INES takes what it is given, and nobody hears of it. */
    private static void loseTheAnswerOf(String operation, long contact) {
        SIDES.ines.faults().next(operation, Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(synchronise(contact)).isInstanceOf(PushResult.Failed.class);
    }

    private static void changeAtInes(int contactRef, Map<ContactField, String> values) {
        try (var client = InesClient.create(new InesSettings(
                SIDES.ines.url(), InesSimulator.ACCOUNT, InesSimulator.USERNAME, InesSimulator.PASSWORD))) {
            var contact = client.contact(contactRef).orElseThrow();
            for (var value : values.entrySet()) {
                contact = contact.with(value.getKey(), InesValue.text(value.getValue()));
            }
            client.updateContact(contact);
        }
    }

    private static String contactAtInes(int reference, String field) {
        return SIDES.ines.contact(reference).orElseThrow().value(field);
    }

    @Test
    void whatIsTakenBackInMauticAfterItsAnswerWasLostIsTakenBackAtInesToo() {
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.editContact(zoe, Map.of("city", "Lyon"));
        loseTheAnswerOf("UpdateContact", zoe);
        assertThat(contactAtInes(reference, "City")).isEqualTo("Lyon");
        SIDES.mautic.editContact(zoe, Map.of("city", "Annecy"));
        var preview = SIDES.bean(ContactPush.class)
                .preview(SIDES.bean(MauticReading.class).read(zoe), Cause.COMPARISON);
        assertThat(preview).isInstanceOfSatisfying(Preview.Planned.class,
                planned -> assertThat(planned.plan()).isInstanceOf(Plan.Update.class));
        assertThat(synchronise(zoe)).isInstanceOf(PushResult.Pushed.class);
        assertThat(contactAtInes(reference, "City")).isEqualTo("Annecy");
        assertThat(synchronise(zoe)).isInstanceOf(PushResult.Unchanged.class);
    }

    @Test
    void whatASalespersonMadeOfAValueWhoseAnswerWasLostStays() {
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.editContact(zoe, Map.of("city", "Lyon"));
        loseTheAnswerOf("UpdateContact", zoe);
        changeAtInes(reference, Map.of(ContactField.CITY, "Lyon 3e"));
        synchronise(zoe);
        assertThat(contactAtInes(reference, "City")).isEqualTo("Lyon 3e");
        SIDES.mautic.editContact(zoe, Map.of("city", "Brest"));
        synchronise(zoe);
        assertThat(contactAtInes(reference, "City")).isEqualTo("Brest");
    }

    @Test
    void whatASalespersonMadeOfAValueThatInesTookWithABrokenAnswerStays() {
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.editContact(zoe, Map.of("city", "Lyon"));
        SIDES.ines.faults().next("UpdateContact", new Fault.Replaced(
                "<((?:\\w+:)?UpdateContactResult)>[^<]*<", "<$1>0<"));
        assertThat(synchronise(zoe)).isInstanceOf(PushResult.Failed.class);
        assertThat(contactAtInes(reference, "City")).isEqualTo("Lyon");
        changeAtInes(reference, Map.of(ContactField.CITY, "Lyon 3e"));
        synchronise(zoe);
        assertThat(contactAtInes(reference, "City")).isEqualTo("Lyon 3e");
    }

    @Test
    void anUpdateThatNeverReachedInesIsMadeByTheNextPushAndNotTakenForASalespersonsValue() {
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.editContact(zoe, Map.of("city", "Lyon"));
        SIDES.ines.faults().next("UpdateContact", Fault.cut(Fault.When.BEFORE_THE_WORK));
        assertThat(synchronise(zoe)).isInstanceOf(PushResult.Failed.class);
        assertThat(synchronise(zoe)).isInstanceOf(PushResult.Pushed.class);
        assertThat(contactAtInes(reference, "City")).isEqualTo("Lyon");
        changeAtInes(reference, Map.of(ContactField.CITY, "Lyon 3e"));
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        synchronise(zoe);
        assertThat(contactAtInes(reference, "City")).isEqualTo("Lyon 3e");
    }

    @Test
    void whatInesRefusedIsNothingThatBothSidesAgreeOn() {
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.editContact(zoe, Map.of("city", "Lyon"));
        SIDES.ines.faults().next("UpdateContact", InesFaults.soapFault("Ville inconnue"));
        assertThat(synchronise(zoe)).isInstanceOf(PushResult.Failed.class);
        changeAtInes(reference, Map.of(ContactField.CITY, "Metz"));
        synchronise(zoe);
        assertThat(contactAtInes(reference, "City")).isEqualTo("Lyon");
    }

    @Test
    void whatInesTookBeforeItBrokeOffWithAFaultIsTakenBackWhereMauticTakesItBack() {
        int reference = SIDES.pushed(zoe).contactRef();
        var before = contactAtInes(reference, "City");
        SIDES.mautic.editContact(zoe, Map.of("city", "Lyon"));
        SIDES.ines.faults().next("UpdateContact", InesFaults.brokenOff());
        assertThat(synchronise(zoe)).isInstanceOf(PushResult.Failed.class);
        assertThat(contactAtInes(reference, "City")).isEqualTo("Lyon");
        SIDES.mautic.editContact(zoe, Map.of("city", before));
        synchronise(zoe);
        assertThat(contactAtInes(reference, "City")).isEqualTo(before);
    }

    @Test
    void aColleaguesPushTakesBackWhatIsTakenBackOfACompanyWhoseAnswerWasLost() {
        long paul = SIDES.contact(company, "Paul");
        int client = SIDES.pushed(zoe).clientRef();
        SIDES.pushed(paul);
        SIDES.mautic.editCompany(company, Map.of("companywebsite", "https://ateliers.example"));
        loseTheAnswerOf("UpdateClient", zoe);
        SIDES.mautic.editCompany(company, Map.of("companywebsite", "https://menuiserie.example"));
        loseTheAnswerOf("UpdateClient", zoe);
        SIDES.mautic.editCompany(company, Map.of("companywebsite", "https://ateliers.example"));
        assertThat(synchronise(paul)).isInstanceOf(PushResult.Pushed.class);
        assertThat(SIDES.ines.client(client).orElseThrow().value("Website")).isEqualTo("https://ateliers.example");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCustomFieldWhoseAnswerWasLostIsTakenBackOrStaysAsASalespersonMadeIt(boolean isTakenBack) {
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.editContact(zoe, Map.of("position", "Direction"));
        loseTheAnswerOf("UpdateContactCF", zoe);
        if (isTakenBack) {
            SIDES.mautic.editContact(zoe, Map.of("position", "Achats"));
        } else {
            changeCustomFieldAtInes(reference, "Présidence");
        }
        synchronise(zoe);
        assertThat(values(CustomFieldOwner.CONTACT, reference))
                .containsExactly(isTakenBack ? "Achats" : "Présidence");
    }

    @Test
    void aCustomFieldOfANewContactWhoseAnswerWasLostStaysAsASalespersonMadeIt() {
        loseTheAnswerOf("InsertContactCF", zoe);
        int reference = SIDES.atInes(zoe).getFirst().reference();
        changeCustomFieldAtInes(reference, "Présidence");
        synchronise(zoe);
        assertThat(values(CustomFieldOwner.CONTACT, reference)).containsExactly("Présidence");
    }

    private static void changeCustomFieldAtInes(int contactRef, String value) {
        try (var client = InesClient.create(new InesSettings(
                SIDES.ines.url(), InesSimulator.ACCOUNT, InesSimulator.USERNAME, InesSimulator.PASSWORD))) {
            var held = client.customFields(CustomFieldOwner.CONTACT, contactRef).getFirst();
            client.updateCustomField(CustomFieldOwner.CONTACT, contactRef,
                    new CustomFieldValue(held.definition(), held.reference(), value));
        }
    }

    @Test
    void whoUnsubscribesAndSubscribesAgainWhileTheAnswerIsLostIsSubscribedAtInes() {
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.unsubscribe(zoe, "email");
        loseTheAnswerOf("UpdateContact", zoe);
        assertThat(contactAtInes(reference, "Desabo")).isEqualTo("1");
        SIDES.mautic.allowContact(zoe, "email");
        synchronise(zoe);
        assertThat(contactAtInes(reference, "Desabo")).isEqualTo("0");
    }

    @Test
    void aMoveWhoseAnswerWasLostIsTakenBackWhereMauticTakesItBack() {
        var first = SIDES.pushed(zoe);
        long other = SIDES.company("Menuiserie");
        int otherClient = SIDES.pushed(SIDES.contact(other, "Paul")).clientRef();
        moveInMautic(other);
        loseTheAnswerOf("UpdateContact", zoe);
        assertThat(SIDES.ines.contact(first.contactRef()).orElseThrow().clientReference()).isEqualTo(otherClient);
        moveInMautic(company);
        synchronise(zoe);
        assertThat(SIDES.ines.contact(first.contactRef()).orElseThrow().clientReference())
                .isEqualTo(first.clientRef());
    }

    private void moveInMautic(long to) {
        SIDES.mautic.addToCompany(zoe, to);
        SIDES.mautic.setPrimaryCompany(zoe, to);
    }
}
