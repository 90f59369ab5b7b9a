package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionFactory;
import org.inesconnector.connector.direct.DirectPushTroubles;
import org.inesconnector.connector.direct.DirectPushUpkeep;
import org.inesconnector.connector.direct.DirectPushes;
import org.inesconnector.connector.direct.PushByAddress;
import org.inesconnector.connector.feed.ChangeFeed;
import org.inesconnector.connector.feed.FeedTroubles;
import org.inesconnector.connector.feed.FirstSynchronisation;
import org.inesconnector.connector.queue.Health;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.Side;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.mautic.MauticException;
import org.inesconnector.mautic.PushRequest;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.mautic.SimulatedContact;
import org.inesconnector.simulator.mautic.StatsAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever Mautic asks for is pushed at once, with a lead: full synchronisation is off, and no webhook is ever sent. */
@Order(1)
class DirectPushTest {

    private static final String ADD_TAG = """
            {"name": "Tag", "type": "lead.changetags", "properties": {"add_tags": ["ines"]}}""";
    private static final String EMAIL_FIELD = """
            {"alias": "courriel", "mappedField": "email"}""";
    private static final String CHANGE_TAGS = "PATCH contacts/batch/edit";

    private final BothSides sides = new BothSides(
            "connector.database.url=" + H2.newDatabase());
    private long company;

    @BeforeEach
    void oneCompany() {
        company = sides.company("Ateliers");
    }

