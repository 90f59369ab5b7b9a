package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.Preview;
import org.inesconnector.connector.sync.PushResult;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reference that stands in Mautic without a link of ours is taken over only where it is this contact's. */
class AdoptionTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private long company;
    private long zoe;
    private int client;

    @BeforeAll
    static void connect() {
        SIDES.connect();
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
        var preview = SIDES.bean(ContactPush.class)
                .preview(SIDES.bean(MauticReading.class).read(zoe), Cause.DIRECT_PUSH);
        assertThat(preview).isInstanceOfSatisfying(Preview.Prevented.class,
                prevented -> assertThat(prevented.because()).isInstanceOf(PushResult.Conflict.class));
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
}
