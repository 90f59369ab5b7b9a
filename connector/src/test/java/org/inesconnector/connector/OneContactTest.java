package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.ReferencesBack;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesSettings;
import org.inesconnector.ines.InesValue;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.ines.StoredContact;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From Mautic to INES over real HTTP and SOAP, with a real database. */
class OneContactTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();
    private static final MauticSimulator MAUTIC = SIDES.mautic;
    private static final InesSimulator INES = SIDES.ines;

    private long company;
    private long zoe;

    @BeforeAll
    static void start() {
        connect();
    }

    private static void connect(String... more) {
        SIDES.connect(Stream.concat(Stream.of(more), Stream.of(
                "connector.gone-after=0s",
                "mapping.stop-sync=stop_sync_ines",
                "mapping.contact.MobilePhone.field=mobile",
                "mapping.contact.MobilePhone.rule=only-where-empty",
                "mapping.client.City=companycity")).toArray(String[]::new));
    }

    @BeforeEach
    void oneContactOfOneCompany() {
        INES.faults().clear();
        MAUTIC.faults().clear();
        company = MAUTIC.createCompany(Map.of("companyname", "Ateliers " + UUID.randomUUID(), "companycity", "Annecy"));
        zoe = contact("Lefèvre");
    }

    private long contact(String lastName) {
        return SIDES.contact(company, lastName);
    }

    private static PushResult push(long contact) {
        return SIDES.push(contact);
    }

    private static int contactRef(long contact) {
        return switch (push(contact)) {
            case PushResult.Pushed pushed -> pushed.contactRef();
            case PushResult.Unchanged unchanged -> unchanged.contactRef();
            case PushResult other -> throw new AssertionError(other.toString());
        };
    }

    private static StoredContact atInes(int reference) {
        return INES.contact(reference).orElseThrow();
    }

    private static long contactsOf(long mauticId) {
        return SIDES.atInes(mauticId).size();
    }

    private long clientsOfTheCompany() {
        return SIDES.clientsOf(company);
    }

    private static String inMautic(long contact, String field) {
        return String.valueOf(MAUTIC.contact(contact).orElseThrow().values().get(field));
    }

    @Test
    void aNewContactIsCreatedOnceWithItsCompanyAndALeadAndItsReferencesStandInMautic() {
        MAUTIC.addTimelineEvent(zoe, "form.submitted", "Formulaire envoyé", "Devis",
                Instant.parse("2100-01-01T10:00:00Z"));
        int reference = contactRef(zoe);
        assertThat(contactRef(zoe)).isEqualTo(reference);
        assertThat(contactsOf(zoe)).isOne();
        assertThat(clientsOfTheCompany()).isOne();
        assertThat(INES.leads().stream().filter(lead -> lead.contactReference() == reference)).hasSize(2);
        assertThat(INES.leads().toString()).contains("Devis");
        assertThat(inMautic(zoe, "id_contact_ines")).startsWith(Integer.toString(reference));
    }

    @Test
    void aLeadTellsInPlainWordsWhatHappenedLastAndNoStepThatACampaignHasYetToDo() {
        MAUTIC.addTimelineEvent(zoe, "form.submitted", "Formulaire envoyé",
                "Devis &lt; 3 m &amp; fourniture <i title=\"Échec\" class=\"ri-alert-line\"></i>", Instant.now());
        MAUTIC.scheduleCampaignStep(zoe, "E-mail J+3", "Relance");
        int reference = contactRef(zoe);
        var lead = SIDES.leads(reference).getFirst();
        assertThat(lead.value("DescriptionCourte")).contains("Formulaire envoyé – Devis < 3 m & fourniture")
                .doesNotContain("Échec");
        assertThat(lead.toString()).doesNotContain("E-mail J+3", "ri-alert");
    }

    @Test
    void contactsOfOneCompanyThatArePushedAtOnceCreateItOnce() throws Exception {
        var contacts = IntStream.range(0, 6).mapToObj(number -> contact("Nom" + number)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = threads.invokeAll(contacts.stream()
                    .<Callable<PushResult>>map(contact -> () -> untilNotBusy(contact))
                    .toList());
            for (var result : results) {
                assertThat(result.get()).isInstanceOf(PushResult.Pushed.class);
            }
        }
        assertThat(clientsOfTheCompany()).isOne();
        assertThat(contacts).allMatch(contact -> contactsOf(contact) == 1);
    }

    private static PushResult untilNotBusy(long contact) {
        var result = push(contact);
        while (result instanceof PushResult.Busy) {
            result = push(contact);
        }
        return result;
    }

    @Test
    void aCreationWhoseAnswerIsLostIsUncertainAndNotRepeatedUntilAPersonSettlesIt() {
        connect("ines.read-timeout=5s");
        INES.faults().next("AddClientWithContacts", Fault.held(Fault.When.AFTER_THE_WORK, Duration.ofMinutes(5)));
        assertThat(push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(push(contact("Collègue"))).isInstanceOf(PushResult.Uncertain.class);
        assertThat(contactsOf(zoe)).isOne();
        int reference = INES.contacts().stream()
                .filter(contact -> contact.value("AutomationRef").equals(Long.toString(zoe)))
                .findFirst()
                .orElseThrow()
                .reference();
        assertThat(SIDES.settlement().exists(zoe, reference)).isEmpty();
        assertThat(contactRef(zoe)).isEqualTo(reference);
        assertThat(contactsOf(zoe)).isOne();
        assertThat(clientsOfTheCompany()).isOne();
        connect();
    }

    @Test
    void aContactThatInesCreatesWithoutAnsweringItsReferenceIsUncertain() {
        INES.faults().next("AddClientWithContacts", InesFaults.withoutReferences());
        assertThat(push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(contactsOf(zoe)).isLessThanOrEqualTo(1);
    }

    @Test
    void aCreationThatNeverReachedInesOrWasRefusedIsTriedAgain() {
        INES.faults().next("AddClientWithContacts", InesFaults.soapFault("Champ trop long"));
        assertThat(push(zoe)).isInstanceOf(PushResult.Failed.class).asString().contains("Champ trop long");
        assertThat(push(zoe)).isInstanceOf(PushResult.Pushed.class);
        assertThat(contactsOf(zoe)).isOne();
    }

    @Test
    void whatASalespersonChangedIsNotOverwrittenByAnOldValueNorAProtectedFieldByANewOne() {
        MAUTIC.editContact(zoe, Map.of("mobile", "06 01"));
        int reference = contactRef(zoe);
        changeAtInes(reference, Map.of("City", "Lyon"));
        MAUTIC.editContact(zoe, Map.of("lastname", "Lefèvre-Martin", "mobile", "06 99"));
        assertThat(push(zoe)).isInstanceOf(PushResult.Pushed.class);
        assertThat(atInes(reference).value("LastName")).isEqualTo("Lefèvre-Martin");
        assertThat(atInes(reference).value("City")).isEqualTo("Lyon");
        assertThat(atInes(reference).value("MobilePhone")).isEqualTo("06 01");
        MAUTIC.editContact(zoe, Map.of("city", "Paris"));
        assertThat(contactRef(zoe)).isEqualTo(reference);
        assertThat(atInes(reference).value("City")).isEqualTo("Paris");
    }

    /** As a salesperson does it: through INES, on the whole record. */
    private static void changeAtInes(int reference, Map<String, String> values) {
        try (var client = InesClient.create(new InesSettings(
                INES.url(), InesSimulator.ACCOUNT, InesSimulator.USERNAME, InesSimulator.PASSWORD))) {
            var contact = client.contact(reference).orElseThrow();
            for (var field : ContactField.values()) {
                if (values.containsKey(field.key())) {
                    contact = contact.with(field, InesValue.text(values.get(field.key())));
                }
            }
            client.updateContact(contact);
        }
    }

    @Test
    void aContactThatWasDeletedAtInesIsCreatedAgainAtItsClient() {
        int reference = contactRef(zoe);
        INES.deleteContact(reference);
        assertThat(push(zoe)).isInstanceOf(PushResult.Failed.class);
        int again = contactRef(zoe);
        assertThat(again).isNotEqualTo(reference);
        assertThat(clientsOfTheCompany()).isOne();
        assertThat(inMautic(zoe, "id_contact_ines")).startsWith(Integer.toString(again));
    }

    @Test
    void referencesThatAnOlderPluginLeftInMauticAreAdopted() {
        int client = INES.addClient(Map.of("CompanyName", "Ancienne"));
        int reference = INES.addContact(client, Map.of("LastName", "Ancien", "AutomationRef", Long.toString(zoe)));
        MAUTIC.editContact(
                zoe,
                Map.of("id_contact_ines", Integer.toString(reference), "id_client_ines", Integer.toString(client)));
        assertThat(contactRef(zoe)).isEqualTo(reference);
        assertThat(atInes(reference).value("LastName")).isEqualTo("Lefèvre");
        assertThat(contactRef(contact("Collègue"))).isNotEqualTo(reference);
        assertThat(clientsOfTheCompany()).isZero();
    }

    @Test
    void aContactThatChangedItsCompanyIsMovedOnceThatWorksAndItsOldCompanyKeepsItsData() {
        int reference = contactRef(zoe);
        int oldClient = atInes(reference).clientReference();
        company = MAUTIC.createCompany(Map.of("companyname", "Nouvelle " + UUID.randomUUID(), "companycity", "Brest"));
        MAUTIC.addToCompany(zoe, company);
        MAUTIC.setPrimaryCompany(zoe, company);
        INES.faults().next("AddClientWithContacts", InesFaults.soapFault("Refus"));
        assertThat(push(zoe)).isInstanceOf(PushResult.Failed.class);
        INES.faults().next("UpdateContact", InesFaults.soapFault("Refus"));
        assertThat(push(zoe)).isInstanceOf(PushResult.Failed.class);
        assertThat(contactRef(zoe)).isEqualTo(reference);
        assertThat(atInes(reference).clientReference()).isNotEqualTo(oldClient);
        assertThat(clientsOfTheCompany()).isOne();
        assertThat(contactsOf(zoe)).isOne();
        assertThat(INES.client(oldClient).orElseThrow().values().get("City")).isEqualTo("Annecy");
    }

    @Test
    void twoMauticContactsWithOneInesContactAreAQuestionForAPersonAndChangeNothingAtInes() {
        int reference = contactRef(zoe);
        long twin = contact("Jumelle");
        MAUTIC.editContact(twin, Map.of("id_contact_ines", Integer.toString(reference)));
        assertThat(push(twin)).isInstanceOf(PushResult.Conflict.class).asString().contains("reference-taken");
        assertThat(atInes(reference).value("LastName")).isEqualTo("Lefèvre");
    }

    @Test
    void aContactWhoseClientWasDeletedAtInesIsMovedToTheClientThatReplacesIt() {
        int reference = contactRef(zoe);
        INES.deleteClient(atInes(reference).clientReference());
        assertThat(push(zoe)).isInstanceOf(PushResult.Failed.class);
        INES.faults().next("UpdateContact", InesFaults.soapFault("Refus"));
        assertThat(push(zoe)).isInstanceOf(PushResult.Failed.class);
        assertThat(contactRef(zoe)).isEqualTo(reference);
        assertThat(INES.client(atInes(reference).clientReference())).isPresent();
        assertThat(clientsOfTheCompany()).isOne();
        assertThat(contactsOf(zoe)).isOne();
    }

    @Test
    void aContactWithoutCompanyOrWithTheStopFlagIsSkippedWithItsReason() {
        MAUTIC.editContact(zoe, Map.of("stop_sync_ines", "1"));
        assertThat(push(zoe)).isEqualTo(new PushResult.Skipped(SkipReason.STOP_SYNC));
        long alone = MAUTIC.createContact(Map.of("email", "seul@example.com"));
        assertThat(push(alone)).isEqualTo(new PushResult.Skipped(SkipReason.NO_COMPANY));
        assertThat(contactsOf(zoe)).isZero();
    }

    @Test
    void referencesThatMauticDidNotTakeAreWrittenByTheNextWriteBack() {
        MAUTIC.faults().next("PATCH contacts/batch/edit", Fault.status(503));
        int reference = contactRef(zoe);
        assertThat(inMautic(zoe, "id_contact_ines")).isEqualTo("null");
        assertThat(SIDES.bean(ReferencesBack.class).writeDue()).isOne();
        assertThat(inMautic(zoe, "id_contact_ines")).startsWith(Integer.toString(reference));
        assertThat(SIDES.bean(ReferencesBack.class).writeDue()).isZero();
    }

    @Test
    void whereMauticWroteTheReferencesOfWhoWasMergedAwayToTheWinnerItsOwnAreWrittenAgain() {
        int reference = contactRef(zoe);
        long loser = contact("Lefevre");
        contactRef(loser);
        MAUTIC.mergeContacts(zoe, loser);
        SIDES.bean(Links.class).referencesLost(loser);
        assertThat(SIDES.bean(ReferencesBack.class).writeDue()).isOne();
        assertThat(SIDES.bean(ReferencesBack.class).writeDue()).isOne();
        assertThat(inMautic(zoe, "id_contact_ines")).startsWith(Integer.toString(reference));
    }

    @Test
    void anUnchangedContactCostsInesNoCallAndMauticNoReadOfItsTimeline() {
        contactRef(zoe);
        assertThat(MAUTIC.calls().count("GET contacts/{id}/activity")).isPositive();
        INES.calls().reset();
        MAUTIC.calls().reset();
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Unchanged.class);
        MAUTIC.addPoints(zoe, 10);
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Unchanged.class);
        assertThat(INES.calls().count()).isZero();
        assertThat(MAUTIC.calls().count("GET contacts/{id}/activity")).isZero();
    }
}