    @AfterEach
    void stop() {
        sides.close();
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(50));
    }

    private void connect(String... more) {
        var settings = new ArrayList<>(List.of("ines.calls-per-second=10000",
                "connector.feed.interval=100ms", "connector.feed.patience=300ms", "connector.feed.retry=300ms",
                "connector.queue.poll=100ms", "connector.queue.waits=100ms", "connector.push-interval=100ms"));
        settings.addAll(List.of(more));
        sides.connect(settings.toArray(String[]::new));
    }

    private void serve(String... more) {
        connect(more);
        assertThat(sides.bean(SynchronisationService.class).start()).isEmpty();
        soon().until(() -> count("audit_log_cursor") == 1 && count("push_rule WHERE since IS NULL") == 0);
    }

    private long count(String what) {
        return sides.bean(JdbcClient.class).sql("SELECT count(*) FROM " + what).query(Long.class).single();
    }

    private long contact(String lastName) {
        return sides.contact(company, lastName);
    }

    private SimulatedContact inMautic(long contact) {
        return sides.mautic.contact(contact).orElseThrow();
    }

    private int leads(long contact) {
        return sides.atInes(contact).stream().mapToInt(stored -> sides.leads(stored.reference()).size()).sum();
    }

    private void awaitLeads(long contact, int number) {
        soon().until(() -> leads(contact) == number && inMautic(contact).tags().isEmpty());
    }

    /** All that has been asked for so far is done, and no more comes of it. */
    private void awaitQuiet() {
        soon().during(Duration.ofMillis(700)).until(() -> count("synchronisation WHERE outcome IS NULL") == 0
                && count("tag_removal") == 0);
    }

    private void submit(long form, long contact) {
        sides.mautic.submitForm(form, Map.of("courriel", inMautic(contact).values().getOrDefault("email", "")));
    }

    private long form(String actions) {
        return sides.mautic.createForm(
                "{\"name\": \"Contact\", \"fields\": [" + EMAIL_FIELD + "], \"actions\": [" + actions + "]}");
    }

    private List<JournalRow> rows(long contact) {
        return sides.bean(Journal.class).ofContact(contact);
    }

    private Origin origin(long contact) {
        return rows(contact).getFirst().origin();
    }

    @Test
    void aFormACampaignAndAPointTriggerPushByTheTagWhichIsTakenAway() {
        serve();
        long form = form(ADD_TAG);
        long campaign = sides.mautic.createCampaign("{\"name\": \"C\", \"events\": [" + ADD_TAG + "]}");
        sides.mautic.addPointTrigger(50, "ines");
        long zoe = contact("Lefèvre");
        long paul = contact("Martin");
        long lea = contact("Petit");
        submit(form, zoe);
        sides.mautic.runCampaign(campaign, paul);
        sides.mautic.addPoints(lea, 60);
        List.of(zoe, paul, lea).forEach(contact -> awaitLeads(contact, 1));
        awaitQuiet();
        assertThat(List.of(zoe, paul, lea)).allMatch(contact -> leads(contact) == 1);
        assertThat(sides.ines.contacts()).hasSize(3);
        submit(form, zoe);
        awaitLeads(zoe, 2);
        assertThat(rows(zoe)).hasSize(2);
    }

    @Test
    void theJournalNamesWhoGaveTheTagWhereTheAuditLogSaysIt() {
        connect();
        readChanges();
        long zoe = contact("Lefèvre");
        long paul = contact("Martin");
        long lea = contact("Petit");
        long anna = contact("Durand");
        submit(form(ADD_TAG), zoe);
        sides.mautic.runCampaign(sides.mautic.createCampaign("{\"name\": \"C\", \"events\": [" + ADD_TAG + "]}"), paul);
        sides.mautic.addPointTrigger(50, "ines");
        sides.mautic.addPoints(lea, 60);
        sides.mautic.addTags(anna, "INES");
        readChanges();
        assertThat(LongStream.of(zoe, paul, lea, anna).mapToObj(this::origin))
                .containsExactly(Origin.FORM, Origin.CAMPAIGN, Origin.POINTS, Origin.TAG);
        assertThat(inMautic(anna).tags()).isEmpty();
        assertThat(count("tag_origin")).isZero();
    }

    private void readChanges() {
        sides.bean(ChangeFeed.class).readNext();
        sides.bean(DirectPushes.class).pushTagged();
        sides.bean(DirectPushes.class).readRules();
    }

    @Test
    void aConnectorThatDiesBeforeTheTagIsTakenAwayPushesOnce() {
        connect();
        long zoe = contact("Lefèvre");
        sides.mautic.addTags(zoe, "ines");
        sides.mautic.faults().always(CHANGE_TAGS, Fault.status(503));
        assertThatThrownBy(() -> sides.bean(DirectPushes.class).pushTagged())
                .isInstanceOf(MauticException.Unavailable.class);
        assertThat(count("tag_removal")).isOne();
        assertThat(inMautic(zoe).tags()).containsExactly("ines");
        sides.disconnect();
        sides.mautic.faults().clear();
        serve();
        awaitLeads(zoe, 1);
        awaitQuiet();
        assertThat(leads(zoe)).isOne();
        assertThat(rows(zoe)).hasSize(1);
    }

    @Test
    void aKnownPersonWhoSendsAFormFromAFreshBrowserIsPushedOnceAndNobodyIsFlagged() {
        serve("connector.full-synchronisation=true");
        long zoe = contact("Lefèvre");
        soon().until(() -> sides.atInes(zoe).size() == 1);
        long visitor = sides.mautic.createContact(Map.of());
        submit(form(ADD_TAG), zoe);
        sides.mautic.mergeContacts(zoe, visitor);
        soon().until(() -> leads(zoe) == 2 && inMautic(zoe).tags().isEmpty());
        awaitQuiet();
        soon().during(Duration.ofSeconds(1)).until(() -> count("held_deletion") == 0);
        assertThat(sides.atInes(zoe)).hasSize(1);
        assertThat(leads(zoe)).isEqualTo(2);
        assertThat(sides.ines.calls().count("DeleteAutomationContact")).isZero();
        assertThat(sides.atInes(visitor)).isEmpty();
    }

    @Test
    void aTagThatCannotBeTakenAwayForAWhilePushesOnce() {
        serve();
        long zoe = contact("Lefèvre");
        sides.mautic.faults().always(CHANGE_TAGS, Fault.status(503));
        sides.mautic.addTags(zoe, "ines");
        soon().until(() -> leads(zoe) == 1);
        assertThat(inMautic(zoe).tags()).containsExactly("ines");
        sides.mautic.faults().clear();
        awaitLeads(zoe, 1);
        awaitQuiet();
        assertThat(leads(zoe)).isOne();
    }

    @Test
    void aTagThatMauticRefusesToTakeAwayStandsInNobodysWay() {
        connect("connector.push-tag=vers ines");
        long zoe = contact("Lefèvre");
        sides.mautic.addTags(zoe, "vers ines");
        sides.mautic.faults().always(CHANGE_TAGS, Fault.status(403));
        sides.bean(DirectPushes.class).pushTagged();
        sides.mautic.faults().clear();
        long paul = contact("Martin");
        sides.mautic.addTags(paul, "Vers Ines");
        search();
        assertThat(inMautic(paul).tags()).isEmpty();
        assertThat(inMautic(zoe).tags()).containsExactly("vers ines");
        assertThat(rows(zoe)).hasSize(1);
        laterRemovalsAreTriedAgain();
        assertThat(inMautic(zoe).tags()).isEmpty();
        assertThat(rows(zoe)).hasSize(1);
    }

    @Test
    void aTagThatMauticStillHasAlthoughItSaidThatItIsGoneDoesNotPushAgainAndAgain() throws InterruptedException {
        connect();
        long zoe = contact("Lefèvre");
        sides.mautic.addTags(zoe, "ines");
        sides.mautic.faults().next(CHANGE_TAGS, Fault.held(Fault.When.AFTER_THE_WORK, Duration.ofMinutes(1)));
        var run = Thread.ofVirtual().start(() -> sides.bean(DirectPushes.class).pushTagged());
        soon().until(() -> !sides.mautic.faults().heldPorts().isEmpty());
        assertThat(inMautic(zoe).tags()).isEmpty();
        sides.mautic.addTags(zoe, "ines");
        sides.mautic.faults().release();
        run.join();
        search();
        search();
        assertThat(rows(zoe)).hasSize(1);
        assertThat(count("tag_removal")).isOne();
        laterRemovalsAreTriedAgain();
        assertThat(inMautic(zoe).tags()).isEmpty();
        assertThat(rows(zoe)).hasSize(1);
    }

    private void laterRemovalsAreTriedAgain() {
        sides.bean(JdbcClient.class).sql("UPDATE tag_removal SET again_at = again_at - INTERVAL '1' HOUR").update();
        search();
        assertThat(count("tag_removal")).isZero();
    }

    private void search() {
        sides.bean(DirectPushes.class).wakeUp();
        sides.bean(DirectPushes.class).pushTagged();
    }

    @Test
    void fiveHundredContactsWithTheTagAreFoundInOneRun() {
        connect();
        sides.mautic.seed(500, 50);
        LongStream.rangeClosed(1, 500).forEach(contact -> sides.mautic.addTags(contact, "ines"));
        sides.bean(DirectPushes.class).pushTagged();
        assertThat(count("synchronisation WHERE origin = 'TAG' AND priority = 0")).isEqualTo(500);
        assertThat(LongStream.rangeClosed(1, 500).mapToObj(this::inMautic)).allMatch(found -> found.tags().isEmpty());
        assertThat(count("tag_removal")).isZero();
    }

    @Test
    void twoProcessesThatSearchAtOnceQueueEachContactOnce() throws Exception {
        serve();
        var contacts = IntStream.range(0, 12).mapToObj(number -> contact("Nom" + number)).toList();
        try (var other = Connector.start(sides.settings("connector.push-interval=100ms").toArray(String[]::new));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            contacts.forEach(contact -> sides.mautic.addTags(contact, "ines"));
            Callable<Void> searching = () -> {
                for (int time = 0; time < 10; time++) {
                    other.getBean(DirectPushes.class).wakeUp();
                    other.getBean(DirectPushes.class).pushTagged();
                }
                return null;
            };
            threads.submit(searching).get();
            contacts.forEach(contact -> awaitLeads(contact, 1));
            awaitQuiet();
        }
        assertThat(contacts).allMatch(contact -> leads(contact) == 1);
    }

    @Test
    void whoIsNotEligibleIsSkippedWithTheReasonAndLosesTheTag() {
        serve();
        long zoe = sides.mautic.createContact(Map.of("lastname", "Seule", "email", "seule@dupont.example"), "ines");
        soon().until(() -> !rows(zoe).isEmpty() && rows(zoe).getFirst().state() == RowState.SKIPPED
                && inMautic(zoe).tags().isEmpty());
        assertThat(rows(zoe).getFirst().outcome()).hasValueSatisfying(
                outcome -> assertThat(outcome.toString()).contains("skip.no-company"));
    }

    @Test
    void nothingIsSearchedNorTakenAwayBeforePublication() {
        connect("connector.published=false");
        long zoe = contact("Lefèvre");
        sides.mautic.addTags(zoe, "ines");
        sides.bean(SynchronisationService.class).start();
        await().during(Duration.ofMillis(700)).until(() -> inMautic(zoe).tags().equals(List.of("ines")));
        assertThat(count("synchronisation")).isZero();
        serve();
        awaitLeads(zoe, 1);
    }

    @Test
    void whileInesIsDownTheContactWaitsAndItsTagIsTakenAwayAllTheSame() {
        serve();
        sides.ines.faults().always(FaultRule.ANY, Fault.status(503));
        assertThat(sides.bean(Health.class).test(Side.INES)).isFalse();
        long zoe = contact("Lefèvre");
        sides.mautic.addTags(zoe, "ines");
        soon().until(() -> !rows(zoe).isEmpty() && inMautic(zoe).tags().isEmpty());
        sides.ines.faults().clear();
        awaitLeads(zoe, 1);
    }

    @Test
    void theTagAndPointsWorkWhileTheAuditLogIsRefusedAndNothingIsToldTwice() {
        serve("connector.push-rules.points=50");
        long zoe = contact("Lefèvre");
        long paul = contact("Martin");
        sides.mautic.statsAccess(StatsAccess.REFUSED_WITH_403);
        soon().until(() -> sides.bean(FeedTroubles.class).all().size() == 1);
        sides.mautic.addTags(zoe, "ines");
        awaitLeads(zoe, 1);
        sides.mautic.addPoints(paul, 60);
        var at = Instant.now();
        sides.bean(ChangeFeed.class).pointsChanged(paul, 0, 60, at);
        awaitLeads(paul, 1);
        sides.bean(ChangeFeed.class).pointsChanged(paul, 0, 60, at);
        sides.bean(ChangeFeed.class).pointsChanged(paul, 60, 60, at);
        sides.mautic.statsAccess(StatsAccess.ADMINISTRATOR);
        soon().until(() -> sides.bean(FeedTroubles.class).all().isEmpty()
                && count("audit_log_cursor WHERE entry_id = " + sides.mautic.lastAuditId()) == 1);
        sides.bean(ChangeFeed.class).pointsChanged(paul, 0, 60, at.plusSeconds(1000));
        awaitQuiet();
        assertThat(leads(paul)).isOne();
        assertThat(rows(paul)).hasSize(1);
    }

    @Test
    void whatWebhooksToldOfPointsIsKeptUntilTheAuditLogHasBeenReadAsFar() {
        connect("connector.push-rules.points=50");
        long zoe = contact("Lefèvre");
        sides.bean(ChangeFeed.class).readNext();
        sides.bean(DirectPushes.class).pointsChanged(zoe, 0, 60, Instant.now());
        sides.bean(JdbcClient.class).sql("UPDATE audit_log_cursor SET entry_at = entry_at - INTERVAL '4' DAY").update();
        sides.bean(JdbcClient.class).sql("UPDATE points_told SET at = at - INTERVAL '3' DAY").update();
        sides.bean(DirectPushUpkeep.class).clear();
        assertThat(count("points_told")).isOne();
        sides.bean(JdbcClient.class).sql("UPDATE audit_log_cursor SET entry_at = entry_at + INTERVAL '4' DAY").update();
        sides.bean(DirectPushUpkeep.class).clear();
        assertThat(count("points_told")).isZero();
    }

    @Test
    void theRulesPushOnceForEachCrossingJoiningAndSubmission() {
        long form = form("");
        long segment = sides.mautic.createSegment("{\"name\": \"Clients\"}");
        long before = contact("Avant");
        sides.mautic.addToSegment(before, segment);
        submit(form, before);
        serve("connector.push-rules.points=50,100", "connector.push-rules.segments=" + segment,
                "connector.push-rules.forms=" + form);
        long zoe = contact("Lefèvre");
        long paul = contact("Martin");
        long lea = contact("Petit");
        sides.mautic.addPoints(zoe, 49);
        sides.mautic.addToSegment(paul, segment);
        submit(form, lea);
        awaitLeads(paul, 1);
        awaitLeads(lea, 1);
        assertThat(List.of(origin(paul), origin(lea))).containsExactly(Origin.SEGMENT, Origin.FORM);
        assertThat(rows(zoe)).isEmpty();
        sides.mautic.addPoints(zoe, 2);
        awaitLeads(zoe, 1);
        sides.mautic.addPoints(zoe, 5);
        sides.mautic.addPoints(zoe, 60);
        awaitLeads(zoe, 2);
        submit(form, lea);
        awaitLeads(lea, 2);
        awaitQuiet();
        assertThat(List.of(leads(zoe), leads(paul), leads(lea))).containsExactly(2, 1, 2);
        assertThat(rows(before)).isEmpty();
        serve("connector.push-rules.segments=" + segment, "connector.push-rules.forms=" + form);
        awaitQuiet();
        assertThat(List.of(leads(zoe), leads(paul), leads(lea))).containsExactly(2, 1, 2);
    }

    @Test
    void aRuleThatMauticRefusesToTellOfIsSaidAndLeavesTheOthers() {
        long form = form("");
        connect("connector.push-rules.segments=7", "connector.push-rules.forms=" + form);
        sides.mautic.faults().add(new FaultRule("GET stats/{table}", 0, 1, 1, 0, Fault.status(403)));
        readRules();
        assertThat(sides.bean(DirectPushTroubles.class).all()).hasSize(1);
        sides.bean(JdbcClient.class).sql("UPDATE push_rule SET again_at = again_at - INTERVAL '1' HOUR "
                + "WHERE again_at IS NOT NULL").update();
        readRules();
        assertThat(sides.bean(DirectPushTroubles.class).all()).isEmpty();
        assertThat(count("push_rule WHERE since IS NOT NULL")).isEqualTo(2);
    }

    private void readRules() {
        sides.bean(DirectPushes.class).readRules();
    }

    private PushByAddress.Taken post(String body) {
        return sides.bean(PushByAddress.class).take(PushRequest.parse(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anAddressPushesByIdAndByEmailAlsoOneThatMauticStoresLater() {
        serve();
        long zoe = contact("Lefèvre");
        long paul = contact("Martin");
        assertThat(post("mautic_contact[id]=" + zoe + "&mautic_form[id]=3"))
                .isEqualTo(new PushByAddress.Taken.Queued(zoe));
        awaitLeads(zoe, 1);
        assertThat(origin(zoe)).isEqualTo(Origin.FORM);
        var email = inMautic(paul).values().getOrDefault("email", "");
        assertThat(post("email=" + email)).isEqualTo(new PushByAddress.Taken.Kept(email));
        awaitLeads(paul, 1);
        assertThat(origin(paul)).isEqualTo(Origin.CAMPAIGN);
        assertThat(post("email=&contact_id=")).isEqualTo(new PushByAddress.Taken.NamesNobody());
        post("email=anna@dupont.example");
        soon().until(() -> count("push_by_email WHERE due_at > asked_at") == 1);
        long anna = sides.mautic.createContact(Map.of("lastname", "Durand", "email", "anna@dupont.example"));
        sides.mautic.addToCompany(anna, company);
        sides.bean(JdbcClient.class).sql("UPDATE push_by_email SET due_at = asked_at").update();
        awaitLeads(anna, 1);
        assertThat(count("push_by_email")).isZero();
    }

    private List<String> troubles() {
        return sides.bean(DirectPushTroubles.class).all().stream().map(Object::toString).toList();
    }

    private void resolveLater() {
        sides.bean(JdbcClient.class).sql("UPDATE push_by_email SET due_at = asked_at, "
                + "in_vain_since = in_vain_since - INTERVAL '1' HOUR").update();
        sides.bean(DirectPushes.class).resolveEmails();
    }

    @Test
    void anAddressThatMauticHasNoAnswerForLeavesTheOthersAndIsGivenUpInTheEnd() {
        connect();
        long zoe = contact("Lefèvre");
        post("email=seule@dupont.example");
        sides.mautic.faults().next("GET contacts", Fault.status(400));
        sides.bean(DirectPushes.class).resolveEmails();
        post("email=" + inMautic(zoe).values().getOrDefault("email", ""));
        sides.bean(DirectPushes.class).resolveEmails();
        assertThat(rows(zoe)).hasSize(1);
        assertThat(count("push_by_email WHERE due_at > asked_at")).isOne();
        sides.mautic.faults().next("GET contacts", Fault.status(400));
        resolveLater();
        assertThat(count("push_by_email")).isZero();
        assertThat(troubles()).singleElement().asString().contains("direct.email-refused", "seule@dupont.example");
    }

    @Test
    void anAddressThatBringsMauticDownForLongIsGivenUpWhileMauticAnswersAllElseAndNotBecauseItWasAway() {
        connect();
        post("email=seule@dupont.example");
        sides.mautic.faults().next("GET contacts", Fault.status(503));
        sides.bean(DirectPushes.class).resolveEmails();
        assertThat(count("push_by_email WHERE due_at > asked_at")).isOne();
        sides.mautic.faults().next("GET contacts", 2, Fault.status(503));
        assertThatThrownBy(this::resolveLater).isInstanceOf(MauticException.Unavailable.class);
        sides.mautic.faults().next("GET contacts", Fault.status(503));
        resolveLater();
        assertThat(count("push_by_email")).as("it was away, and answers in vain for the first time").isOne();
        sides.mautic.faults().next("GET contacts", Fault.status(503));
        resolveLater();
        assertThat(count("push_by_email")).isZero();
        assertThat(troubles()).singleElement().asString().contains("direct.email-refused");
    }

    @Test
    void anAddressThatIsPostedAgainWhileItIsOpenIsKeptOnce() {
        connect();
        post("email=seule@dupont.example");
        post("email=seule@dupont.example");
        assertThat(count("push_by_email")).isOne();
        post("email=seule@dupont.example&mautic_form[id]=3");
        assertThat(count("push_by_email")).isEqualTo(2);
    }

    @Test
    void whoIsAddedByALongRunOfMauticsCommandIsPushedOnceThoughOthersWereReadThatJoinedAfterItBegan() {
        long segment = sides.mautic.createSegment("{\"name\": \"Clients\"}");
        connect("connector.push-rules.segments=" + segment);
        readRules();
        long zoe = contact("Lefèvre");
        long paul = contact("Martin");
        sides.mautic.addToSegment(zoe, segment);
        readRules();
        assertThat(rows(zoe)).hasSize(1);
        sides.mautic.addToSegment(paul, segment, Instant.now().minus(Duration.ofMinutes(15)));
        connect("connector.push-rules.segments=" + segment);
        readRules();
        readRules();
        assertThat(count("synchronisation")).isEqualTo(2);
        assertThat(rows(paul)).hasSize(1);
    }

    @Test
    void aDateThatIsYetToComeKeepsNobodyFromBeingPushed() {
        long segment = sides.mautic.createSegment("{\"name\": \"Clients\"}");
        connect("connector.push-rules.segments=" + segment);
        readRules();
        long zoe = contact("Lefèvre");
        long paul = contact("Martin");
        sides.mautic.addToSegment(zoe, segment, Instant.now().plus(Duration.ofHours(1)));
        readRules();
        sides.mautic.addToSegment(paul, segment);
        readRules();
        readRules();
        assertThat(List.of(rows(zoe).size(), rows(paul).size())).containsExactly(1, 1);
        assertThat(count("synchronisation")).isEqualTo(2);
    }

    @Test
    void membersOfAnHourAndAHalfAgoAreNotAskedForAgain() {
        connect("connector.push-rules.segments=" + sides.mautic.createSegment("{\"name\": \"Clients\"}"));
        readRules();
        sides.bean(JdbcClient.class).sql("UPDATE push_rule SET since = since - INTERVAL '1' HOUR").update();
        readRules();
        assertThat(sides.bean(JdbcClient.class)
                .sql("SELECT count(*) FROM push_rule WHERE since > CURRENT_TIMESTAMP - INTERVAL '61' MINUTE")
                .query(Long.class)
                .single()).isOne();
    }

    @Test
    void whatIsTooOldToMatterIsCleared() {
        connect("connector.push-rules.points=50");
        long zoe = contact("Lefèvre");
        sides.bean(DirectPushes.class).pointsChanged(zoe, 0, 60, Instant.now().minus(Duration.ofDays(3)));
        sides.bean(DirectPushes.class).pointsChanged(zoe, 40, 60, Instant.now());
        assertThat(count("points_told")).isEqualTo(2);
        sides.bean(DirectPushUpkeep.class).clear();
        assertThat(count("points_told")).isOne();
    }

    @Test
    void whoseTagStaysIsSaidAndReadOnceInARun() {
        connect();
        sides.mautic.seed(450, 50);
        LongStream.rangeClosed(1, 450).forEach(contact -> sides.mautic.addTags(contact, "ines"));
        sides.mautic.faults().always(CHANGE_TAGS, Fault.status(403));
        sides.bean(DirectPushes.class).pushTagged();
        assertThat(count("tag_removal WHERE trouble IS NOT NULL")).isEqualTo(450);
        assertThat(troubles()).singleElement().asString().contains("direct.tag-stays");
        int before = sides.mautic.calls().count("GET contacts");
        search();
        assertThat(sides.mautic.calls().count("GET contacts") - before).isEqualTo(3);
        assertThat(count("synchronisation")).isEqualTo(450);
        sides.mautic.removeTags(300, "ines");
        search();
        assertThat(count("tag_removal")).isEqualTo(449);
    }

    @Test
    void anAddressThatMauticNeverKnowsIsGivenUp() {
        connect();
        post("email=personne@dupont.example");
        sides.bean(DirectPushes.class).resolveEmails();
        assertThat(count("push_by_email")).isOne();
        resolveLater();
        assertThat(count("push_by_email")).isZero();
        assertThat(count("synchronisation")).isZero();
        assertThat(troubles()).singleElement().asString()
                .contains("direct.unknown-email", "personne@dupont.example");
    }

    @Test
    void ofTwoContactsWithOneAddressTheOneThatIsAtInesIsPushed() {
        serve();
        long first = contact("Lefèvre");
        sides.push(first);
        var email = inMautic(first).values().getOrDefault("email", "");
        long second = contact("Lefevre");
        sides.mautic.editContact(second, Map.of("email", email));
        post("email=" + email);
        awaitLeads(first, 2);
        assertThat(rows(second)).isEmpty();
    }

    @Test
    void alsoWhereThatOneWaitsToBeSentAtThisMoment() {
        connect();
        long first = contact("Lefèvre");
        sides.pushed(first);
        var email = inMautic(first).values().getOrDefault("email", "");
        long second = contact("Lefevre");
        sides.mautic.editContact(second, Map.of("email", email));
        sides.bean(Queue.class).add(Wanted.update(first, Origin.CHANGE));
        post("email=" + email);
        sides.bean(DirectPushes.class).resolveEmails();
        assertThat(count("push_by_email")).isZero();
        assertThat(rows(second)).isEmpty();
    }

    @Test
    void aPushThatSomebodyAsksForDoesNotWaitBehindTheOthersNorForTheNextLook() {
        sides.mautic.seed(60, 60);
        long zoe = contact("Lefèvre");
        sides.ines.faults().always(FaultRule.ANY, Fault.latency(Duration.ofMillis(200)));
        connect("connector.full-synchronisation=true", "connector.queue.poll=60s", "ines.calls-at-once=2");
        assertThat(sides.bean(FirstSynchronisation.class).queueNext()).isEqualTo(61);
        sides.bean(SynchronisationService.class).start();
        soon().until(() -> sides.ines.contacts().size() > 2);
        post("contact_id=" + zoe);
        soon().until(() -> leads(zoe) == 1);
        assertThat(sides.ines.contacts()).hasSizeLessThan(61);
    }
}
