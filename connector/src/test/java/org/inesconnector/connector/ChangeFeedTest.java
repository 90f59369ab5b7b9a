package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.inesconnector.connector.feed.FeedTroubles;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.MergedContacts;
import org.inesconnector.connector.queue.Action;
import org.inesconnector.connector.queue.Health;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.StoredContact;
import org.inesconnector.simulator.mautic.StatsAccess;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service hears of every change in Mautic, though no webhook is ever sent. */
@Order(1)
class ChangeFeedTest {

    private static final Duration SOON = EachTestWaitsForItself.LONG_ENOUGH;

    @AutoClose
    private static final BothSides SIDES = new BothSides(
            "connector.database.url=" + H2.newDatabase());

    private final BothSides sides = SIDES;
    private final int flaggedBefore = flagged();
    private long company;

    @BeforeAll
    static void serve() {
        SIDES.connect("connector.full-synchronisation=true", "ines.calls-per-second=10000",
                "connector.queue.poll=50ms", "connector.feed.interval=100ms", "connector.feed.patience=500ms",
                "connector.feed.retry=300ms", "mapping.client.City=companycity");
        assertThat(SIDES.bean(SynchronisationService.class).start()).isEmpty();
        await().atMost(SOON).until(() -> SIDES.bean(JdbcClient.class)
                .sql("SELECT count(*) FROM company_link_cursor").query(Long.class).single() == 1);
    }

    @BeforeEach
    void anotherCompany() {
        sides.mautic.statsAccess(StatsAccess.ADMINISTRATOR);
        await().atMost(SOON).until(() -> count("feed_trouble") == 0);
        company = sides.company("Ateliers " + UUID.randomUUID());
    }

    private long count(String what) {
        return sides.bean(JdbcClient.class).sql("SELECT count(*) FROM " + what).query(Long.class).single();
    }

    private long linked(String lastName) {
        return linked(List.of(lastName)).getFirst();
    }

    private List<Long> linked(List<String> lastNames) {
        var contacts = lastNames.stream().map(lastName -> sides.contact(company, lastName)).toList();
        await().atMost(SOON).until(() -> contacts.stream().noneMatch(id -> sides.atInes(id).isEmpty())
                && count("company_link_read WHERE mautic_contact_id = " + contacts.getLast()) > 0);
        awaitQuiet();
        return contacts;
    }

    private void awaitAtInes(long contact, String field, String value) {
        await().atMost(SOON).until(() -> sides.atInes(contact).stream()
                .anyMatch(stored -> stored.value(field).equals(value)));
    }

    /** Everything that has happened so far has been read, and done. */
    private void awaitQuiet() {
        await().atMost(SOON).during(Duration.ofMillis(600)).until(() -> openRows() == 0
                && count("contact_link WHERE references_written = FALSE") == 0
                && count("audit_log_cursor WHERE entry_id = " + sides.mautic.lastAuditId()) == 1);
    }

    private long openRows() {
        var counts = sides.bean(Journal.class).counts();
        return counts.getOrDefault(RowState.PENDING, 0L) + counts.getOrDefault(RowState.RUNNING, 0L)
                + count("held_deletion") + count("linked_sweep");
    }

    private int rows(long contact) {
        return sides.bean(Journal.class).ofContact(contact).size();
    }

    private int flagged() {
        return sides.ines.calls().count("DeleteAutomationContact");
    }

    private String clientOf(long contact) {
        int client = sides.atInes(contact).getFirst().clientReference();
        return sides.ines.clients().stream().filter(stored -> stored.reference() == client).findFirst().orElseThrow()
                .value("CompanyName");
    }

    private int reference(long contact) {
        return sides.atInes(contact).getFirst().reference();
    }

    private Links links() {
        return sides.bean(Links.class);
    }

    @Test
    void anEditOfAMappedFieldReachesInes() {
        long contact = linked("Lefèvre");
        sides.mautic.editContact(contact, Map.of("city", "Lyon"));
        awaitAtInes(contact, "City", "Lyon");
    }

    @Test
    void otherEditsPointsTagsAndOurOwnReferencesCostNoRow() {
        long contact = linked("Lefèvre");
        int before = rows(contact);
        sides.mautic.editContact(contact, Map.of("mobile", "+33 6 00 00 00 00"));
        sides.mautic.addPoints(contact, 5);
        sides.mautic.addTags(contact, "salon");
        sides.mautic.doNotContactByHand(contact, "sms");
        linked("Après");
        assertThat(rows(contact)).isEqualTo(before);
        assertThat(sides.mautic.contact(contact).orElseThrow().values()).containsKey("id_contact_ines");
    }

    @Test
    void whoUnsubscribesIsUnsubscribedAtInes() {
        long contact = linked("Lefèvre");
        sides.mautic.unsubscribe(contact, "email");
        awaitAtInes(contact, "Desabo", "1");
    }

