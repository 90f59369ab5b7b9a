package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.simulator.ines.StoredContact;
import org.inesconnector.simulator.mautic.StatsAccess;
import org.inesconnector.simulator.mautic.WebhookDelivery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service asks Mautic for changes once an hour; all that is heard of sooner, webhooks have told. */
@Order(1)
class WebhookTest {

    private static final Duration SOON = EachTestWaitsForItself.LONG_ENOUGH;
    private static final String SECRET = "a secret";

    private static final Set<String> EVENTS = Set.of(
            "mautic.lead_post_save_new", "mautic.lead_post_save_update", "mautic.lead_points_change",
            "mautic.lead_post_delete", "mautic.lead_channel_subscription_changed", "mautic.lead_company_change",
            "mautic.company_post_save", "mautic.company_post_delete", "mautic.form_on_submit");

    private static final BothSides SIDES = new BothSides(
            "connector.database.url=" + H2.newDatabase());

    private long company;

    @BeforeAll
    static void serve() {
        SIDES.listen("connector.full-synchronisation=true", "ines.calls-per-second=10000",
                "connector.feed.interval=1h", "connector.feed.patience=300ms",
                "connector.feed.retry=200ms", "mautic.webhook-secret=" + SECRET, "mapping.client.City=companycity");
        SIDES.bean(MauticClient.class).createWebhook("INES", SIDES.address() + "/mautic/webhook", SECRET, EVENTS);
        assertThat(SIDES.bean(SynchronisationService.class).start()).isEmpty();
        soon(() -> count("company_link_cursor") == 1);
    }

    @AfterAll
    static void close() {
        SIDES.close();
    }

    @BeforeEach
    void anotherCompany() {
        SIDES.mautic.deliverWebhooks(WebhookDelivery.IN_ORDER);
        SIDES.mautic.statsAccess(StatsAccess.ADMINISTRATOR);
        SIDES.ines.calls().reset();
        company = SIDES.company("Ateliers " + UUID.randomUUID());
    }

    private static long count(String what) {
        return SIDES.bean(JdbcClient.class).sql("SELECT count(*) FROM " + what).query(Long.class).single();
    }

