package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.Settlement;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person says of an uncertain creation, and what comes of it; more in {@link UncertainTest}. */
class SettlementTest {

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
    }

    private static Settlement settlement() {
        return SIDES.settlement();
    }

    private static Links links() {
        return SIDES.bean(Links.class);
    }

    private static void pushUncertain(long contact, String operation) {
        SIDES.ines.faults().next(operation, Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(SIDES.push(contact)).isInstanceOf(PushResult.Uncertain.class);
    }

    @Test
    void aSettledCreationHasTheLeadAndTheAgreementsThatItsAnswerWouldHaveLeft() {
        pushUncertain(zoe, "AddClientWithContacts");
        int reference = SIDES.atInes(zoe).getFirst().reference();
        assertThat(settlement().exists(zoe, reference)).isEmpty();
        assertThat(links().contact(zoe).orElseThrow().settled()).containsKey("contact.LastName");
        assertThat(links().company(company).orElseThrow().settled()).containsKey("client.CompanyName");
        SIDES.push(zoe, Origin.CHANGE);
        assertThat(SIDES.leads(reference)).hasSize(1);
    }

    @Test
    void aSettledContactThatStandsElsewhereAtInesLeavesItsCompanysLinkAsItIs() {
        SIDES.pushed(zoe);
        var before = links().company(company);
        long paul = SIDES.contact(company, "Paul");
        pushUncertain(paul, "AddContact");
        int stranger = SIDES.ines.addClient(Map.of("CompanyName", "Autre"));
        int moved = SIDES.ines.addContact(stranger, Map.of("LastName", "Paul"));
        assertThat(settlement().exists(paul, moved)).isEmpty();
        assertThat(links().company(company)).isEqualTo(before);
        assertThat(links().contact(paul).orElseThrow().inesClientRef()).isEqualTo(stranger);
    }

    @Test
    void aContactThatCameFromAnotherMauticContactIsNotTakenForIt() {
        pushUncertain(zoe, "AddClientWithContacts");
        int client = SIDES.ines.addClient(Map.of("CompanyName", "Autre"));
        int anothers = SIDES.ines.addContact(client, Map.of("LastName", "Paul", "AutomationRef", "999999"));
        assertThat(settlement().exists(zoe, anothers)).hasValueSatisfying(
                problem -> assertThat(problem.key()).isEqualTo("settle.anothers"));
        assertThat(settlement().uncertain()).anyMatch(creation -> creation.mauticContactId() == zoe);
    }

    @Test
    void aClientThatWasCreatedForAKnownContactIsSettledByItsReferenceAndTheContactMovedThere() {
        int reference = SIDES.pushed(zoe).contactRef();
        long other = SIDES.company("Menuiserie");
        SIDES.mautic.addToCompany(zoe, other);
        SIDES.mautic.setPrimaryCompany(zoe, other);
        pushUncertain(zoe, "AddClientWithContacts");
        assertThat(settlement().exists(zoe, reference)).isPresent();
        assertThat(settlement().clientExists(zoe, 999_999)).isPresent();
        int client = SIDES.ines.clients().stream()
                .filter(stored -> stored.value("AutomationRef").equals(Long.toString(other)))
                .findFirst()
                .orElseThrow()
                .reference();
        assertThat(settlement().clientExists(zoe, client)).isEmpty();
        assertThat(links().company(other)).map(CompanyLink::inesClientRef).contains(client);
        SIDES.pushed(zoe);
        assertThat(SIDES.ines.contact(reference).orElseThrow().clientReference()).isEqualTo(client);
        assertThat(SIDES.clientsOf(other)).isOne();
    }

    /** @return the company whose client is being created for a contact that INES has at another one's */
    private long uncertainMove() {
        SIDES.pushed(zoe);
        long other = SIDES.company("Menuiserie");
        SIDES.mautic.addToCompany(zoe, other);
        SIDES.mautic.setPrimaryCompany(zoe, other);
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.BEFORE_THE_WORK));
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        return other;
    }

    private void assertRefused(int client, String why) {
        assertThat(settlement().clientExists(zoe, client)).hasValueSatisfying(
                problem -> assertThat(problem.key()).isEqualTo(why));
        assertThat(settlement().uncertain()).anyMatch(creation -> creation.mauticContactId() == zoe);
    }

    @Test
    void aClientThatAnotherCompanyIsLinkedWithIsNotTakenForTheNewOne() {
        long other = uncertainMove();
        assertRefused(links().company(company).orElseThrow().inesClientRef(), "settle.client-taken");
        assertThat(links().company(other)).isEmpty();
    }

    @Test
    void aClientThatHasNeitherTheCompanysIdNorItsNameIsNotTakenForIt() {
        long other = uncertainMove();
        assertRefused(SIDES.ines.addClient(Map.of("CompanyName", "Fromagerie", "AutomationRef", "999999")),
                "settle.other-client");
        assertRefused(SIDES.ines.addClient(Map.of("CompanyName", "Fromagerie")), "settle.other-client");
        assertThat(links().company(other)).isEmpty();
    }

    @Test
    void aClientThatWasEnteredWithTheCompanysNameIsTakenForIt() {
        long other = uncertainMove();
        int client = SIDES.ines.addClient(Map.of("CompanyName", "MENUISERIE"));
        assertThat(settlement().clientExists(zoe, client)).isEmpty();
        assertThat(links().company(other)).map(CompanyLink::inesClientRef).contains(client);
    }

    @Test
    void aClientThatInesDoesNotShowAtTheMomentIsNotSaidToBeMissing() {
        uncertainMove();
        int client = SIDES.ines.addClient(Map.of("CompanyName", "Menuiserie"));
        SIDES.ines.faults().next("GetClient", InesFaults.soapFault("Timeout expired"));
        assertRefused(client, "settle.client-not-read");
    }

    private void pushUncertainAndUndone() {
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.BEFORE_THE_WORK));
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Uncertain.class);
    }

    @Test
    void aContactThatWasEnteredAtHerFormerEmployersClientDoesNotMakeThatHerNewCompanys() {
        pushUncertainAndUndone();
        int former = SIDES.ines.addClient(Map.of("CompanyName", "Fromagerie"));
        int entered = SIDES.ines.addContact(former, Map.of("LastName", "Lefèvre"));
        assertThat(settlement().exists(zoe, entered)).isEmpty();
        assertThat(links().company(company)).isEmpty();
        assertThat(links().contact(zoe).orElseThrow().inesClientRef()).isEqualTo(former);
        SIDES.push(zoe);
        int client = links().company(company).orElseThrow().inesClientRef();
        assertThat(client).isNotEqualTo(former);
        assertThat(SIDES.ines.contact(entered).orElseThrow().clientReference()).isEqualTo(client);
        assertThat(SIDES.ines.client(former).orElseThrow().value("CompanyName")).isEqualTo("Fromagerie");
    }

    @Test
    void aContactThatWasEnteredAtAClientOfTheCompanysNameMakesThatTheCompanys() {
        pushUncertainAndUndone();
        int client = SIDES.ines.addClient(Map.of("CompanyName", "Ateliers"));
        int entered = SIDES.ines.addContact(client, Map.of("LastName", "Lefèvre"));
        assertThat(settlement().exists(zoe, entered)).isEmpty();
        assertThat(links().company(company)).map(CompanyLink::inesClientRef).contains(client);
    }

    @Test
    void aCreatedContactWhoseNewClientASalespersonMergedWithAnotherNamesThatOneUnlessItIsAnothers() {
        pushUncertainAndUndone();
        int merged = SIDES.ines.addClient(Map.of("CompanyName", "Ateliers Réunis"));
        int created = SIDES.ines.addContact(
                merged, Map.of("LastName", "Lefèvre", "AutomationRef", Long.toString(zoe)));
        assertThat(settlement().exists(zoe, created)).isEmpty();
        assertThat(links().company(company)).map(CompanyLink::inesClientRef).contains(merged);

        long other = SIDES.company("Scierie");
        long paul = SIDES.contact(other, "Paul");
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.BEFORE_THE_WORK));
        assertThat(SIDES.push(paul)).isInstanceOf(PushResult.Uncertain.class);
        int moved = SIDES.ines.addContact(
                merged, Map.of("LastName", "Paul", "AutomationRef", Long.toString(paul)));
        assertThat(settlement().exists(paul, moved)).isEmpty();
        assertThat(links().company(other)).isEmpty();
    }

    @Test
    void aContactIsNotSettledWhileInesDoesNotShowTheClientThatItNames() {
        pushUncertainAndUndone();
        int client = SIDES.ines.addClient(Map.of("CompanyName", "Ateliers"));
        int entered = SIDES.ines.addContact(client, Map.of("LastName", "Lefèvre"));
        SIDES.ines.faults().next("GetClient", InesFaults.soapFault("Timeout expired"));
        assertThat(settlement().exists(zoe, entered)).hasValueSatisfying(
                problem -> assertThat(problem.key()).isEqualTo("settle.client-not-read"));
        assertThat(links().contact(zoe)).isEmpty();
        assertThat(settlement().exists(zoe, entered)).isEmpty();
    }

    @Test
    void aContactWhoseOwnCreationIsUncertainIsNotSettledByItsClientAlone() {
        pushUncertain(zoe, "AddClientWithContacts");
        assertThat(settlement().clientExists(zoe, SIDES.ines.clients().getLast().reference())).isPresent();
        assertThat(settlement().uncertain()).anyMatch(creation -> creation.mauticContactId() == zoe);
    }
}