    @Test
    void aChangeOfACompanyReachesInesOnceThroughWhicheverOfItsContacts() {
        linked(List.of("Lefèvre", "Martin", "Petit"));
        int before = sides.ines.calls().count("UpdateClient");
        sides.mautic.editCompany(company, Map.of("companyname", "Nouveaux Ateliers", "companycity", "Lyon"));
        await().atMost(SOON).until(() -> sides.ines.clients().stream()
                .filter(client -> client.value("AutomationRef").equals(Long.toString(company)))
                .anyMatch(client -> client.value("City").equals("Lyon")));
        awaitQuiet();
        assertThat(sides.ines.calls().count("UpdateClient")).isEqualTo(before + 1);
        assertThat(sides.clientsOf(company)).isEqualTo(1);
    }

    @Test
    void aCompanyThatChangesWhileItsClientIsCreatedIsAtInesAsItIsNow() {
        sides.ines.faults().next("AddClientWithContacts", Fault.late(Duration.ofMinutes(1)));
        long contact = sides.contact(company, "Lefèvre");
        await().atMost(SOON).until(() -> !sides.ines.faults().heldPorts().isEmpty());
        sides.mautic.editCompany(company, Map.of("companycity", "Lyon"));
        await().atMost(SOON)
                .until(() -> count("audit_log_cursor WHERE entry_id = " + sides.mautic.lastAuditId()) == 1);
        sides.ines.faults().release();
        await().atMost(SOON).until(() -> !sides.atInes(contact).isEmpty());
        await().atMost(SOON).until(() -> sides.ines.clients().stream()
                .filter(client -> client.value("AutomationRef").equals(Long.toString(company)))
                .allMatch(client -> client.value("City").equals("Lyon")));
        awaitQuiet();
        assertThat(sides.clientsOf(company)).isOne();
    }

    @Test
    void aCompanysUnmappedFieldCostsNoRow() {
        long contact = linked("Lefèvre");
        int before = rows(contact);
        sides.mautic.editCompany(company, Map.of("companyphone", "+33 4 50 00 00 00"));
        linked("Après");
        assertThat(rows(contact)).isEqualTo(before);
    }

    @Test
    void aContactThatIsGivenItsCompanyLaterReachesInes() {
        long contact = sides.mautic
                .createContact(Map.of("lastname", "Seule", "email", UUID.randomUUID() + "@dupont.example"));
        await().atMost(SOON).until(() -> rows(contact) > 0);
        awaitQuiet();
        assertThat(sides.atInes(contact)).isEmpty();
        sides.mautic.addToCompany(contact, company);
        awaitAtInes(contact, "LastName", "Seule");
    }

    @Test
    void whoLeavesACompanyIsAtTheOneItHadBefore() {
        long contact = linked("Lefèvre");
        long branch = sides.company("Filiale");
        sides.mautic.addToCompany(contact, branch);
        await().atMost(SOON).until(() -> clientOf(contact).equals("Filiale"));
        awaitQuiet();
        long before = sides.mautic.lastAuditId();
        sides.mautic.removeFromCompany(contact, branch);
        assertThat(sides.mautic.lastAuditId()).as("before our own references are written").isEqualTo(before);
        await().atMost(SOON).until(() -> clientOf(contact).startsWith("Ateliers "));
    }

    @Test
    void whoLeavesItsOnlyCompanyIsSkippedOnce() {
        long contact = linked("Lefèvre");
        sides.mautic.removeFromCompany(contact, company);
        await().atMost(SOON).until(() -> count("contact_standing WHERE reason = 'NO_COMPANY'") == 1);
        int before = rows(contact);
        long another = linked("Martin");
        sides.mautic.removeFromCompany(another, company);
        await().atMost(SOON).until(() -> count("contact_standing WHERE reason = 'NO_COMPANY'") == 2);
        assertThat(rows(contact)).isEqualTo(before);
    }

    @Test
    void aDeletedContactIsFlaggedAtInesOnce() {
        long contact = linked("Lefèvre");
        sides.mautic.deleteContact(contact);
        await().atMost(SOON).until(() -> !sides.atInes(contact).getFirst().synchronised());
        awaitQuiet();
        assertThat(flagged()).isEqualTo(flaggedBefore + 1);
        assertThat(links().contact(contact)).isEmpty();
        assertThat(count("contact_standing WHERE mautic_contact_id = " + contact)).isZero();
    }