    private static void soon(Supplier<Boolean> condition) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(condition::get);
    }

    private static void awaitAtInes(long contact, String field, String value) {
        soon(() -> SIDES.atInes(contact).stream().anyMatch(stored -> stored.value(field).equals(value)));
    }

    private long linked() {
        return linked(1).getFirst();
    }

    private List<Long> linked(int number) {
        var contacts = IntStream.range(0, number).mapToObj(i -> SIDES.contact(company, "Nom" + i)).toList();
        await().until(() -> contacts.stream().noneMatch(id -> SIDES.atInes(id).isEmpty()));
        awaitRest();
        return contacts;
    }

    private static void anHourPasses() {
        SIDES.bean(JdbcClient.class)
                .sql("UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = 'changes'")
                .update();
    }

    /** Everything that webhooks told has been done, and our own references told of. */
    private static void awaitRest() {
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).during(Duration.ofMillis(500)).until(
                () -> openRows() == 0 && count("contact_link WHERE references_written = FALSE") == 0
                        && SIDES.mautic.awaitWebhooks(SOON));
    }

    private static long openRows() {
        var counts = SIDES.bean(Journal.class).counts();
        return counts.getOrDefault(RowState.PENDING, 0L) + counts.getOrDefault(RowState.RUNNING, 0L)
                + count("held_deletion") + count("linked_sweep") + count("wake_up");
    }

    private static int rows(long contact) {
        return SIDES.bean(Journal.class).ofContact(contact).size();
    }

    private static int flagged() {
        return SIDES.ines.calls().count("DeleteAutomationContact");
    }

    private static void refuseTheAuditLog(long contact) {
        SIDES.mautic.statsAccess(StatsAccess.REFUSED_WITH_403);
        SIDES.mautic.editContact(contact, Map.of("city", "Before"));
        soon(() -> count("feed_trouble WHERE kind = 'AUDIT_LOG'") == 1);
        awaitRest();
    }

    @Test
    void anEditedContactIsAtInesByItsWebhookAlone() {
        long contact = linked();
        SIDES.mautic.editContact(contact, Map.of("city", "Lyon"));
        awaitAtInes(contact, "City", "Lyon");
    }

    @Test
    void whoLosesItsCompanyIsLookedAtThoughTheAuditLogDoesNotTell() {
        long contact = linked();
        int before = rows(contact);
        SIDES.mautic.removeFromCompany(contact, company);
        soon(() -> rows(contact) > before);
        awaitRest();
        assertThat(SIDES.bean(Journal.class).ofContact(contact).getFirst().state()).isEqualTo(RowState.SKIPPED);
    }

    @Test
    void aBurstOfTwoHundredNewContactsIsAtInesOnceAndReadInFewGoes() {
        awaitRest();
        SIDES.mautic.calls().reset();
        long begun = System.nanoTime();
        var contacts = IntStream.range(0, 200).mapToObj(number -> SIDES.contact(company, "Nom" + number)).toList();
        await().until(() -> contacts.stream().noneMatch(id -> SIDES.atInes(id).isEmpty()));
        awaitRest();
        assertThat(contacts).allSatisfy(contact -> assertThat(SIDES.atInes(contact)).hasSize(1));
        assertThat(SIDES.clientsOf(company)).isEqualTo(1);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(SIDES.mautic.calls().count("GET stats/{table}"))
                .as("three tables four times a second, however many webhooks come and contacts are worked on")
                .isLessThan(3 * Math.toIntExact(took.toMillis() / 250 + 10));
    }

    @Test
    void webhooksThatComeTwiceOrOutOfOrderChangeNothing() {
        for (var way : new WebhookDelivery[]{WebhookDelivery.DUPLICATED, WebhookDelivery.REORDERED}) {
            SIDES.mautic.deliverWebhooks(way);
            long contact = linked();
            SIDES.mautic.editContact(contact, Map.of("city", "Lyon"));
            SIDES.mautic.editContact(contact, Map.of("city", "Nantes"));
            awaitAtInes(contact, "City", "Nantes");
            awaitRest();
            assertThat(SIDES.atInes(contact)).singleElement().matches(stored -> stored.value("City").equals("Nantes"));
        }
    }

    @Test
    void withEveryWebhookLostTheIntervalFindsTheSame() {
        long contact = linked();
        SIDES.mautic.deliverWebhooks(WebhookDelivery.DROPPED);
        SIDES.mautic.editContact(contact, Map.of("city", "Lyon"));
        anHourPasses();
        awaitAtInes(contact, "City", "Lyon");
    }

    @Test
    void whileTheAuditLogIsRefusedWebhooksAloneTellOfEditsCompaniesDeletionsAndMerges() {
        var contacts = linked(4);
        long edited = contacts.get(0);
        long deleted = contacts.get(1);
        long winner = contacts.get(2);
        long loser = contacts.get(3);
        refuseTheAuditLog(edited);
        SIDES.mautic.editContact(edited, Map.of("city", "Lyon"));
        awaitAtInes(edited, "City", "Lyon");
        SIDES.mautic.editCompany(company, Map.of("companycity", "Nantes"));
        soon(() -> SIDES.ines.clients().stream().anyMatch(client -> client.value("City").equals("Nantes")));
        SIDES.mautic.deleteContact(deleted);
        SIDES.mautic.mergeContacts(winner, loser);
        soon(() -> !SIDES.atInes(deleted).getFirst().synchronised());
        soon(() -> SIDES.bean(Links.class).contact(loser).isEmpty());
        awaitRest();
        assertThat(flagged()).isEqualTo(1);
        assertThat(SIDES.atInes(loser)).allMatch(StoredContact::synchronised);
    }

    @Test
    void whileTheAuditLogIsRefusedOurOwnReferencesDoNotKeepAContactGoingRound() {
        refuseTheAuditLog(linked());
        int writes = SIDES.writes();
        long contact = linked();
        int rows = rows(contact);
        await().during(Duration.ofMillis(1500)).atMost(SOON).until(() -> rows(contact) == rows);
        assertThat(SIDES.writes() - writes).as("a contact, and its lead").isLessThanOrEqualTo(2);
        assertThat(rows).isLessThanOrEqualTo(4);
    }

    @Test
    void aDeletionThatIsToldOfALivingContactDoesNothing() {
        long contact = linked();
        refuseTheAuditLog(contact);
        int before = flagged();
        SIDES.bean(JdbcClient.class)
                .sql("INSERT INTO wake_up (kind, mautic_contact_id, happened_at) VALUES ('DELETED', ?, now())")
                .param(contact)
                .update();
        SIDES.mautic.editContact(contact, Map.of("city", "Lyon"));
        awaitAtInes(contact, "City", "Lyon");
        awaitRest();
        assertThat(flagged()).isEqualTo(before);
        assertThat(SIDES.bean(KnownContacts.class).standings(Set.of(contact))).hasSize(1);
    }
}
