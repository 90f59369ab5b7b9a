package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.inesconnector.connector.feed.ChangeFeed;
import org.inesconnector.connector.feed.FeedTroubles;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Removals;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesValue;
import org.inesconnector.simulator.mautic.StatsAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens in Mautic while the service is stopped, or while only what is asked for is sent, is noticed later. */
@Order(1)
class ChangeFeedRestartTest {

    private static final Duration SOON = EachTestWaitsForItself.LONG_ENOUGH;

    private final BothSides sides = new BothSides(
            "connector.database.url=" + H2.newDatabase());
    private long company;

    @BeforeEach
    void serve() {
        serve("connector.full-synchronisation=true");
        company = sides.company("Ateliers");
    }

    @AfterEach
    void stop() {
        sides.close();
    }

    private void serve(String full, String... more) {
        var settings = new ArrayList<>(List.of(full, "ines.calls-per-second=10000", "connector.feed.interval=100ms",
                "connector.feed.patience=500ms", "connector.queue.poll=50ms", "mapping.client.City=companycity"));
        settings.addAll(List.of(more));
        sides.connect(settings.toArray(String[]::new));
        assertThat(sides.bean(SynchronisationService.class).start()).isEmpty();
        await().atMost(SOON).until(() -> count("audit_log_cursor") == 1);
        await().atMost(SOON).until(() -> full.endsWith("false") || count("company_link_cursor") == 1);
    }

    private long count(String what) {
        return sides.bean(JdbcClient.class).sql("SELECT count(*) FROM " + what).query(Long.class).single();
    }

    private long linked(String lastName) {
        long contact = sides.contact(company, lastName);
        awaitAtInes(contact, "LastName", lastName);
        await().atMost(SOON).until(() -> count("company_link_read WHERE mautic_contact_id = " + contact) == 1);
        awaitQuiet();
        return contact;
    }

    private void awaitAtInes(long contact, String field, String value) {
        await().atMost(SOON).until(() -> sides.atInes(contact).stream()
                .anyMatch(stored -> stored.value(field).equals(value)));
    }

    /** Everything that has happened so far has been read, and done. */
    private void awaitQuiet() {
        await().atMost(SOON).during(Duration.ofMillis(300)).until(() -> openRows() == 0
                && count("contact_link WHERE references_written = FALSE") == 0
                && count("audit_log_cursor WHERE entry_id = " + sides.mautic.lastAuditId()) == 1);
    }

    private long openRows() {
        var counts = sides.bean(Journal.class).counts();
        return counts.getOrDefault(RowState.PENDING, 0L) + counts.getOrDefault(RowState.RUNNING, 0L)
                + count("held_deletion") + count("linked_sweep");
    }

    private int flagged() {
        return sides.ines.calls().count("DeleteAutomationContact");
    }

    private int reference(long contact) {
        return sides.atInes(contact).getFirst().reference();
    }

    private Links links() {
        return sides.bean(Links.class);
    }

    @Test
    void whereTheAuditLogIsEmptyNobodyIsReadWhoWasModifiedLongBeforeTheFirstStart() {
        await().atMost(SOON).until(() -> count("left_company_cursor") == 1);
        assertThat(count("left_company_cursor WHERE since > CURRENT_TIMESTAMP - INTERVAL '2' HOUR")).isEqualTo(1);
    }

    /** Our own references come back as changes, sooner or later. */
    private void forgetWhatIsStillToBeRead() {
        sides.connect("connector.full-synchronisation=true", "mapping.client.City=companycity");
        sides.bean(ChangeFeed.class).readNext();
        sides.bean(ChangeFeed.class).readNext();
        sides.bean(JdbcClient.class).sql("DELETE FROM synchronisation WHERE state = 'PENDING'").update();
        sides.disconnect();
    }