    @Test
    void theWinnerOfAMergeTakesTheLinkAndNothingIsFlagged() {
        long loser = linked("Lefèvre");
        int reference = reference(loser);
        int atInes = sides.ines.contacts().size();
        long winner = sides.mautic
                .createContact(Map.of("lastname", "Lefevre", "email", UUID.randomUUID() + "@dupont.example"));
        awaitQuiet();
        sides.mautic.mergeContacts(winner, loser);
        await().atMost(SOON).until(() -> links().contact(winner).isPresent());
        awaitQuiet();
        assertThat(links().contact(winner).orElseThrow().inesContactRef()).isEqualTo(reference);
        assertThat(flagged()).isEqualTo(flaggedBefore);
        assertThat(sides.ines.contacts()).hasSize(atInes);
        assertThat(count("contact_standing WHERE mautic_contact_id = " + loser)).isZero();
    }

    @Test
    void whatAFormAskedForOfWhoWaitsForTheAddressQuestionIsWrittenForWhoItIsMergedInto() {
        long winner = linked("Lefèvre");
        int leads = sides.leads(reference(winner)).size();
        long twin = sides.mautic.createContact(Map.of("lastname", "Lefèvre"));
        sides.mautic.editContact(twin, Map.of("email", email(winner)));
        sides.mautic.addToCompany(twin, company);
        sides.mautic.setPrimaryCompany(twin, company);
        sides.bean(Queue.class).add(new Wanted(twin, Action.UPDATE, Origin.FORM, "form of " + twin));
        awaitQuiet();
        assertThat(sides.atInes(twin)).isEmpty();
        sides.mautic.mergeContacts(winner, twin);
        await().atMost(SOON).until(() -> sides.leads(reference(winner)).size() == leads + 1);
    }

    private String email(long contact) {
        return sides.mautic.contact(contact).orElseThrow().values().getOrDefault("email", "");
    }

    @Test
    void whereBothWereLinkedOneLinkStaysAndAQuestionIsKept() {
        var both = linked(List.of("Lefèvre", "Lefevre"));
        long winner = both.getFirst();
        long loser = both.getLast();
        int kept = reference(winner);
        int second = reference(loser);
        sides.mautic.mergeContacts(winner, loser);
        var merged = sides.bean(MergedContacts.class);
        await().atMost(SOON).until(() -> !merged.questions(10).isEmpty());
        awaitQuiet();
        assertThat(merged.questions(10)).singleElement()
                .matches(question -> question.contactRef() == kept && question.secondContactRef() == second);
        assertThat(links().contact(loser)).isEmpty();
        assertThat(flagged()).isEqualTo(flaggedBefore);
        assertThat(sides.ines.contacts().stream()
                .filter(contact -> contact.reference() == kept || contact.reference() == second))
                .hasSize(2)
                .allMatch(StoredContact::synchronised);
        assertThat(sides.mautic.contact(winner).orElseThrow().values())
                .containsEntry("id_contact_ines", Integer.toString(kept));
        assertThat(merged.answered(loser)).isTrue();
        assertThat(merged.questions(10)).isEmpty();
    }

    @Test
    void manyContactsCreatedAtOnceAreAtInesOnce() {
        var contacts = linked(IntStream.range(0, 60).mapToObj(number -> "Nom" + number).toList());
        assertThat(contacts).allSatisfy(contact -> assertThat(sides.atInes(contact)).hasSize(1));
        assertThat(sides.clientsOf(company)).isEqualTo(1);
    }

    @Test
    void aRefusedAuditLogIsSaidHoldsNothingElseBackAndIsTriedAgain() {
        long contact = linked("Lefèvre");
        for (var refusal : List.of(StatsAccess.REFUSED_WITH_403, StatsAccess.REFUSED_WITH_ERRORS)) {
            sides.mautic.statsAccess(refusal);
            await().atMost(SOON).until(() -> sides.bean(FeedTroubles.class).all().size() == 1);
            assertThat(sides.bean(Health.class).hindrances()).isEmpty();
            await().atMost(SOON).until(() -> openRows() == 0);
            sides.mautic.editContact(contact, Map.of("city", refusal.name()));
            sides.mautic.statsAccess(StatsAccess.ADMINISTRATOR);
            awaitAtInes(contact, "City", refusal.name());
            assertThat(sides.bean(FeedTroubles.class).all()).isEmpty();
        }
    }

    @Test
    void whileTheAuditLogIsRefusedAllContactsAreLookedAtOnceADay() {
        long contact = linked("Lefèvre");
        sides.mautic.statsAccess(StatsAccess.REFUSED_WITH_403);
        await().atMost(SOON).until(() -> count("feed_trouble") == 1);
        await().atMost(SOON).until(() -> openRows() == 0);
        sides.mautic.editContact(contact, Map.of("city", "Lyon"));
        sides.bean(JdbcClient.class).sql("UPDATE feed_trouble SET since = since - INTERVAL '2' DAY").update();
        awaitAtInes(contact, "City", "Lyon");
        assertThat(sides.bean(FeedTroubles.class).all()).hasSize(1);
        assertThat(count("linked_sweep")).isZero();
    }

}
