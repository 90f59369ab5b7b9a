package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Ledger;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.sync.ReferencesBack;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.StoredContact;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** {@code crm:ines}, {@code status}, {@code journal} and {@code retry} as cron and a person run them. */
@Order(1)
class CrmInesTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();
    private static final Fault REFUSED = InesFaults.soapFault("Nom interdit");

    private Commands commands = new Commands(SIDES);

    @BeforeEach
    void nothingAnywhere() {
        SIDES.mautic.reset();
        SIDES.ines.reset();
    }

    @AfterEach
    void close() {
        commands.close();
    }

    private void with(String... more) {
        commands.close();
        commands = new Commands(SIDES, more);
    }

    private void assertRuns(int number) {
        assertThat(commands.crmInes(number)).withFailMessage(commands::output).isZero();
    }

    private void assertSays(String... words) {
        assertThat(commands.output()).contains(words);
    }

    private void assertAddsUp() {
        assertThat(commands.status()).withFailMessage(commands::output).isZero();
        assertSays("unaccounted for: 0");
    }

    private long oneContact() {
        return SIDES.contact(SIDES.company("Ateliers"), "Lefèvre");
    }

    private long oneLinkedContact() {
        long contact = oneContact();
        commands.queue(contact);
        assertRuns(10);
        assertThat(SIDES.atInes(contact)).hasSize(1);
        return contact;
    }

    private void assertEachContactIsAtInesOnce(int contacts, int companies) {
        assertThat(SIDES.ines.contacts()).hasSize(contacts)
                .extracting(contact -> contact.value("AutomationRef"))
                .doesNotHaveDuplicates();
        assertThat(SIDES.ines.clients()).hasSize(companies);
    }

    private void assertRefuses(int exitCode, String english, String french, String... arguments) {
        assertThat(commands.crmInes(arguments)).withFailMessage(commands::output).isEqualTo(exitCode);
        assertSays(english);
        commands.console.speak(Locale.FRENCH);
        assertThat(commands.crmInes(arguments)).withFailMessage(commands::output).isEqualTo(exitCode);
        assertSays(french);
        assertThat(SIDES.writes()).isZero();
        commands.console.speak(Locale.ENGLISH);
    }

    @Test
    void nothingRunsBeforePublication() {
        with("connector.published=false");
        assertRefuses(2, "publishing is off", "la publication est désactivée");
        assertThat(SIDES.ines.calls().count()).isZero();
    }

    @Test
    void whileFullSynchronisationIsOffOnlyWhatSomebodyAskedForIsSent() {
        with("connector.full-synchronisation=false");
        long company = SIDES.company("Ateliers");
        long changed = SIDES.contact(company, "Lefèvre");
        long answered = SIDES.contact(company, "Martin");
        commands.queue(changed);
        commands.bean(Queue.class).add(Wanted.update(answered, Origin.ANSWER));
        assertRuns(10);
        assertSays("Full synchronisation is off: only contacts that somebody asked for are sent");
        assertThat(SIDES.atInes(answered)).hasSize(1);
        assertThat(SIDES.atInes(changed)).isEmpty();
        assertThat(commands.lastRow(changed).state()).isEqualTo(RowState.PENDING);
    }

    @Test
    void fewerContactsThanOneAreRefused() {
        assertRefuses(2, "must be 1 or more, not 0", "doit valoir 1 ou plus, pas 0", "--number-of-leads-to-process=0");
    }

    @Test
    void nothingRunsWhileBothReferencesAreToBeNotedInOneField() {
        with("mapping.client-reference=id_contact_ines");
        long zoe = oneContact();
        assertRefuses(
                2,
                "are both the Mautic field “id_contact_ines”",
                "sont tous deux le champ « id_contact_ines » de Mautic");
        assertThat(SIDES.atInes(zoe)).isEmpty();
    }

    @Test
    void inesIsNotAskedWhereNothingIsToBeDone() {
        oneLinkedContact();
        SIDES.ines.calls().reset();
        assertRuns(10);
        assertThat(SIDES.ines.calls().count()).isZero();
    }

    @Test
    void whoseReferencesAnOlderPluginForgotAreCreatedInTheOrderOfTheOthers() {
        long company = SIDES.company("Ateliers");
        long first = SIDES.contact(company, "Lefèvre");
        long forgotten = SIDES.contact(company, "Martin");
        long last = SIDES.contact(company, "Durand");
        SIDES.mautic.editContact(forgotten, Map.of("id_contact_ines", "0", "id_client_ines", "0"));
        with("connector.full-synchronisation=true");
        assertRuns(10);
        assertRuns(10);
        assertEachContactIsAtInesOnce(3, 1);
        assertThat(SIDES.ines.contacts()).extracting(contact -> contact.value("AutomationRef"))
                .containsExactly(Long.toString(first), Long.toString(forgotten), Long.toString(last));
        assertAddsUp();
        assertSays("from before, not changed since: 0");
    }

    @Test
    void nothingRunsWhileInesWasNeverReached() {
        commands.queue(oneContact());
        SIDES.ines.faults().always(FaultRule.ANY, Fault.status(503));
        assertRefuses(4, "INES cannot be used now", "INES est inutilisable pour le moment");
    }

    @Test
    void nothingRunsWhileInesIsDown() {
        long zoe = oneLinkedContact();
        SIDES.mautic.editContact(zoe, Map.of("city", "Metz"));
        commands.queue(zoe);
        SIDES.ines.calls().reset();
        SIDES.ines.faults().always(FaultRule.ANY, Fault.status(503));
        assertRefuses(4, "INES is left alone until", "INES n’est pas sollicité avant");
        assertThat(commands.status()).withFailMessage(commands::output).isEqualTo(4);
        assertThat(commands.lastRow(zoe)).returns(RowState.PENDING, JournalRow::state).returns(0, JournalRow::attempts);
    }

    @Test
    void aRowThatWaitsForAnotherTryKeepsNobodyFromTheFirstSynchronisation() {
        long zoe = oneContact();
        commands.queue(zoe);
        SIDES.contact(SIDES.company("Scieries"), "Martin");
        SIDES.ines.faults().next("AddClientWithContacts", REFUSED);
        assertThat(commands.crmInes()).withFailMessage(commands::output).isZero();
        assertThat(commands.lastRow(zoe)).returns(RowState.PENDING, JournalRow::state);
        assertSays("Queued by the first synchronisation: 1");
    }

    @Test
    void tenContactsAreSynchronisedUnlessAnotherNumberIsGivenAndTheCountsAddUpAllTheTime() {
        SIDES.mautic.seed(25, 5);
        assertAddsUp();
        assertSays("not looked at yet: 25");
        assertThat(commands.crmInes()).withFailMessage(commands::output).isZero();
        assertSays("Synchronised: 0. Failed: 0. Deleted: 0.", "Queued by the first synchronisation: 25");
        assertAddsUp();
        assertSays("waiting: 25");
        assertThat(commands.crmInes()).isZero();
        assertSays("Synchronised: 10.");
        assertThat(commands.output()).doesNotContain("Queued");
        assertThat(SIDES.ines.contacts()).hasSize(10);
        assertAddsUp();
        assertSays("at INES: 10", "waiting: 15");
        commands.console.speak(Locale.FRENCH);
        assertRuns(15);
        assertSays("Synchronisés : 15. En échec : 0. Supprimés : 0.",
                "Mis en file par la première synchronisation : 0.");
        assertEachContactIsAtInesOnce(25, 5);
    }

    @Test
    void updatesGoBeforeDeletesAndADeleteIsDoneOnceAndForgotten() {
        long gone = oneLinkedContact();
        SIDES.mautic.deleteContact(gone);
        commands.queueRemoval(gone);
        long zoe = oneContact();
        commands.queue(zoe);
        assertRuns(1);
        assertSays("Synchronised: 1. Failed: 0. Deleted: 1.");
        assertThat(SIDES.atInes(zoe)).hasSize(1);
        assertThat(SIDES.atInes(gone)).extracting(StoredContact::synchronised).containsExactly(false);
        assertThat(commands.bean(Links.class).contact(gone)).isEmpty();
        assertRuns(9);
        assertThat(SIDES.ines.calls().count("DeleteAutomationContact")).isOne();
        assertAddsUp();
    }

    @Test
    void aDeleteOfAContactThatIsStillInMauticSendsIt() {
        long zoe = oneContact();
        commands.queueRemoval(zoe);
        assertRuns(5);
        assertThat(commands.ledger()).isEqualTo(new Ledger(0, 1, Map.of(), 0, 0));
        assertRuns(5);
        assertThat(SIDES.atInes(zoe)).extracting(StoredContact::synchronised).containsExactly(true);
        assertThat(SIDES.ines.calls().count("DeleteAutomationContact")).isZero();
        assertAddsUp();
    }

    @Test
    void aContactDeletedInMauticBeforeItsUpdateFailsAtOnceWithThatReason() {
        long zoe = oneContact();
        commands.queue(zoe);
        SIDES.mautic.deleteContact(zoe);
        assertRuns(10);
        assertSays("Synchronised: 0. Failed: 1. Deleted: 0.");
        assertThat(commands.lastRow(zoe).state()).isEqualTo(RowState.FAILED);
        assertThat(commands.console.run("journal", "--state=failed")).isZero();
        assertSays("Mautic has no contact " + zoe);
        assertAddsUp();
    }

    @Test
    void anErrorIsTriedAgainAtTheNextCallAndAfterTheThirdTheContactIsLeftAloneUntilItIsRetried() {
        long zoe = oneContact();
        long paul = SIDES.contact(SIDES.company("Forges"), "Paul");
        commands.queue(zoe, paul);
        SIDES.ines.faults().always("AddClientWithContacts", REFUSED);
        for (int call = 1; call <= 3; call++) {
            assertRuns(10);
            assertSays("Synchronised: 0. Failed: 2. Deleted: 0.");
            assertThat(commands.lastRow(zoe).attempts()).isEqualTo(call);
        }
        assertRuns(10);
        assertSays("Failed: 0.");
        assertThat(SIDES.ines.calls().count("AddClientWithContacts")).isEqualTo(6);
        assertThat(commands.ledger()).isEqualTo(new Ledger(0, 0, Map.of(), 0, 2));
        assertThat(commands.console.run("journal", "--state=failed")).isZero();
        assertSays("Nom interdit");
        assertAddsUp();
        SIDES.ines.faults().clear();
        assertThat(commands.console.run("retry", "--contact", Long.toString(zoe))).isZero();
        assertRuns(10);
        assertThat(SIDES.atInes(zoe)).hasSize(1);
        assertThat(commands.console.run("retry", "--contact", Long.toString(zoe))).isOne();
        assertThat(commands.console.run("retry", "--all")).isZero();
        assertSays("tried again: 1");
        assertRuns(10);
        assertThat(commands.ledger()).isEqualTo(new Ledger(2, 0, Map.of(), 0, 0));
    }

    @Test
    void whereAPersonMustSettleSomethingCronIsToldAtEachCallUntilItIsSettled() {
        long zoe = oneContact();
        commands.queue(zoe);
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(commands.crmInes(10)).withFailMessage(commands::output).isEqualTo(3);
        assertSays("Questions that only a person can answer: 1. “ines-connector settle” lists them.");
        commands.console.speak(Locale.FRENCH);
        assertThat(commands.crmInes(10)).withFailMessage(commands::output).isEqualTo(3);
        assertSays("Questions auxquelles seule une personne peut répondre : 1.");
        var reference = Integer.toString(SIDES.atInes(zoe).getFirst().reference());
        assertThat(commands.console.run("settle", "--contact", Long.toString(zoe), "--exists", reference))
                .withFailMessage(commands::output).isZero();
        assertRuns(10);
        assertThat(commands.output()).doesNotContain("Questions");
    }

    @Test
    void inesFailingInTheMiddleCostsNoAttemptAndTheNextCallsWaitUntilItIsBack() {
        SIDES.mautic.seed(6, 6);
        assertRuns(10);
        assertRuns(10);
        SIDES.ines.contacts().stream().map(contact -> Long.parseLong(contact.value("AutomationRef"))).forEach(id -> {
            SIDES.mautic.editContact(id, Map.of("city", "Metz"));
            commands.queue(id);
        });
        SIDES.ines.calls().reset();
        SIDES.ines.faults()
                .add(new FaultRule("UpdateContact", 2, Integer.MAX_VALUE, 1, 0, Fault.status(503)));
        assertThat(commands.crmInes(10)).withFailMessage(commands::output).isEqualTo(4);
        assertSays("INES is left alone until");
        assertThat(commands.output()).containsPattern("until [\\d-]{10} [\\d:]{8} Europe/Paris: ");
        assertThat(inMetz()).isEqualTo(2);
        SIDES.ines.faults().always(FaultRule.ANY, Fault.status(503));
        int tried = SIDES.ines.calls().count("UpdateContact");
        assertThat(commands.crmInes(10)).isEqualTo(4);
        assertThat(SIDES.ines.calls().count("UpdateContact")).isEqualTo(tried);
        assertThat(commands.bean(Journal.class).last(9, Optional.of(RowState.PENDING)))
                .hasSize(4)
                .allMatch(row -> row.attempts() == 0);
        assertThat(commands.ledger()).isEqualTo(new Ledger(2, 4, Map.of(), 0, 0));
        SIDES.ines.faults().clear();
        commands.endPauses();
        assertRuns(10);
        assertThat(inMetz()).isEqualTo(6);
        assertAddsUp();
    }

    private static long inMetz() {
        return SIDES.ines.contacts().stream().filter(contact -> contact.value("City").equals("Metz")).count();
    }

    @Test
    void theFirstSynchronisationQueuesAHundredWheneverNothingWaitsUntilEveryContactIsAtInesOnce() {
        SIDES.mautic.seed(250, 50);
        for (int expected : new int[]{0, 100, 200, 250}) {
            assertRuns(300);
            assertThat(SIDES.ines.contacts()).hasSize(expected);
            assertAddsUp();
        }
        assertEachContactIsAtInesOnce(250, 50);
        assertThat(SIDES.ines.contacts()).allMatch(contact -> reference(contact.value("AutomationRef"))
                .equals(Integer.toString(contact.reference())));
    }

    private static String reference(String contact) {
        return SIDES.mautic.contact(Long.parseLong(contact)).orElseThrow().values()
                .getOrDefault("id_contact_ines", "");
    }

    @Test
    void aSkippedContactIsNotFoundAgainUntilItIsEligibleWhichTheChangeFeedNotices() {
        long zoe = oneContact();
        SIDES.mautic.editContact(zoe, Map.of("stop_sync_ines", "1"));
        assertRuns(10);
        assertSays("Queued by the first synchronisation: 1");
        assertRuns(10);
        assertSays("Skipped: 1", "Queued by the first synchronisation: 0");
        assertAddsUp();
        assertSays("skipped: 1, the contact is flagged");
        assertThat(commands.console.run("journal", "--state=skipped")).isZero();
        assertSays("Times are in Europe/Paris.");
        assertSays("“do not synchronise”", "Ateliers");
        commands.aDayPasses();
        assertRuns(10);
        assertSays("Queued by the first synchronisation: 0");
        SIDES.mautic.editContact(zoe, Map.of("stop_sync_ines", "0"));
        assertRuns(10);
        assertSays("Synchronised: 1.", "Queued by the first synchronisation: 0");
        assertThat(SIDES.atInes(zoe)).hasSize(1);
        assertAddsUp();
    }

    @Test
    void aChangeWhileTheContactIsSentIsSentAfterwards() throws Exception {
        long zoe = oneLinkedContact();
        SIDES.mautic.editContact(zoe, Map.of("city", "Metz"));
        commands.queue(zoe);
        SIDES.ines.faults().next("UpdateContact", Fault.held(Fault.When.AFTER_THE_WORK, Duration.ofSeconds(60)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var call = threads.submit(() -> commands.crmInes(10));
            await().until(() -> inMetz() == 1);
            SIDES.mautic.editContact(zoe, Map.of("city", "Nancy"));
            commands.queue(zoe);
            await().until(() -> {
                SIDES.ines.faults().release();
                return call.isDone();
            });
            assertThat(call.get()).isZero();
        }
        assertRuns(10);
        assertThat(SIDES.atInes(zoe)).extracting(contact -> contact.value("City")).containsExactly("Nancy");
        assertAddsUp();
    }

    @Test
    void anUnchangedContactCostsNoCallToInes() {
        long zoe = oneLinkedContact();
        commands.queue(zoe);
        assertThat(commands.callsOf(() -> assertRuns(10))).containsOnlyKeys("authenticationWs", "GetSyncInfo");
        assertSays("Synchronised: 1.");
    }

    @Test
    void anIdThatIsMissingInTheAuditLogKeepsNoChangeBackForLong() {
        long zoe = oneLinkedContact();
        assertRuns(10);
        SIDES.mautic.loseAuditId();
        SIDES.mautic.editContact(zoe, Map.of("city", "Lyon"));
        assertRuns(10);
        assertThat(SIDES.atInes(zoe).getFirst().value("City")).isEqualTo("Annecy");
        commands.theGapLasts();
        assertRuns(10);
        assertThat(SIDES.atInes(zoe).getFirst().value("City")).isEqualTo("Lyon");
    }

    @Test
    void aCompanyThatOnlyAnOlderPluginHasPushedIsSentWhereItChanges() {
        with("mapping.client.City=companycity");
        long company = SIDES.company("Menuiserie");
        int client = SIDES.ines.addClient(Map.of("CompanyName", "Menuiserie", "City", "Annecy"));
        long paul = SIDES.contact(company, "Durand");
        int reference = SIDES.ines.addContact(
                client, Map.of("LastName", "Durand", "City", "Metz", "AutomationRef", Long.toString(paul)));
        SIDES.mautic.editContact(paul, Map.of(
                "id_contact_ines", Integer.toString(reference), "id_client_ines", Integer.toString(client)));
        assertRuns(10);
        SIDES.mautic.editCompany(company, Map.of("companycity", "Lyon"));
        assertRuns(10);
        commands.twoHoursPassSinceACompanyChanged();
        assertRuns(10);
        assertThat(SIDES.ines.client(client).orElseThrow().value("City")).isEqualTo("Lyon");
        assertThat(SIDES.atInes(paul).getFirst().value("City")).as("the contact did not change").isEqualTo("Metz");
        assertEachContactIsAtInesOnce(1, 1);
    }

    @Test
    void whoseReferencesStandOnlyInTheFieldsOfBeforeIsNotCreatedAgain() {
        oneLinkedContact();
        long company = SIDES.company("Menuiserie");
        int client = SIDES.ines.addClient(Map.of("CompanyName", "Menuiserie"));
        long paul = SIDES.contact(company, "Durand");
        long lea = SIDES.contact(company, "Petit");
        for (long contact : new long[]{paul, lea}) {
            int reference = SIDES.ines.addContact(client, Map.of(
                    "LastName", "Durand", "AutomationRef", Long.toString(contact)));
            SIDES.mautic.editContact(contact, Map.of(
                    "id_contact_ines", Integer.toString(reference), "id_client_ines", Integer.toString(client)));
        }
        commands.set("mapping.contact-reference=address2");
        commands.set("mapping.client-reference=address1");
        commands.aDayPasses();
        for (int run = 0; run < 3; run++) {
            assertRuns(10);
        }
        assertEachContactIsAtInesOnce(3, 2);
        assertThat(SIDES.mautic.contact(paul).orElseThrow().values())
                .containsEntry("address2", Integer.toString(SIDES.atInes(paul).getFirst().reference()))
                .containsEntry("address1", Integer.toString(client));
        assertAddsUp();
    }

    @Test
    void whoLeftACompanyIsLookedForOnlySinceTheLastRun() {
        oneLinkedContact();
        commands.aDayPassedSinceLeftCompaniesWereRead();
        assertThat(commands.leftCompaniesWereReadLately()).isFalse();
        assertRuns(10);
        assertThat(commands.leftCompaniesWereReadLately()).isTrue();
    }

    @Test
    void referencesThatMauticRefusesAreWrittenAtALaterCall() {
        long zoe = oneContact();
        commands.queue(zoe);
        SIDES.mautic.faults().always("PATCH contacts/batch/edit", Fault.status(503));
        assertRuns(10);
        assertSays("References that Mautic has not taken yet: 1");
        assertThat(reference(Long.toString(zoe))).isEmpty();
        assertAddsUp();
        SIDES.mautic.faults().clear();
        commands.endWaits();
        SIDES.ines.faults().always(FaultRule.ANY, Fault.status(503));
        assertRuns(10);
        SIDES.ines.faults().clear();
        assertThat(reference(Long.toString(zoe)))
                .isEqualTo(Integer.toString(SIDES.atInes(zoe).getFirst().reference()));
        assertThat(SIDES.ines.contacts()).hasSize(1);
        assertAddsUp();
    }

    @Test
    void whoChangesWhileAllAreLookedAtByANewMappingDoesNotWaitForAllOfThem() {
        long company = SIDES.company("Menuiserie");
        IntStream.range(0, 6).forEach(i -> SIDES.contact(company, "Nr " + i));
        long zoe = oneLinkedContact();
        assertRuns(10);
        commands.set("mapping.contact.MobilePhone=mobile");
        assertRuns(1);
        SIDES.mautic.editContact(zoe, Map.of("mobile", "0612345678"));
        IntStream.range(0, 3).forEach(_ -> assertRuns(1));
        assertThat(SIDES.atInes(zoe).getFirst().value("MobilePhone")).isEqualTo("0612345678");
    }

    @Test
    void whereOtherFieldsAreToHoldTheReferencesAllAreWrittenAgain() {
        long zoe = oneLinkedContact();
        assertThat(commands.bean(Links.class).countReferencesToWrite()).isZero();
        commands.set("mapping.contact-reference=address2");
        assertRuns(10);
        assertThat(SIDES.mautic.contact(zoe).orElseThrow().values().get("address2"))
                .isEqualTo(Integer.toString(SIDES.atInes(zoe).getFirst().reference()));
        assertThat(commands.bean(Links.class).countReferencesToWrite()).isZero();
        assertThat(SIDES.ines.contacts()).hasSize(1);
        assertAddsUp();
    }

    @Test
    void whatFieldsHoldThatHaveNeverHeldReferencesIsNotLostBeforeAPersonSaysThatItMayBe() {
        long zoe = oneLinkedContact();
        SIDES.mautic.editContact(zoe, Map.of("address2", "Bâtiment B"));
        commands.set("mapping.contact-reference=address2");
        assertRuns(10);
        assertThat(SIDES.mautic.contact(zoe).orElseThrow().values()).containsEntry("address2", "Bâtiment B");
        assertAddsUp();
        assertSays("INES’s references are not written into Mautic", "“address2”, which has never held", ": 1.");

        assertThat(commands.console.run("audit", "--repair")).withFailMessage(commands::output).isZero();
        assertThat(commands.bean(Links.class).countReferencesToWrite()).isZero();
        commands.bean(Links.class).referencesLost(zoe);
        commands.bean(ReferencesBack.class).writeLast(Duration.ofMinutes(1));
        assertThat(commands.bean(Links.class).countReferencesToWrite()).isOne();
        assertThat(SIDES.mautic.contact(zoe).orElseThrow().values()).containsEntry("address2", "Bâtiment B");

        assertThat(commands.console.run("mautic", "set-up", "--use-occupied")).withFailMessage(commands::output)
                .isZero();
        assertRuns(10);
        assertThat(SIDES.mautic.contact(zoe).orElseThrow().values())
                .containsEntry("address2", Integer.toString(SIDES.atInes(zoe).getFirst().reference()));
        commands.status();
        assertThat(commands.output()).doesNotContain("not written into Mautic");
    }
}
