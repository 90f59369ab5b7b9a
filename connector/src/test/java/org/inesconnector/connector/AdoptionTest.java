package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.GoneCompanies;
import org.inesconnector.connector.links.Holder;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.TwoClients;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.OneAddress;
import org.inesconnector.connector.queue.OneCompany;
import org.inesconnector.connector.queue.OnePerson;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Removals;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.ContactRemoval;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.Preview;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.RemovalResult;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesSettings;
import org.inesconnector.ines.InesValue;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.InesSimulator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A reference that stands in Mautic without a link of ours is taken over only where it is this contact's. Nobody is created
 * whom INES has: by what colleagues know of the company, or what was known of it or of the contact under another id.
 */
@Order(2)
class AdoptionTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private long company;
    private long zoe;
    private int client;

    @BeforeAll
    static void connect() {
        SIDES.connect(
                "mapping.contact.Function.field=position", "mapping.contact.Function.when-emptied=empty",
                "mapping.client.City=companycity", "ines.calls-per-second=10000");
    }

    @BeforeEach
    void oneContactOfOneCompany() {
        company = SIDES.company("Ateliers");
        zoe = SIDES.contact(company, "Lefèvre");
        SIDES.mautic.editContact(zoe, Map.of("email", "Zoe." + zoe + "@dupont.example"));
        client = SIDES.ines.addClient(Map.of("CompanyName", "Tout autre"));
    }

    private void refer(String contact, String client) {
        SIDES.mautic.editContact(zoe, Map.of("id_contact_ines", contact, "id_client_ines", client));
    }

    private void refer(int contact) {
        refer(Integer.toString(contact), Integer.toString(client));
    }

    private void assertConflict(String key) {
        SIDES.ines.calls().reset();
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(
                PushResult.Conflict.class, conflict -> assertThat(conflict.why().key()).isEqualTo(key));
        assertThat(SIDES.writes()).isZero();
        assertThat(preview(zoe)).isInstanceOfSatisfying(Preview.Prevented.class,
                prevented -> assertThat(prevented.because()).isInstanceOf(PushResult.Conflict.class));
    }

    private static Preview preview(long contact) {
        return SIDES.bean(ContactPush.class).preview(SIDES.bean(MauticReading.class).read(contact), Cause.DIRECT_PUSH);
    }

    @Test
    void aContactOfAnotherAddressAndIdIsAQuestionForAPersonAndIsNotChanged() {
        refer(SIDES.ines.addContact(client, Map.of("LastName", "Inconnu", "PrimaryMailAddress", "x@y.example")));
        assertConflict("adopt.other-contact");
    }

    @Test
    void aContactWithTheSameAddressInOtherLettersIsTakenOverWithTheClientWhereItIs() {
        int reference = SIDES.ines.addContact(client,
                Map.of("PrimaryMailAddress", "zoe." + zoe + "@DUPONT.example"));
        refer(reference);
        var pushed = (PushResult.Pushed) SIDES.push(zoe);
        assertThat(pushed.contactRef()).isEqualTo(reference);
        assertThat(pushed.clientRef()).isEqualTo(client);
    }

    @Test
    void aClientOfAnotherNameWhereTheContactIsNotIsAQuestionForAPerson() {
        refer("", Integer.toString(client));
        assertConflict("adopt.other-client");
    }

    @Test
    void aClientWithTheCompanysNameIsTakenOver() {
        client = SIDES.ines.addClient(Map.of("CompanyName", " ATELIERS "));
        refer("0", Integer.toString(client));
        assertThat(((PushResult.Pushed) SIDES.push(zoe)).clientRef()).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "12.5", "9999999999"})
    void whatIsNoReferenceIsAQuestionForAPersonAndNotTakenForNone(String text) {
        refer(text, "");
        assertConflict("adopt.no-reference");
    }

    @Test
    void aReferenceThatAnotherMauticContactHasIsToldByThePreviewAsByThePush() {
        int reference = ((PushResult.Pushed) SIDES.push(SIDES.contact(company, "Paul"))).contactRef();
        refer(Integer.toString(reference), "");
        assertConflict("push.reference-taken");
    }

    /** As an older plugin left it: in Mautic's fields, without a link here. */
    private long pushedBefore(String name, int client) {
        long contact = SIDES.contact(company, name);
        int reference = SIDES.ines.addContact(
                client, Map.of("LastName", name, "AutomationRef", Long.toString(contact)));
        refer(contact, reference, client);
        return contact;
    }

    private static void refer(long contact, int reference, int client) {
        SIDES.mautic.editContact(contact, Map.of(
                "id_contact_ines", Integer.toString(reference), "id_client_ines", Integer.toString(client)));
    }

    private int ateliers() {
        return SIDES.ines.addClient(Map.of("CompanyName", "Ateliers"));
    }

    @Test
    void aNewContactIsAddedToTheClientThatAnOlderPluginMadeForAColleagueWhoeverIsPushedFirst() {
        client = ateliers();
        long colleague = pushedBefore("Ancien", client);
        int clients = SIDES.ines.clientCount();
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
        assertThat(SIDES.pushed(colleague).clientRef()).isEqualTo(client);
        assertThat(SIDES.pushed(SIDES.contact(company, "Paul")).clientRef()).isEqualTo(client);
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
        assertThat(SIDES.atInes(colleague)).hasSize(1);
    }

    @Test
    void aClientThatHasAnotherNameNowIsTheCompanysWhereTheColleagueIsAtIt() {
        pushedBefore("Ancien", client);
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
    }

    @Test
    void whereTheColleagueHasOnlyTheReferenceOfItsContactInesSaysAtWhichClientThatIs() {
        long colleague = pushedBefore("Ancien", client);
        SIDES.mautic.editContact(colleague, Map.of("id_client_ines", ""));
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
    }

    @Test
    void ofTheClientsThatAnOlderPluginMadeForEachContactTheOneWithMostOfThemIsTaken() {
        pushedBefore("Premier", ateliers());
        client = ateliers();
        pushedBefore("Deuxième", client);
        pushedBefore("Troisième", client);
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
    }

    @Test
    void whereColleaguesDisagreeAClientOfAnotherCompanyIsPassedOver() {
        long one = SIDES.contact(company, "Un");
        refer(one, 0, client);
        long two = SIDES.contact(company, "Deux");
        refer(two, 0, client);
        client = ateliers();
        pushedBefore("Trois", client);
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
    }

    @Test
    void whereColleaguesNameOnlyTheClientOfAnotherCompanyAPersonIsAskedAndNothingIsCreated() {
        refer(SIDES.contact(company, "Un"), 0, client);
        assertConflict("adopt.colleagues-other-client");
    }

    @Test
    void whereAColleaguesReferenceIsNoneAPersonIsAskedAndNothingIsCreated() {
        SIDES.mautic.editContact(SIDES.contact(company, "Un"), Map.of("id_client_ines", "12.5"));
        assertConflict("adopt.no-reference");
    }

    @Test
    void whereColleaguesNameMoreClientsThanAreLookedAtAPersonIsAskedAndNothingIsCreated() {
        for (int one = 1; one <= 41; one++) {
            int ofAnother = SIDES.pushed(SIDES.contact(SIDES.company("Voisin " + one), "Voisin")).clientRef();
            refer(SIDES.contact(company, "Ancien " + one), 0, ofAnother);
        }
        assertConflict("adopt.colleagues-too-many");
    }

    private static void laterThanTheSetting() {
        SIDES.bean(JdbcClient.class)
                .sql("UPDATE missing_at_ines SET since = :since")
                .param("since", Instant.now().minusSeconds(60).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whom an older plugin pushed to a client that a salesperson has merged into this one since. */
    private void pushedBeforeToOneThatIsGone(int client) {
        SIDES.pushed(SIDES.contact(SIDES.company("Voisins"), "Voisin"));
        int gone = ateliers();
        SIDES.mautic.editContact(
                pushedBefore("Ancien", client), Map.of("id_client_ines", Integer.toString(gone)));
        SIDES.ines.deleteClient(gone);
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
    }

    @Test
    void whereTheClientsThatColleaguesNameAreGoneInesSaysAtWhichOneTheyAreNow() {
        client = ateliers();
        pushedBeforeToOneThatIsGone(client);
        int clients = SIDES.ines.clientCount();
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
    }

    @Test
    void andWhereThatHasAnotherNameAPersonIsAskedAndNothingIsCreated() {
        pushedBeforeToOneThatIsGone(client);
        assertConflict("adopt.colleagues-elsewhere");
    }

    /** Each to a client of its own. */
    private void pushedBeforeToThreeThatAreGone(boolean areContactsGoneToo) {
        SIDES.pushed(SIDES.contact(SIDES.company("Voisins"), "Voisin"));
        for (var name : List.of("Un", "Deux", "Trois")) {
            long colleague = pushedBefore(name, client);
            int gone = ateliers();
            SIDES.mautic.editContact(colleague, Map.of("id_client_ines", Integer.toString(gone)));
            SIDES.ines.deleteClient(gone);
            if (areContactsGoneToo) {
                SIDES.ines.deleteContact(SIDES.atInes(colleague).getFirst().reference());
            }
        }
    }

    private void assertWaitsForWhatColleaguesName() {
        SIDES.ines.calls().reset();
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class, failed -> {
            assertThat(failed.why().key()).isEqualTo("adopt.client-not-given");
            assertThat(failed.blame()).isEqualTo(PushResult.Blame.NOBODY);
        });
        assertThat(SIDES.writes()).isZero();
        laterThanTheSetting();
    }

    @Test
    void ofManyClientsThatColleaguesNameAndThatAreGoneOneAloneIsWaitedForWhereInesSaysAtWhichOneTheyAreNow() {
        client = ateliers();
        pushedBeforeToThreeThatAreGone(false);
        int clients = SIDES.ines.clientCount();
        assertWaitsForWhatColleaguesName();
        assertThat(SIDES.ines.calls().count("GetClient")).isEqualTo(2);
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
    }

    @Test
    void manyWhoWaitForThatPauseNothing() {
        client = ateliers();
        pushedBeforeToThreeThatAreGone(false);
        var waiting = Stream.of("A", "B", "C", "D", "E", "F").map(name -> SIDES.contact(company, name)).toList();
        SIDES.bean(Queue.class).addAll(waiting.stream().map(one -> Wanted.update(one, Origin.ANSWER)).toList());
        SIDES.bean(SynchronisationRun.class).run(20);
        assertThat(waiting).allSatisfy(one -> assertThat(
                SIDES.bean(Journal.class).ofContact(one).getFirst().outcome().orElseThrow().key())
                .isEqualTo("adopt.client-not-given"));
        assertThat(SIDES.bean(JdbcClient.class).sql("SELECT count(*) FROM pause").query(Long.class).single()).isZero();
        laterThanTheSetting();
        assertThat(waiting).allSatisfy(one -> assertThat(SIDES.pushed(one).clientRef()).isEqualTo(client));
    }

    @Test
    void whereTheColleaguesThemselvesAreGoneAllAreWaitedForOnceBeforeTheCompanyIsCreated() {
        pushedBeforeToThreeThatAreGone(true);
        assertWaitsForWhatColleaguesName();
        SIDES.pushed(zoe);
        assertThat(SIDES.clientsOf(company)).isOne();
    }

    @Test
    void ofManyWhoAreGoneTenAreWaitedForAtATimeAndWhereMoreThanFortyAreNamedAPersonIsAskedAndNothingIsCreated() {
        SIDES.pushed(SIDES.contact(SIDES.company("Voisins"), "Voisin"));
        for (int one = 1; one <= 41; one++) {
            int gone = ateliers();
            SIDES.ines.deleteClient(gone);
            refer(SIDES.contact(company, "Ancien " + one), 0, gone);
        }
        long before = waitedFor();
        for (int time = 1; time <= 4; time++) {
            assertWaitsForWhatColleaguesName();
            assertThat(waitedFor() - before).isEqualTo(10L * time);
        }
        assertConflict("adopt.colleagues-too-many");
        assertThat(waitedFor() - before).isEqualTo(40);
    }

    private static long waitedFor() {
        return SIDES.bean(JdbcClient.class).sql("SELECT count(*) FROM missing_at_ines").query(Long.class).single();
    }

    @Test
    void aClientOfMostColleaguesThatInesDoesNotGiveOnceIsNotPassedOverForAnother() {
        client = ateliers();
        pushedBefore("Un", client);
        pushedBefore("Deux", client);
        pushedBefore("Trois", ateliers());
        SIDES.ines.faults().next("GetClient", InesFaults.soapFault("Erreur inattendue"));
        assertWaitsForWhatColleaguesName();
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
    }

    @Test
    void whereInesGivesNoContactAtAllAPersonIsToldWhichColleagueItIsAbout() {
        long colleague = pushedBefore("Ancien", client);
        SIDES.mautic.editContact(colleague, Map.of("id_client_ines", ""));
        SIDES.ines.faults().always("GetContact", InesFaults.withoutReferences());
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class,
                failed -> assertThat(failed.why().key()).isEqualTo("adopt.contact-not-given"));
        laterThanTheSetting();
        assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class, failed -> {
            assertThat(failed.why().key()).isEqualTo("ines.contact-of-colleague-absent");
            assertThat(failed.why().arguments()).contains(colleague);
            assertThat(failed.blame()).isEqualTo(PushResult.Blame.CONTACT);
        });
        SIDES.ines.faults().clear();
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
    }

    @Test
    void aClientOfColleaguesThatInesDoesNotGiveIsNotTakenForDeletedAtOnce() {
        pushedBefore("Ancien", client);
        SIDES.ines.deleteClient(client);
        SIDES.ines.calls().reset();
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        assertThat(SIDES.writes()).isZero();
    }

    @Test
    void whoMovesToACompanyThatIsNewHereIsMovedToTheClientOfItsColleagues() {
        int reference = SIDES.pushed(zoe).contactRef();
        company = SIDES.company("Ateliers");
        client = ateliers();
        pushedBefore("Ancien", client);
        SIDES.mautic.addToCompany(zoe, company);
        SIDES.mautic.setPrimaryCompany(zoe, company);
        int clients = SIDES.ines.clientCount();
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
        assertThat(SIDES.ines.contact(reference).orElseThrow().clientReference()).isEqualTo(client);
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
    }

    @Test
    void whatAContactsOwnFieldSaysOfTheClientDoesNotReplaceTheOneThatIsLinked() {
        int linked = SIDES.pushed(SIDES.contact(company, "Paul")).clientRef();
        refer("", Integer.toString(client));
        int clients = SIDES.ines.clientCount();
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(linked);
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
    }

    @Test
    void aCompanyOfManyContactsIsAskedForInAFewCalls() {
        for (int i = 0; i < 450; i++) {
            SIDES.contact(company, "Nom" + i);
        }
        client = ateliers();
        pushedBefore("Dernier", client);
        SIDES.mautic.calls().reset();
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
        assertThat(SIDES.mautic.calls().count()).isLessThan(20);
    }

    /** Zoé, whom an older plugin pushed with a former employer, which is its client at INES. @return the employer */
    private long pushedWithAFormerEmployer(Map<String, String> clientAtInes) {
        long former = SIDES.company("Ancien employeur");
        var values = new HashMap<>(Map.of("CompanyName", "Ancien employeur", "AutomationRef", Long.toString(former)));
        values.putAll(clientAtInes);
        client = SIDES.ines.addClient(values);
        refer(SIDES.ines.addContact(client,
                Map.of("LastName", "Lefèvre", "AutomationRef", Long.toString(zoe), "PrimaryMailAddress", email())));
        return former;
    }

    private void assertFormerClientIsUntouched(Map<String, String> before) {
        assertThat(SIDES.ines.client(client).orElseThrow().values()).isEqualTo(before);
    }

    @Test
    void whoChangedEmployersSinceAnOlderPluginIsMovedAndTheFormerOnesClientIsNotTheNewOnes() {
        pushedWithAFormerEmployer(Map.of());
        var before = SIDES.ines.client(client).orElseThrow().values();
        var pushed = SIDES.pushed(zoe);
        assertThat(pushed.clientRef()).isNotEqualTo(client);
        assertThat(SIDES.ines.contact(pushed.contactRef()).orElseThrow().clientReference())
                .isEqualTo(pushed.clientRef());
        assertThat(SIDES.clientsOf(company)).isOne();
        assertFormerClientIsUntouched(before);
        assertThat(SIDES.pushed(SIDES.contact(company, "Paul")).clientRef()).isEqualTo(pushed.clientRef());
    }

    @Test
    void norDoesAColleagueOfWhoChangedEmployersComeToTheFormerOnesClient() {
        pushedWithAFormerEmployer(Map.of());
        var before = SIDES.ines.client(client).orElseThrow().values();
        var paul = SIDES.pushed(SIDES.contact(company, "Paul"));
        assertThat(paul.clientRef()).isNotEqualTo(client);
        var pushed = SIDES.pushed(zoe);
        assertThat(SIDES.ines.contact(pushed.contactRef()).orElseThrow().clientReference())
                .isEqualTo(paul.clientRef());
        assertThat(SIDES.clientsOf(company)).isOne();
        assertFormerClientIsUntouched(before);
    }

    @Test
    void whereTheFormerEmployerIsGoneInMauticAPersonIsAskedWhoeverIsPushed() {
        SIDES.mautic.deleteCompany(pushedWithAFormerEmployer(Map.of()));
        assertConflict("adopt.other-client");
        long named = zoe;
        zoe = SIDES.contact(company, "Paul");
        assertConflict("adopt.colleagues-other-client");
        zoe = named;
    }

    @Test
    void whomASalespersonMovedToAnotherEmployerStaysThere() {
        int own = SIDES.pushed(SIDES.contact(company, "Paul")).clientRef();
        pushedWithAFormerEmployer(Map.of());
        SIDES.mautic.editContact(zoe, Map.of("id_client_ines", Integer.toString(own)));
        var pushed = SIDES.pushed(zoe);
        assertThat(SIDES.ines.contact(pushed.contactRef()).orElseThrow().clientReference()).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0"})
    void aClientOfANameThatMauticDoesNotKnowAndWithoutIdIsTheCompanysWhereTheContactIs(String automationRef) {
        pushedWithAFormerEmployer(Map.of("AutomationRef", automationRef, "CompanyName", "Renommée par le commercial"));
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0"})
    void whoseFormerEmployerIsKnownByItsNameAloneIsMovedToo(String automationRef) {
        pushedWithAFormerEmployer(Map.of("AutomationRef", automationRef));
        var before = SIDES.ines.client(client).orElseThrow().values();
        var pushed = SIDES.pushed(zoe);
        assertThat(pushed.clientRef()).isNotEqualTo(client);
        assertThat(SIDES.ines.contact(pushed.contactRef()).orElseThrow().clientReference())
                .isEqualTo(pushed.clientRef());
        assertThat(SIDES.pushed(SIDES.contact(company, "Paul")).clientRef()).isEqualTo(pushed.clientRef());
        assertFormerClientIsUntouched(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0"})
    void andAColleagueWhoIsPushedFirstDoesNotComeToItsClient(String automationRef) {
        pushedWithAFormerEmployer(Map.of("AutomationRef", automationRef));
        var before = SIDES.ines.client(client).orElseThrow().values();
        int paul = SIDES.pushed(SIDES.contact(company, "Paul")).clientRef();
        assertThat(paul).isNotEqualTo(client);
        var pushed = SIDES.pushed(zoe);
        assertThat(SIDES.ines.contact(pushed.contactRef()).orElseThrow().clientReference()).isEqualTo(paul);
        assertFormerClientIsUntouched(before);
    }

    @Test
    void aClientOfTheCompanysNameIsItsWhateverIdItHas() {
        pushedWithAFormerEmployer(Map.of("CompanyName", "Ateliers"));
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(client);
    }

    private String email() {
        return "zoe." + zoe + "@dupont.example";
    }

    private static RemovalResult removed(long contact) {
        return SIDES.bean(ContactRemoval.class).remove(contact, Holder.WITHOUT_ROW);
    }

    private static void delete(long contact) {
        SIDES.mautic.deleteContact(contact);
        assertThat(removed(contact)).isInstanceOf(RemovalResult.Flagged.class);
    }

    private long imported() {
        return withAddress("Lefèvre");
    }

    private long withAddress(String lastName) {
        long contact = SIDES.contact(company, lastName);
        SIDES.mautic.editContact(contact, Map.of("email", email()));
        return contact;
    }

    /** Another contact of the company, with Zoé's address. */
    private long twin() {
        return twin("Lefèvre");
    }

    private long twin(String lastName) {
        SIDES.pushed(zoe);
        return withAddress(lastName);
    }

    private static boolean isAsked(long contact) {
        return SIDES.bean(OneAddress.class).questions().stream().anyMatch(one -> one.contact() == contact);
    }

    private void assertIsAskedAbout(long twin) {
        SIDES.ines.calls().reset();
        assertThat(SIDES.push(twin)).isInstanceOfSatisfying(PushResult.Skipped.class, skipped -> {
            assertThat(skipped.reason()).isEqualTo(SkipReason.SAME_ADDRESS);
            assertThat(skipped.why().key()).isEqualTo("again.same-address");
        });
        assertThat(SIDES.writes()).isZero();
        assertThat(isAsked(twin)).isTrue();
        assertThat(preview(twin)).isInstanceOfSatisfying(Preview.Prevented.class,
                prevented -> assertThat(prevented.because()).isInstanceOf(PushResult.Skipped.class));
    }

    @Test
    void whoHasTheAddressOfAnotherOfItsCompanyIsNotCreatedBeforeAPersonSaysThatTheyAreTwo() {
        long twin = twin();
        SIDES.mautic.editContact(twin, Map.of("email", email().toUpperCase(Locale.ROOT)));
        preview(twin);
        assertThat(isAsked(twin)).isFalse();
        assertIsAskedAbout(twin);
        assertIsAskedAbout(twin);
        assertThat(SIDES.bean(OneAddress.class).several(zoe)).isPresent();
        assertThat(SIDES.bean(OneAddress.class).several(twin)).isEmpty();
        assertThat(isAsked(twin)).isFalse();
        SIDES.pushed(twin);
        SIDES.pushed(imported());
        assertThat(SIDES.ines.contacts().stream()
                .filter(contact -> contact.value("PrimaryMailAddress").equalsIgnoreCase(email()))).hasSize(3);
        assertThat(SIDES.clientsOf(company)).isOne();
    }

    @Test
    void whoHadAReferenceAndWasMergedIntoTheOtherAtInesIsNotCreatedAgainBeforeAPersonSaysThatTheyAreTwo() {
        long twin = twin();
        int clientRef = SIDES.bean(Links.class).contact(zoe).orElseThrow().inesClientRef();
        int merged = SIDES.ines.addContact(clientRef, Map.of("LastName", "Lefèvre", "PrimaryMailAddress", email()));
        refer(twin, merged, clientRef);
        SIDES.ines.deleteContact(merged);
        assertThat(SIDES.push(twin)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        assertIsAskedAbout(twin);
        assertThat(SIDES.bean(OneAddress.class).several(twin)).isEmpty();
        assertThat(SIDES.pushed(twin).contactRef()).isNotEqualTo(merged);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereMauticHasMergedTheTwoInesHasOne(boolean isTwinLeft) {
        long twin = twin();
        int reference = SIDES.bean(Links.class).contact(zoe).orElseThrow().inesContactRef();
        assertIsAskedAbout(twin);
        assertThat(SIDES.bean(OneAddress.class).merged(twin)).isEmpty();
        assertIsAskedAbout(twin);
        long winner = isTwinLeft ? twin : zoe;
        SIDES.mautic.mergeContacts(winner, isTwinLeft ? zoe : twin);
        assertThat(SIDES.bean(OneAddress.class).merged(twin)).isEmpty();
        SIDES.push(twin);
        assertThat(SIDES.bean(Links.class).contact(winner).orElseThrow().inesContactRef()).isEqualTo(reference);
        assertThat(SIDES.atInes(twin).size() + SIDES.atInes(zoe).size()).isOne();
        assertThat(isAsked(twin)).isFalse();
    }

    /** Likewise, one that was at INES, and was merged into Zoé’s there. */
    private long goneTwin() {
        long twin = SIDES.contact(company, "Lefèvre");
        int gone = SIDES.pushed(twin).contactRef();
        SIDES.pushed(zoe);
        SIDES.mautic.editContact(twin, Map.of("email", email()));
        SIDES.ines.deleteContact(gone);
        assertThat(SIDES.push(twin)).isInstanceOf(PushResult.Failed.class);
        laterThanTheSetting();
        return twin;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereMauticHasMergedTwoOfWhichOneIsGoneAtInesTheOtherIsNotCreatedAgainNorAsked(boolean isTwinLeft) {
        long twin = goneTwin();
        int reference = SIDES.bean(Links.class).contact(zoe).orElseThrow().inesContactRef();
        assertIsAskedAbout(twin);
        long winner = isTwinLeft ? twin : zoe;
        long loser = isTwinLeft ? zoe : twin;
        SIDES.mautic.mergeContacts(winner, loser);
        SIDES.bean(Links.class).followMerge(loser, winner);
        int contacts = SIDES.ines.contacts().size();
        assertThat(linkAfterPush(winner).inesContactRef()).isEqualTo(reference);
        assertThat(SIDES.ines.contacts()).hasSize(contacts);
        assertThat(SIDES.bean(OnePerson.class).questions()).noneMatch(question -> question.winner() == winner);
    }

    @Test
    void whereMauticHasMergedTwoThatInesBothHasAPersonIsAskedThoughOneWasGoneOnce() {
        long twin = goneTwin();
        assertIsAskedAbout(twin);
        SIDES.bean(JdbcClient.class).sql("DELETE FROM missing_at_ines").update();
        SIDES.mautic.mergeContacts(twin, zoe);
        SIDES.bean(Links.class).followMerge(zoe, twin);
        assertThat(SIDES.bean(OnePerson.class).questions()).anyMatch(question -> question.winner() == twin);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoIsLeftOfTwoWithOneAddressWhenTheOtherIsDeletedIsThatOneAtInes(boolean isRemovedFirst) {
        long twin = twin();
        int reference = SIDES.bean(Links.class).contact(zoe).orElseThrow().inesContactRef();
        assertIsAskedAbout(twin);
        SIDES.mautic.deleteContact(zoe);
        if (isRemovedFirst) {
            assertThat(removed(zoe)).isInstanceOf(RemovalResult.PassedOn.class);
        }
        assertThat(linkAfterPush(twin).inesContactRef()).isEqualTo(reference);
        assertThat(SIDES.ines.contact(reference).orElseThrow().synchronised()).isTrue();
        assertThat(isAsked(twin)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void andSoIsWhoseOwnContactIsGoneAtInes(boolean isAskedFirst, boolean isRemovedFirst) {
        long twin = goneTwin();
        int reference = SIDES.bean(Links.class).contact(zoe).orElseThrow().inesContactRef();
        if (isAskedFirst) {
            assertIsAskedAbout(twin);
        }
        SIDES.mautic.deleteContact(zoe);
        if (isRemovedFirst) {
            assertThat(removed(zoe)).isInstanceOf(
                    isAskedFirst ? RemovalResult.PassedOn.class : RemovalResult.Flagged.class);
        }
        int contacts = SIDES.ines.contacts().size();
        assertThat(linkAfterPush(twin).inesContactRef()).isEqualTo(reference);
        assertThat(SIDES.ines.contacts()).hasSize(contacts);
        assertThat(SIDES.bean(Links.class).contact(zoe)).isEmpty();
        assertThat(SIDES.bean(OnePerson.class).questions()).noneMatch(question -> question.winner() == twin);
        assertThat(isAsked(twin)).isFalse();
    }

    @Test
    void whoHasAnotherNameThanTheOneThatIsDeletedIsCreatedAgain() {
        long twin = goneTwin();
        int reference = SIDES.bean(Links.class).contact(zoe).orElseThrow().inesContactRef();
        SIDES.mautic.editContact(twin, Map.of("lastname", "Durand"));
        SIDES.mautic.deleteContact(zoe);
        assertThat(SIDES.pushed(twin).contactRef()).isNotEqualTo(reference);
        assertThat(lastName(reference)).isEqualTo("Lefèvre");
        assertThat(removed(zoe)).isInstanceOf(RemovalResult.Flagged.class);
    }

    @Test
    void whereInesDoesNotShowTheContactOfWhoIsDeletedNobodyIsFlagged() {
        long twin = twin();
        int reference = SIDES.bean(Links.class).contact(zoe).orElseThrow().inesContactRef();
        assertIsAskedAbout(twin);
        SIDES.mautic.deleteContact(zoe);
        SIDES.ines.faults().next("GetContact", InesFaults.soapFault("Erreur inattendue"));
        assertThat(removed(zoe)).isInstanceOf(RemovalResult.Failed.class);
        assertThat(SIDES.ines.contact(reference).orElseThrow().synchronised()).isTrue();
        assertThat(removed(zoe)).isInstanceOf(RemovalResult.PassedOn.class);
    }

    private static String lastName(int reference) {
        return SIDES.ines.contact(reference).orElseThrow().value("LastName");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereSeveralPeopleShareAnAddressWhoGetsItNextIsNotWhoHadItAndIsDeletedUnlessTheNameIsThatOnes(
            boolean isRemovedFirst) {
        long bob = twin("Bob");
        int reference = SIDES.bean(Links.class).contact(zoe).orElseThrow().inesContactRef();
        assertIsAskedAbout(bob);
        assertThat(SIDES.bean(OneAddress.class).several(bob)).isEmpty();
        SIDES.pushed(bob);
        SIDES.mautic.deleteContact(zoe);
        if (isRemovedFirst) {
            assertThat(removed(zoe)).isInstanceOf(RemovalResult.Flagged.class);
        }
        assertThat(SIDES.pushed(withAddress("Carl")).contactRef()).isNotEqualTo(reference);
        assertThat(lastName(reference)).isEqualTo("Lefèvre");
        assertThat(linkAfterPush(withAddress("LEFÈVRE")).inesContactRef()).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoIsLeftUnderAnotherNameIsAQuestionAndNothingOfTheOtherIsWrittenOver(boolean isRemovedFirst) {
        long bob = twin("Bob");
        int reference = SIDES.bean(Links.class).contact(zoe).orElseThrow().inesContactRef();
        assertIsAskedAbout(bob);
        SIDES.mautic.deleteContact(zoe);
        if (isRemovedFirst) {
            assertThat(removed(zoe)).isInstanceOf(RemovalResult.Flagged.class);
        }
        zoe = bob;
        assertConflict("again.other-name");
        assertThat(lastName(reference)).isEqualTo("Lefèvre");
        assertThat(SIDES.settlement().createAgain(bob)).isEmpty();
        assertThat(SIDES.pushed(bob).contactRef()).isNotEqualTo(reference);
    }

    @Test
    void whoHasTheAddressOfAContactOfAnotherCompanyIsCreatedAtItsOwn() {
        SIDES.pushed(zoe);
        company = SIDES.company("Autre");
        long other = imported();
        SIDES.pushed(other);
        assertThat(SIDES.atInes(other)).hasSize(1);
        assertThat(SIDES.atInes(zoe)).hasSize(1);
        assertThat(SIDES.clientsOf(company)).isOne();
    }

    @Test
    void anAddressThatTheOtherOneDoesNotHaveAnyMoreInMauticIsNobodyElses() {
        long twin = twin();
        SIDES.mautic.editContact(zoe, Map.of("email", "autre." + zoe + "@dupont.example"));
        SIDES.pushed(twin);
        assertThat(SIDES.atInes(twin)).hasSize(1);
    }

    /** Beside Zoé, who has it: they were pushed with it, and have others in Mautic. */
    private List<Long> fiveWhoHadTheAddressOnce() {
        SIDES.push(zoe);
        var others = Stream.of("Un", "Deux", "Trois", "Quatre", "Cinq").map(name -> SIDES.contact(company, name))
                .toList();
        others.forEach(SIDES::pushed);
        SIDES.bean(JdbcClient.class)
                .sql("""
                        UPDATE contact_link SET email = (SELECT email FROM contact_link WHERE mautic_contact_id = :zoe)
                        WHERE mautic_contact_id = ANY (:others)
                        """)
                .param("zoe", zoe)
                .param("others", others.toArray(Long[]::new))
                .update();
        return others;
    }

    @Test
    void anAddressThatSixOfTheCompanyHadOnceIsNobodyElses() {
        fiveWhoHadTheAddressOnce();
        SIDES.mautic.editContact(zoe, Map.of("email", "autre." + zoe + "@dupont.example"));
        long twin = withAddress("Lefèvre");
        SIDES.pushed(twin);
        assertThat(SIDES.atInes(twin)).hasSize(1);
    }

    @Test
    void whereTheLastOfSixHasItStillAPersonIsAskedAboutThatOne() {
        var others = fiveWhoHadTheAddressOnce();
        SIDES.mautic.editContact(zoe, Map.of("email", "autre." + zoe + "@dupont.example"));
        SIDES.mautic.editContact(others.getLast(), Map.of("email", email()));
        assertIsAskedAbout(withAddress("Lefèvre"));
    }

    @Test
    void whoIsGoneAsAPersonSaysIsCreatedAgainHoweverManyHaveItsAddress() {
        long twin = goneTwin();
        fiveWhoHadTheAddressOnce();
        assertThat(SIDES.settlement().createAgain(twin)).isEmpty();
        SIDES.pushed(twin);
        assertThat(SIDES.atInes(twin)).hasSize(1);
    }

    private static long queued(long contact) {
        return SIDES.bean(KnownContacts.class).underWay(List.of(contact)).size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "company", "deleted"})
    void whoWaitsForTheQuestionIsLookedAtAgainOnceTheOtherIsNotInTheWayAnyMore(String change) {
        long bob = twin("Bob");
        assertIsAskedAbout(bob);
        SIDES.mautic.editContact(zoe, Map.of("city", "Lyon"));
        SIDES.pushed(zoe);
        assertThat(queued(bob)).isZero();
        switch (change) {
            case "address" -> SIDES.mautic.editContact(zoe, Map.of("email", "autre." + zoe + "@dupont.example"));
            case "company" -> {
                long other = SIDES.company("Autre");
                SIDES.mautic.addToCompany(zoe, other);
                SIDES.mautic.setPrimaryCompany(zoe, other);
            }
            default -> SIDES.mautic.deleteContact(zoe);
        }
        if (change.equals("deleted")) {
            SIDES.bean(Queue.class).add(Wanted.delete(zoe));
            SIDES.bean(SynchronisationRun.class).run(20);
        } else {
            linkAfterPush(zoe);
        }
        assertThat(isAsked(bob)).isFalse();
    }

    @Test
    void theQuestionFollowsTheOtherOneIntoWhomMauticMergesIt() {
        long twin = twin();
        assertIsAskedAbout(twin);
        long third = SIDES.contact(company, "Troisième");
        SIDES.mautic.mergeContacts(third, zoe);
        SIDES.bean(Links.class).followMerge(zoe, third);
        int reference = SIDES.bean(Links.class).contact(third).orElseThrow().inesContactRef();
        SIDES.mautic.deleteContact(third);
        assertThat(removed(third)).isInstanceOf(RemovalResult.PassedOn.class);
        assertThat(linkAfterPush(twin).inesContactRef()).isEqualTo(reference);
    }

    @Test
    void whoHasTheAddressOfOneWhoseCreationIsUncertainWaitsForThat() {
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        long twin = imported();
        SIDES.bean(Links.class).adopt(company, SIDES.atInes(zoe).getFirst().clientReference());
        assertThat(SIDES.push(twin)).isInstanceOfSatisfying(
                PushResult.Uncertain.class, waiting -> assertThat(waiting.contactId()).isEqualTo(zoe));
        assertThat(SIDES.settlement().exists(zoe, SIDES.atInes(zoe).getFirst().reference())).isEmpty();
        assertIsAskedAbout(twin);
    }

    @Test
    void whoIsCreatedWhileAnotherWithItsAddressIsPlannedIsFoundBeforeTheCall() throws Exception {
        SIDES.pushed(SIDES.contact(company, "Paul"));
        long twin = imported();
        SIDES.ines.faults().next("GetClient", Fault.late(Duration.ofMinutes(1)));
        try (var threads = Executors.newSingleThreadExecutor()) {
            var pushed = threads.submit(() -> SIDES.push(twin));
            await().until(() -> !SIDES.ines.faults().heldPorts().isEmpty());
            SIDES.pushed(zoe);
            SIDES.ines.faults().release();
            assertThat(pushed.get()).isInstanceOf(PushResult.Busy.class);
        }
        assertIsAskedAbout(twin);
        assertThat(SIDES.atInes(twin)).isEmpty();
    }

    private static ContactLink linkAfterPush(long contact) {
        assertThat(SIDES.push(contact)).isInstanceOfAny(PushResult.Pushed.class, PushResult.Unchanged.class);
        return SIDES.bean(Links.class).contact(contact).orElseThrow();
    }

    @Test
    void whoWasDeletedInMauticAndIsImportedAgainIsTheSameContactAtInes() {
        var before = SIDES.pushed(zoe);
        delete(zoe);
        int contacts = SIDES.ines.contacts().size();
        long again = imported();
        var after = linkAfterPush(again);
        assertThat(after.inesContactRef()).isEqualTo(before.contactRef());
        assertThat(after.inesClientRef()).isEqualTo(before.clientRef());
        assertThat(SIDES.ines.contacts()).hasSize(contacts);
        assertThat(SIDES.push(again)).isNotInstanceOf(PushResult.Conflict.class);
    }

    /** An import of last month's list is no news. */
    @Test
    void whoIsImportedAgainKeepsWhatASalespersonChangedUntilItIsChangedInMautic() {
        SIDES.mautic.editContact(zoe, Map.of("city", "Lyon"));
        int reference = SIDES.pushed(zoe).contactRef();
        changeAtInes(reference, ContactField.CITY, "Grenoble");
        delete(zoe);
        long again = imported();
        SIDES.mautic.editContact(again, Map.of("city", "Lyon"));
        assertThat(linkAfterPush(again).inesContactRef()).isEqualTo(reference);
        assertThat(SIDES.ines.contact(reference).orElseThrow().value("City")).isEqualTo("Grenoble");
        SIDES.mautic.editContact(again, Map.of("city", "Paris"));
        SIDES.pushed(again);
        assertThat(SIDES.ines.contact(reference).orElseThrow().value("City")).isEqualTo("Paris");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void andSoDoesWhoIsImportedWithTheColumnsOfTheReferences(boolean isCompanyImportedToo) {
        SIDES.mautic.editContact(zoe, Map.of("city", "Lyon"));
        SIDES.mautic.editCompany(company, Map.of("companycity", "Lyon"));
        var before = SIDES.pushed(zoe);
        changeAtInes(before.contactRef(), ContactField.CITY, "Grenoble");
        changeClientAtInes(before.clientRef(), "Chambéry");
        delete(zoe);
        if (isCompanyImportedToo) {
            SIDES.mautic.deleteCompany(company);
            company = SIDES.mautic.createCompany(Map.of("companyname", "Ateliers", "companycity", "Lyon"));
        }
        long again = imported();
        SIDES.mautic.editContact(again, Map.of("city", "Lyon"));
        refer(again, before.contactRef(), before.clientRef());
        var after = linkAfterPush(again);
        assertThat(after.inesContactRef()).isEqualTo(before.contactRef());
        assertThat(after.inesClientRef()).isEqualTo(before.clientRef());
        assertThat(SIDES.ines.contact(before.contactRef()).orElseThrow().value("City")).isEqualTo("Grenoble");
        assertThat(SIDES.ines.client(before.clientRef()).orElseThrow().value("City")).isEqualTo("Chambéry");
    }

    private void importWithTheCompany(boolean isFormerCompanyGone) {
        if (isFormerCompanyGone) {
            SIDES.mautic.deleteCompany(company);
        }
        company = SIDES.company("Ateliers");
        zoe = imported();
    }

    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, false"})
    void whomASalespersonHasMovedStaysThereWhereItsCompanyIsImportedAgainToo(
            boolean isFormerCompanyGone, boolean isPushedAfterTheMove) {
        var before = SIDES.pushed(zoe);
        changeAtInes(before.contactRef(), ContactField.COMPANY_REF, InesValue.whole(client));
        if (isPushedAfterTheMove) {
            SIDES.mautic.editContact(zoe, Map.of("city", "Lyon"));
            SIDES.pushed(zoe);
        }
        delete(zoe);
        importWithTheCompany(isFormerCompanyGone);
        refer(zoe, before.contactRef(), before.clientRef());
        int clients = SIDES.ines.clientCount();
        assertThat(linkAfterPush(zoe).inesContactRef()).isEqualTo(before.contactRef());
        assertThat(SIDES.ines.contact(before.contactRef()).orElseThrow().clientReference()).isEqualTo(client);
        assertThat(SIDES.pushed(SIDES.contact(company, "Paul")).clientRef()).isEqualTo(before.clientRef());
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
    }

    @Test
    void andSoDoesWhoComesAfterAColleagueOfTheCompany() {
        var before = SIDES.pushed(zoe);
        changeAtInes(before.contactRef(), ContactField.COMPANY_REF, InesValue.whole(client));
        delete(zoe);
        importWithTheCompany(true);
        refer(zoe, before.contactRef(), before.clientRef());
        SIDES.bean(Links.class).adopt(company, before.clientRef());
        assertThat(linkAfterPush(zoe).inesContactRef()).isEqualTo(before.contactRef());
        assertThat(SIDES.ines.contact(before.contactRef()).orElseThrow().clientReference()).isEqualTo(client);
    }

    @Test
    void whoIsImportedWithTheReferencesWhileItsCompanyIsInMauticTwiceMakesNoSecondClient() {
        var before = SIDES.pushed(zoe);
        delete(zoe);
        importWithTheCompany(false);
        refer(zoe, before.contactRef(), before.clientRef());
        int clients = SIDES.ines.clientCount();
        var after = linkAfterPush(zoe);
        assertThat(after.inesContactRef()).isEqualTo(before.contactRef());
        assertThat(after.inesClientRef()).isEqualTo(before.clientRef());
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
    }

    @Test
    void whoIsImportedWithTheReferencesAtAnotherEmployerIsMoved() {
        var before = SIDES.pushed(zoe);
        delete(zoe);
        company = SIDES.company("Nouvelle");
        long again = imported();
        refer(again, before.contactRef(), before.clientRef());
        var after = SIDES.pushed(again);
        assertThat(after.contactRef()).isEqualTo(before.contactRef());
        assertThat(after.clientRef()).isNotEqualTo(before.clientRef());
        assertThat(SIDES.ines.contact(before.contactRef()).orElseThrow().clientReference())
                .isEqualTo(after.clientRef());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAnImportDoesNotSayEmptiesNothingAtInesAndSubscribesNobodyAgain(boolean isDeletionBelieved) {
        SIDES.mautic.editContact(zoe, Map.of("position", "Comptable"));
        SIDES.mautic.unsubscribe(zoe, "email");
        int reference = SIDES.pushed(zoe).contactRef();
        assertStaysAsItWas(reference);
        if (isDeletionBelieved) {
            delete(zoe);
        } else {
            SIDES.mautic.deleteContact(zoe);
        }
        long again = imported();
        assertThat(linkAfterPush(again).inesContactRef()).isEqualTo(reference);
        assertStaysAsItWas(reference);
        SIDES.mautic.editContact(again, Map.of("city", "Lyon"));
        SIDES.push(again);
        assertStaysAsItWas(reference);
    }

    /** A process died with it, say: the push is tried again, and must not take what it stored for an old link. */
    @Test
    void norDoesItWhileTheDeletedOneIsWorkedOn() {
        SIDES.mautic.editContact(zoe, Map.of("position", "Comptable"));
        SIDES.mautic.unsubscribe(zoe, "email");
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.deleteContact(zoe);
        long again = imported();
        var jdbc = SIDES.bean(JdbcClient.class);
        jdbc.sql("""
                INSERT INTO synchronisation (mautic_contact_id, action, origin, priority, request, state, waiting_contact, attempts,
                                             held_up, queued_at, due_at, not_before)
                VALUES (:id, 'UPDATE', 'CHANGE', 1, 'change', 'PENDING', :id, 0, 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP,
                        CURRENT_TIMESTAMP + INTERVAL '1' HOUR)
                """).param("id", zoe).update();
        assertThat(SIDES.push(again)).isInstanceOf(PushResult.Busy.class);
        jdbc.sql("DELETE FROM synchronisation WHERE mautic_contact_id = :id").param("id", zoe).update();
        assertThat(linkAfterPush(again).inesContactRef()).isEqualTo(reference);
        assertStaysAsItWas(reference);
    }

    private static void assertStaysAsItWas(int reference) {
        var atInes = SIDES.ines.contact(reference).orElseThrow();
        assertThat(atInes.value("Desabo")).isEqualTo("1");
        assertThat(atInes.value("Function")).isEqualTo("Comptable");
    }

    @Test
    void whoIsImportedAgainBeforeTheDeletionIsBelievedIsNotFlagged() {
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.deleteContact(zoe);
        long again = imported();
        assertThat(linkAfterPush(again).inesContactRef()).isEqualTo(reference);
        assertThat(removed(zoe)).isEqualTo(new RemovalResult.PassedOn(zoe, again, reference));
        assertThat(SIDES.ines.contact(reference).orElseThrow().synchronised()).isTrue();
    }

    @Test
    void norIsWhoIsTakenOverWhileTheDeletionIsWorkedOn() {
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.deleteContact(zoe);
        long again = imported();
        var links = SIDES.bean(Links.class);
        var holder = new Holder(Optional.empty(), () -> {
            links.contact(zoe).ifPresent(link -> links.followImport(zoe, link.inheritedBy(again)));
            return true;
        });
        assertThat(SIDES.bean(ContactRemoval.class).remove(zoe, holder))
                .isEqualTo(new RemovalResult.PassedOn(zoe, again, reference));
        assertThat(SIDES.ines.contact(reference).orElseThrow().synchronised()).isTrue();
        assertThat(linkAfterPush(again).inesContactRef()).isEqualTo(reference);
    }

    @Test
    void whoIsImportedAgainAtAnotherCompanyIsMoved() {
        int reference = SIDES.pushed(zoe).contactRef();
        delete(zoe);
        company = SIDES.company("Nouvelle");
        var after = SIDES.pushed(imported());
        assertThat(after.contactRef()).isEqualTo(reference);
        assertThat(SIDES.ines.contact(reference).orElseThrow().clientReference()).isEqualTo(after.clientRef());
        assertThat(SIDES.clientsOf(company)).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoIsImportedAgainWhileItsCreationIsUncertainWaitsForAPersonAndIsTheSame(boolean isFlaggedFirst) {
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        SIDES.mautic.deleteContact(zoe);
        company = SIDES.company("Nouvelle");
        long again = imported();
        assertThat(SIDES.push(again)).isInstanceOfSatisfying(
                PushResult.Uncertain.class, waiting -> assertThat(waiting.contactId()).isEqualTo(zoe));
        int reference = SIDES.atInes(zoe).getFirst().reference();
        assertThat(SIDES.settlement().exists(zoe, reference)).isEmpty();
        if (isFlaggedFirst) {
            assertThat(removed(zoe)).isInstanceOf(RemovalResult.Flagged.class);
        }
        assertThat(linkAfterPush(again).inesContactRef()).isEqualTo(reference);
    }

    private static void giveAnotherAddress(int reference) {
        changeAtInes(reference, ContactField.PRIMARY_MAIL_ADDRESS, "another@dupont.example");
    }

    private static void changeAtInes(int reference, ContactField field, String value) {
        changeAtInes(reference, field, InesValue.text(value));
    }

    private static void changeAtInes(int reference, ContactField field, InesValue value) {
        try (var client = InesClient.create(new InesSettings(
                SIDES.ines.url(), InesSimulator.ACCOUNT, InesSimulator.USERNAME, InesSimulator.PASSWORD))) {
            client.updateContact(client.contact(reference).orElseThrow()
                    .with(field, value));
        }
    }

    private static void changeClientAtInes(int reference, String city) {
        try (var client = InesClient.create(new InesSettings(
                SIDES.ines.url(), InesSimulator.ACCOUNT, InesSimulator.USERNAME, InesSimulator.PASSWORD))) {
            client.updateClient(client.client(reference).orElseThrow()
                    .with(ClientField.CITY, InesValue.text(city)));
        }
    }

    @Test
    void whereInesHasAnotherAddressOfWhoWasDeletedAPersonSaysWhoItIs() {
        int reference = SIDES.pushed(zoe).contactRef();
        delete(zoe);
        giveAnotherAddress(reference);
        zoe = imported();
        preview(zoe);
        assertThat(SIDES.settlement().createAgain(zoe)).isPresent();
        assertConflict("again.other-address");
        assertThat(SIDES.settlement().createAgain(zoe)).isEmpty();
        assertThat(SIDES.pushed(zoe).contactRef()).isNotEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void andSoAPersonDoesWhereTheDeletionIsNotBelievedYet(boolean isBelievedBeforeTheAnswer) {
        long deleted = zoe;
        int reference = SIDES.pushed(deleted).contactRef();
        SIDES.mautic.deleteContact(deleted);
        giveAnotherAddress(reference);
        zoe = imported();
        preview(zoe);
        assertThat(SIDES.settlement().createAgain(zoe)).isPresent();
        assertConflict("again.other-address");
        assertThat(SIDES.bean(Links.class).contact(deleted)).isPresent();
        if (isBelievedBeforeTheAnswer) {
            assertThat(removed(deleted)).isInstanceOf(RemovalResult.Flagged.class);
        }
        assertThat(SIDES.settlement().createAgain(zoe)).isEmpty();
        assertThat(SIDES.pushed(zoe).contactRef()).isNotEqualTo(reference);
        if (!isBelievedBeforeTheAnswer) {
            assertThat(removed(deleted)).isInstanceOf(RemovalResult.Flagged.class);
        }
        assertThat(SIDES.ines.contact(reference).orElseThrow().synchronised()).isFalse();
    }

    @Test
    void nobodyIsTakenForWhoIsGoneWhileSoManyAreThatItMayBeAnotherMautic() {
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.deleteContact(zoe);
        long again = imported();
        var others = LongStream.range(5_000_000, 5_000_051).boxed().toList();
        var links = SIDES.bean(Links.class);
        others.forEach(other -> links.save(
                new ContactLink(other, other.intValue(), 1, 1, Optional.empty(), Map.of(), true)));
        SIDES.bean(Removals.class).hold(others);
        assertThat(SIDES.push(again)).isInstanceOfSatisfying(PushResult.Failed.class, failed -> {
            assertThat(failed.why().key()).isEqualTo("again.held-back");
            assertThat(failed.blame()).isEqualTo(PushResult.Blame.QUESTION);
        });
        assertThat(links.contact(zoe)).isPresent();
        SIDES.bean(Removals.class).releaseAll(others);
        others.forEach(links::forget);
        assertThat(linkAfterPush(again).inesContactRef()).isEqualTo(reference);
    }

    /** As Mautic does it: its audit log says that the one is deleted, and no more. */
    private static void merge(long loser, long winner, long... contacts) {
        for (long contact : contacts) {
            SIDES.mautic.addToCompany(contact, winner);
            SIDES.mautic.setPrimaryCompany(contact, winner);
        }
        SIDES.mautic.deleteCompany(loser);
    }

    private static Optional<TwoClients> question(long gone) {
        return SIDES.bean(OneCompany.class).questions().stream().filter(one -> one.gone() == gone).findFirst();
    }

    @Test
    void aCompanyThatMauticMergesIntoOneWithoutClientTakesItsClientAlong() {
        long paul = SIDES.contact(company, "Paul");
        int clientRef = SIDES.pushed(zoe).clientRef();
        SIDES.pushed(paul);
        long winner = SIDES.company("Ateliers");
        merge(company, winner, zoe, paul);
        int clients = SIDES.ines.clientCount();
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Unchanged.class);
        assertThat(SIDES.push(paul, Origin.CHANGE)).isInstanceOf(PushResult.Unchanged.class);
        assertThat(SIDES.pushed(SIDES.contact(winner, "Nouveau")).clientRef()).isEqualTo(clientRef);
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
        assertThat(SIDES.bean(Links.class).company(winner).orElseThrow().inesClientRef()).isEqualTo(clientRef);
        assertThat(SIDES.bean(Links.class).company(company)).isEmpty();
        assertThat(question(company)).isEmpty();
    }

    @Test
    void andSoItDoesWhereANewContactOfTheOtherCompanyIsPushedFirst() {
        int clientRef = SIDES.pushed(zoe).clientRef();
        long winner = SIDES.company("Ateliers");
        merge(company, winner, zoe);
        assertThat(SIDES.pushed(SIDES.contact(winner, "Nouveau")).clientRef()).isEqualTo(clientRef);
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Unchanged.class);
        assertThat(SIDES.clientsOf(winner)).isZero();
    }

    @Test
    void aCompanyWhoseClientWentToAnotherOneWhileAContactWasPushedIsNotLinkedWithItAgain() throws Exception {
        SIDES.pushed(zoe);
        SIDES.mautic.editCompany(company, Map.of("companycity", "Metz"));
        long winner = SIDES.company("Ateliers");
        SIDES.ines.faults().next("GetClient", Fault.late(Duration.ofMinutes(1)));
        try (var threads = Executors.newSingleThreadExecutor()) {
            var pushed = threads.submit(() -> SIDES.push(zoe));
            await().until(() -> !SIDES.ines.faults().heldPorts().isEmpty());
            merge(company, winner, zoe);
            SIDES.pushed(SIDES.contact(winner, "Nouveau"));
            SIDES.ines.faults().release();
            assertThat(pushed.get()).isInstanceOf(PushResult.Busy.class);
        }
        assertThat(SIDES.bean(Links.class).company(company)).isEmpty();
        assertThat(SIDES.bean(Links.class).company(winner)).isPresent();
    }

    private long mergedIntoAnotherName() {
        linkAfterPush(zoe);
        long winner = SIDES.company("Nouveau nom");
        merge(company, winner, zoe);
        preview(zoe);
        assertThat(question(company)).isEmpty();
        assertConflict("gone.company");
        assertThat(SIDES.push(SIDES.contact(winner, "Nouveau"))).isInstanceOf(PushResult.Conflict.class);
        assertThat(question(company)).get().returns(winner, TwoClients::winner)
                .returns(OptionalInt.empty(), TwoClients::clientRef);
        return winner;
    }

    @Test
    void whereTheNamesDifferAPersonMaySayThatTheClientIsTheOtherCompanys() {
        long winner = mergedIntoAnotherName();
        int clients = SIDES.ines.clientCount();
        assertThat(SIDES.bean(OneCompany.class).same(company)).isEmpty();
        assertThat(question(company)).isEmpty();
        SIDES.push(zoe);
        assertThat(SIDES.bean(Links.class).contact(zoe).orElseThrow().mauticCompanyId()).isEqualTo(winner);
        assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
    }

    @Test
    void orThatTheOtherCompanyIsToHaveAClientOfItsOwn() {
        long winner = mergedIntoAnotherName();
        assertThat(SIDES.bean(OneCompany.class).apart(company)).isEmpty();
        SIDES.pushed(zoe);
        assertThat(SIDES.clientsOf(winner)).isOne();
        assertThat(SIDES.bean(OneCompany.class).apart(company)).isPresent();
    }

    @Test
    void whatWasNoQuestionBeforeIsOneWhereItIsInDoubtNow() {
        SIDES.pushed(zoe);
        SIDES.bean(GoneCompanies.class).keep(
                SIDES.bean(Links.class).company(company).orElseThrow(),
                OptionalLong.of(SIDES.company("Autre")),
                false);
        mergedIntoAnotherName();
        assertThat(SIDES.bean(OneCompany.class).apart(company)).isEmpty();
    }

    @Test
    void whereBothCompaniesHaveClientsTheContactsAreMovedAndAPersonIsToldThatTheClientsAreOneCompany() {
        int left = SIDES.pushed(zoe).clientRef();
        long winner = SIDES.company("Ateliers");
        int clientRef = SIDES.pushed(SIDES.contact(winner, "Paul")).clientRef();
        merge(company, winner, zoe);
        assertThat(SIDES.pushed(zoe).clientRef()).isEqualTo(clientRef);
        assertThat(question(company)).get().returns(left, TwoClients::goneClientRef)
                .returns(OptionalInt.of(clientRef), TwoClients::clientRef);
        assertThat(SIDES.bean(OneCompany.class).same(company)).isEmpty();
        SIDES.push(zoe);
        assertThat(question(company)).isEmpty();
    }

    @Test
    void aCompanyWhoseContactsWentToSeveralIsNoneOfThem() {
        long paul = SIDES.contact(company, "Paul");
        SIDES.pushed(zoe);
        SIDES.pushed(paul);
        long one = SIDES.company("Ateliers");
        long other = SIDES.company("Ateliers");
        SIDES.mautic.addToCompany(paul, other);
        SIDES.mautic.setPrimaryCompany(paul, other);
        merge(company, one, zoe);
        SIDES.pushed(zoe);
        SIDES.pushed(paul);
        assertThat(SIDES.clientsOf(one)).isOne();
        assertThat(SIDES.clientsOf(other)).isOne();
        assertThat(question(company)).isEmpty();
    }

    @Test
    void whoIsImportedAgainWithItsCompanyIsAtTheClientOfBefore() {
        var before = SIDES.pushed(zoe);
        delete(zoe);
        SIDES.mautic.deleteCompany(company);
        company = SIDES.company("Ateliers");
        var after = linkAfterPush(imported());
        assertThat(after.inesContactRef()).isEqualTo(before.contactRef());
        assertThat(after.inesClientRef()).isEqualTo(before.clientRef());
        assertThat(SIDES.clientsOf(company)).isZero();
    }
}