    @Test
    void aLookAtAllGoesOnByFewThoughMoreWaitAlready() {
        long first = linked("Lefèvre");
        linked("Martin");
        sides.disconnect();
        forgetWhatIsStillToBeRead();
        sides.connect("connector.full-synchronisation=true", "mapping.client.City=companycity",
                "mapping.contact.MobilePhone=mobile");
        for (int i = 1; i <= 12; i++) {
            sides.bean(Queue.class).add(Wanted.update(1_000_000 + i, Origin.FIRST_SYNCHRONISATION));
        }
        sides.bean(ChangeFeed.class).readNext(1);
        assertThat(count("synchronisation WHERE state = 'PENDING' AND origin = 'LOOK'")).isEqualTo(1);
        assertThat(count("linked_sweep WHERE after_id = " + first)).isEqualTo(1);
        sides.bean(ChangeFeed.class).readNext(1);
        assertThat(count("synchronisation WHERE state = 'PENDING' AND origin = 'LOOK'"))
                .as("no more before those are done").isEqualTo(1);
        sides.bean(JdbcClient.class)
                .sql("UPDATE synchronisation SET attempted_at = CURRENT_TIMESTAMP WHERE origin = 'LOOK'")
                .update();
        sides.bean(ChangeFeed.class).readNext(1);
        assertThat(count("synchronisation WHERE state = 'PENDING' AND origin = 'LOOK'"))
                .as("what waits for a person keeps nobody waiting").isEqualTo(2);
    }

    @Test
    void aLookAtAllThatTakesLongerThanADayIsNotBegunAnewBeforeItHasEnded() {
        long first = linked("Lefèvre");
        linked("Martin");
        sides.disconnect();
        sides.mautic.statsAccess(StatsAccess.REFUSED_WITH_403);
        sides.connect("connector.full-synchronisation=true", "mapping.client.City=companycity");
        sides.bean(ChangeFeed.class).readNext(1);
        assertThat(count("linked_sweep WHERE after_id = " + first)).isEqualTo(1);
        assertThat(sides.bean(JdbcClient.class).sql("""
                UPDATE feed_trouble SET since = since - INTERVAL '2' DAY, again_at = again_at - INTERVAL '2' DAY
                """).update()).isPositive();
        sides.bean(ChangeFeed.class).readNext(1);
        assertThat(count("linked_sweep WHERE after_id >= " + first)).isEqualTo(1);
    }

    @Test
    void newLinksToCompaniesAreReadToTheLastOneHoweverManyPagesTheyHave() {
        sides.disconnect();
        sides.connect("connector.full-synchronisation=true");
        sides.bean(JdbcClient.class)
                .sql("UPDATE company_link_cursor SET since = CURRENT_TIMESTAMP - INTERVAL '60' DAY")
                .update();
        sides.mautic.seed(2100, 10);
        sides.bean(ChangeFeed.class).readNext();
        assertThat(count("synchronisation WHERE state = 'PENDING'")).isEqualTo(2100);
        sides.bean(ChangeFeed.class).readNext();
        assertThat(count("synchronisation")).isEqualTo(2100);
    }

    @Test
    void whatChangesWhileTheServiceIsStoppedIsNoticedWhenItStarts() {
        long edited = linked("Lefèvre");
        long deleted = linked("Martin");
        sides.disconnect();
        sides.mautic.editContact(edited, Map.of("city", "Lyon"));
        sides.mautic.deleteContact(deleted);
        serve("connector.full-synchronisation=true");
        awaitAtInes(edited, "City", "Lyon");
        await().atMost(SOON).until(() -> flagged() == 1);
    }

    @Test
    void whereAnotherMauticAnswersNobodyIsFlaggedUntilAPersonSaysSo() {
        linkLike(linked("Lefèvre"), LongStream.range(1_000_000, 1_000_051));
        sides.disconnect();
        sides.mautic.removeOldestAuditRows((int) sides.mautic.lastAuditId());
        serve("connector.full-synchronisation=true");
        await().atMost(SOON).until(() -> count("held_deletion") == 51 && count("linked_sweep") == 0);
        assertThatNobodyIsFlaggedUntilAPersonSaysSo();
    }

    @Test
    void whereTheAuditLogSaysThatMoreAreGoneThanIsBelievedNobodyIsFlaggedEither() {
        long zoe = linked("Lefèvre");
        var gone = IntStream.range(0, 51).mapToLong(i -> sides.mautic.createContact(Map.of("lastname", "Gone")))
                .toArray();
        awaitQuiet();
        linkLike(zoe, Arrays.stream(gone));
        sides.disconnect();
        Arrays.stream(gone).forEach(sides.mautic::deleteContact);
        serve("connector.full-synchronisation=true");
        assertThatNobodyIsFlaggedUntilAPersonSaysSo();
    }

    private void assertThatNobodyIsFlaggedUntilAPersonSaysSo() {
        await().atMost(SOON).until(() -> sides.bean(FeedTroubles.class).all().stream().map(Message::key).toList(),
                List.of("feed.too-many-gone")::equals);
        await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> flagged() == 0 && count("held_deletion") == 51);
        assertThat(links().countContacts()).isEqualTo(52);

        assertThat(sides.bean(Removals.class).queueAll()).isEqualTo(51);
        await().atMost(SOON).until(() -> flagged() == 51);
        await().atMost(SOON).until(() -> sides.bean(FeedTroubles.class).all().isEmpty());
    }

    private void linkLike(long contact, LongStream others) {
        int client = sides.atInes(contact).getFirst().clientReference();
        others.forEach(other -> sides.bean(JdbcClient.class).sql("""
                INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, settled,
                                          references_written, linked_at)
                VALUES (:other, :reference, :client, :company, '{}', TRUE, CURRENT_TIMESTAMP)
                """)
                .param("other", other)
                .param("reference", sides.ines.addContact(client, Map.of("LastName", "Gone")))
                .param("client", client)
                .param("company", company)
                .update());
    }

    @Test
    void whoOnlyAnOlderPluginHasPushedIsSentOnceItIsSwitchedOnWhereMauticDatesHisChange() {
        serve("connector.full-synchronisation=false");
        long paul = sides.contact(company, "Durand");
        int client = sides.ines.addClient(Map.of("CompanyName", "Ateliers"));
        int reference = sides.ines.addContact(client,
                Map.of("LastName", "Durand", "AutomationRef", Long.toString(paul)));
        sides.mautic.editContact(paul, Map.of(
                "id_contact_ines", Integer.toString(reference), "id_client_ines", Integer.toString(client)));
        await().atMost(SOON)
                .until(() -> count("audit_log_cursor WHERE entry_id = " + sides.mautic.lastAuditId()) == 1);
        for (var table : List.of("linked_sweep", "company_link_cursor")) {
            sides.bean(JdbcClient.class).sql("DELETE FROM " + table).update();
        }
        sides.mautic.editContact(paul, Map.of("city", "Lyon"));
        sides.mautic.removeFromCompany(paul, company);
        sides.mautic.addToCompany(paul, company);
        sides.mautic.setPrimaryCompany(paul, company);
        await().atMost(SOON).until(() -> count("linked_sweep WHERE unread_since IS NOT NULL") == 1);
        serve("connector.full-synchronisation=true");
        awaitAtInes(paul, "City", "Lyon");
        assertThat(sides.ines.contacts()).hasSize(1);
    }

    @Test
    void whoIsNotLinkedAndDeletedWhileNobodyLooksIsNotCountedAnyMore() {
        long bob = sides.mautic.createContact(Map.of("lastname", "Bob"));
        await().atMost(SOON).until(() -> count("contact_standing WHERE standing = 'SKIPPED'") == 1);
        serve("connector.full-synchronisation=false");
        sides.mautic.deleteContact(bob);
        await().atMost(SOON).until(() -> count("linked_sweep") == 1);
        serve("connector.full-synchronisation=true");
        await().atMost(SOON).until(() -> count("contact_standing") == 0);
        assertThat(flagged()).isZero();
    }

    @Test
    void whatIsMappedLaterIsSentOfWhoIsAtInesAlready() {
        long zoe = linked("Lefèvre");
        sides.mautic.editContact(zoe, Map.of("mobile", "0612345678"));
        awaitQuiet();
        serve("connector.full-synchronisation=false", "mapping.contact.MobilePhone=mobile");
        sides.bean(ChangeFeed.class).readNext();
        assertThat(count("linked_sweep")).isZero();
        serve("connector.full-synchronisation=true", "mapping.contact.MobilePhone=mobile");
        awaitAtInes(zoe, "MobilePhone", "0612345678");
        awaitQuiet();
        long rows = count("synchronisation");
        serve("connector.full-synchronisation=true", "mapping.contact.MobilePhone=mobile");
        awaitQuiet();
        assertThat(count("synchronisation")).as("it is looked once").isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mapping.contact.MobilePhone.rule=never",
            "mapping.contact.MobilePhone.rule=only-where-empty", ""})
    void whatASalespersonGaveWhileTheFieldWasNotSentStaysThoughMauticChangedItTooMeanwhile(String meanwhile) {
        var mapped = "mapping.contact.MobilePhone.field=mobile";
        serve("connector.full-synchronisation=true", mapped);
        long zoe = linked("Lefèvre");
        sides.mautic.editContact(zoe, Map.of("mobile", "01"));
        awaitAtInes(zoe, "MobilePhone", "01");
        awaitQuiet();
        serve("connector.full-synchronisation=true", meanwhile.isEmpty()
                ? new String[0]
                : new String[]{mapped, meanwhile});
        awaitQuiet();
        sides.mautic.editContact(zoe, Map.of("mobile", "02"));
        awaitQuiet();
        changedAtInes(zoe, ContactField.MOBILE_PHONE, "03");
        serve("connector.full-synchronisation=true", mapped);
        awaitQuiet();
        assertThat(sides.atInes(zoe).getFirst().value("MobilePhone")).isEqualTo("03");
        sides.mautic.editContact(zoe, Map.of("city", "Lyon"));
        awaitAtInes(zoe, "City", "Lyon");
        assertThat(sides.atInes(zoe).getFirst().value("MobilePhone")).as("another change").isEqualTo("03");
        sides.mautic.editContact(zoe, Map.of("mobile", "04"));
        awaitAtInes(zoe, "MobilePhone", "04");
    }

    private void changedAtInes(long contact, ContactField field, String value) {
        var ines = sides.bean(InesClient.class);
        ines.updateContact(ines.contact(reference(contact)).orElseThrow().with(field, InesValue.text(value)));
    }

    @Test
    void whatASalespersonGaveInAFieldThatIsMappedLaterStaysUntilMauticChangesIt() {
        long zoe = linked("Lefèvre");
        sides.mautic.editContact(zoe, Map.of("mobile", "01"));
        awaitQuiet();
        changedAtInes(zoe, ContactField.MOBILE_PHONE, "02");
        serve("connector.full-synchronisation=true", "mapping.contact.MobilePhone=mobile");
        awaitQuiet();
        sides.mautic.editContact(zoe, Map.of("city", "Lyon"));
        awaitAtInes(zoe, "City", "Lyon");
        assertThat(sides.atInes(zoe).getFirst().value("MobilePhone")).isEqualTo("02");
        sides.mautic.editContact(zoe, Map.of("mobile", "03"));
        awaitAtInes(zoe, "MobilePhone", "03");
    }

    @Test
    void whatALogThatWasCleanedUpDoesNotTellIsFoundAllTheSame() {
        long edited = linked("Lefèvre");
        long deleted = linked("Martin");
        long untouched = linked("Petit");
        sides.disconnect();
        sides.mautic.editContact(edited, Map.of("city", "Lyon"));
        sides.mautic.deleteContact(deleted);
        sides.mautic.removeOldestAuditRows((int) sides.mautic.lastAuditId());
        serve("connector.full-synchronisation=true");
        awaitAtInes(edited, "City", "Lyon");
        await().atMost(SOON).until(() -> flagged() == 1);
        await().atMost(SOON).until(() -> sides.bean(FeedTroubles.class).all().isEmpty());
        assertThat(sides.atInes(untouched)).hasSize(1);
        sides.mautic.editContact(untouched, Map.of("city", "Nantes"));
        awaitAtInes(untouched, "City", "Nantes");
    }

    @Test
    void withoutFullSynchronisationOnlyMergesAreFollowedUntilItIsSwitchedOn() {
        serve("connector.full-synchronisation=false");
        long loser = sides.contact(company, "Lefèvre");
        long edited = sides.contact(company, "Martin");
        push(loser);
        push(edited);
        int reference = reference(loser);
        long winner = sides.contact(company, "Lefevre");
        sides.mautic.editContact(edited, Map.of("city", "Lyon"));
        sides.mautic.editCompany(company, Map.of("companycity", "Nantes"));
        sides.mautic.mergeContacts(winner, loser);
        await().atMost(SOON).until(() -> links().contact(winner).isPresent());
        await().atMost(SOON).during(Duration.ofMillis(300)).until(
                () -> count("audit_log_cursor WHERE entry_id = " + sides.mautic.lastAuditId()) == 1);
        assertThat(links().contact(winner).orElseThrow().inesContactRef()).isEqualTo(reference);
        assertThat(count("synchronisation WHERE origin = 'CHANGE'")).isZero();
        assertThat(flagged()).isZero();
        serve("connector.full-synchronisation=true");
        awaitAtInes(edited, "City", "Lyon");
    }

    /** Whoever does it: the service may be faster. */
    private void push(long contact) {
        sides.bean(PushNow.class).push(contact, Origin.BY_HAND);
        await().atMost(SOON).until(() -> links().contact(contact).isPresent());
    }
}
