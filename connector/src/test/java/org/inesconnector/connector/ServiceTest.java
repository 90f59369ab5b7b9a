package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inesconnector.connector.feed.FirstSynchronisation;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Ledger;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.Side;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.connector.sync.ReferencesBack;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service, alone and beside commands that cron runs. */
@Order(2)
class ServiceTest {

    private static final Duration SOON = EachTestWaitsForItself.LONG_ENOUGH;

    private static final BothSides SIDES = new BothSides();

    private final BothSides sides = SIDES;
    private final String[] settings = sides
            .settings("connector.full-synchronisation=true", "ines.calls-per-second=10000", "ines.calls-at-once=3")
            .toArray(String[]::new);
    private ConfigurableApplicationContext process = Connector.start(settings);

    @BeforeEach
    void nothingAnywhereAndInesTakesItsTime() {
        sides.mautic.reset();
        sides.ines.reset();
        sides.ines.faults().always(FaultRule.ANY, Fault.latency(Duration.ofMillis(5)));
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @AfterAll
    static void close() {
        SIDES.close();
    }

    private void restart(String... more) {
        process.close();
        process = Connector.start(
                Stream.concat(Arrays.stream(settings), Arrays.stream(more)).toArray(String[]::new));
    }

    /** As who is killed leaves it, with all of it under way. */
    @Test
    void theRecurringWorkThatADeadProcessWasAtIsTakenOver() {
        var lease = "connector.queue.lease=5s";
        restart(lease);
        serve(process);
        sides.contact(sides.company("Ateliers"), "Lefèvre");
        awaitLinked(1);
        restart(lease);
        int tasks = process.getBean(JdbcClient.class).sql("""
                UPDATE scheduled_tasks SET picked = TRUE, picked_by = 'dead', last_heartbeat = CURRENT_TIMESTAMP
                """).update();
        assertThat(tasks).isGreaterThan(10);
        serve(process);
        sides.contact(sides.company("Scieries"), "Martin");
        awaitLinked(2);
        await().atMost(SOON).until(() -> count("scheduled_tasks WHERE picked_by = 'dead'") == 0);
    }

    private static List<Pause> serve(ApplicationContext context) {
        return context.getBean(SynchronisationService.class).start();
    }

    private Ledger ledger() {
        return process.getBean(KnownContacts.class).ledger();
    }

    private void awaitLinked(int contacts) {
        await().atMost(SOON).until(() -> ledger().equals(new Ledger(contacts, 0, Map.of(), 0, 0)));
    }

    private void assertEachContactIsAtInesOnce(int contacts, int companies) {
        assertThat(sides.ines.contacts()).hasSize(contacts)
                .extracting(contact -> contact.value("AutomationRef"))
                .doesNotHaveDuplicates();
        assertThat(sides.ines.clients()).hasSize(companies);
    }

    private long withReference() {
        return sides.ines.contacts().stream()
                .map(contact -> sides.mautic.contact(Long.parseLong(contact.value("AutomationRef"))).orElseThrow())
                .filter(contact -> contact.values().containsKey("id_contact_ines"))
                .count();
    }

    private long count(String table) {
        return process.getBean(JdbcClient.class).sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private void manyWaitAndEachAnswerIsLost() {
        sides.mautic.seed(900, 900);
        var first = process.getBean(FirstSynchronisation.class);
        for (int pages = 0; pages < 8; pages++) {
            assertThat(first.queueNext()).isEqualTo(100);
        }
        sides.ines.faults().always("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
    }

    @Test
    void whatWasClaimedBeforeInesWasPausedIsGivenBackUntouched() {
        manyWaitAndEachAnswerIsLost();
        serve(process);
        var journal = process.getBean(Journal.class);
        await().atMost(SOON).until(() -> journal.counts().containsKey(RowState.UNCERTAIN));
        await().atMost(SOON).until(() -> !journal.counts().containsKey(RowState.RUNNING));
        long underWay = 2 * 3;
        assertThat(journal.counts().get(RowState.UNCERTAIN)).isBetween(3L, 3 + underWay);
    }

    @Test
    void whenAPauseEndsOneContactIsTriedHoweverManyWaitAndHoweverSlowlyInesSaysThatItIsThere() {
        restart("connector.queue.waits=1h");
        manyWaitAndEachAnswerIsLost();
        serve(process);
        awaitPausedAfter(1);
        awaitAllHaveToldThatTheirAnswersWereLost();
        sides.ines.faults().always("GetSyncInfo", Fault.latency(Duration.ofMillis(1500)));
        long lost = uncertain();
        for (int end = 1; end <= 2; end++) {
            process.getBean(JdbcClient.class).sql("UPDATE pause SET until = since").update();
            awaitPausedAfter(1 + end);
            assertThat(uncertain()).isEqualTo(lost + end);
        }
    }

    /** Each is a row that ended before it asked whether INES is there at all. */
    private void awaitAllHaveToldThatTheirAnswersWereLost() {
        await().during(Duration.ofSeconds(2)).until(() -> count("synchronisation WHERE state = 'RUNNING'") == 0);
    }

    private void awaitPausedAfter(int failures) {
        await().atMost(SOON).until(() -> count("pause WHERE NOT careful AND failures = " + failures) == 1
                && count("synchronisation WHERE state = 'RUNNING'") == 0);
    }

    private long uncertain() {
        return count("synchronisation WHERE state = 'UNCERTAIN'");
    }

    @Test
    void itSynchronisesEverythingByItselfAndKeepsToTheCallsAtOnce() {
        sides.mautic.seed(60, 12);
        assertThat(serve(process)).isEmpty();
        awaitLinked(60);
        await().atMost(SOON).until(() -> withReference() == 60);
        assertEachContactIsAtInesOnce(60, 12);
        assertThat(sides.ines.calls().mostAtOnce()).isEqualTo(3);
    }

    @Test
    void whereEverybodyIsQueuedMauticIsNotAskedForMoreEachTimeThatItIsLookedWhetherAnybodyWaits() {
        restart("connector.feed.interval=1h", "connector.push-interval=1h");
        sides.mautic.seed(3, 1);
        serve(process);
        awaitLinked(3);
        int asked = sides.mautic.calls().count("GET contacts");
        long looked = timesPickedOrPutBack();
        long begun = System.nanoTime();
        await().atMost(SOON).until(() -> timesPickedOrPutBack() >= looked + 2 * 6);
        long since = System.nanoTime() - begun;
        assertThat(sides.mautic.calls().count("GET contacts") - asked)
                .as("for the tag, for more, and for more again once in ten seconds")
                .isLessThanOrEqualTo(3 + (int) (since / Duration.ofSeconds(10).toNanos()));
    }

    /** The scheduler counts both. */
    private long timesPickedOrPutBack() {
        return process.getBean(JdbcClient.class)
                .sql("SELECT version FROM scheduled_tasks WHERE task_name = 'first-synchronisation'")
                .query(Long.class)
                .single();
    }

    @Test
    void aCommandDoesNotStartWhatNobodyCanAsk() {
        assertThat(process.getBeanNamesForType(MeterRegistry.class)).isEmpty();
        assertThat(process.getBeanFactory().getBeanDefinitionNames())
                .noneMatch(
                        name -> name.contains("actuate") || name.contains("micrometer") || name.contains(".health."));
    }

    @Test
    void aCommandThatTellsNobodyOfTroubleMakesNothingForIt() {
        assertThat(process.getBean(SynchronisationRun.class)).isNotNull();
        assertThat(process.getBeanFactory().getSingletonNames())
                .doesNotContain("alerts", "conditions", "courses", "channelFailures");
    }

    @Test
    void nothingIsSentBeforePublication() {
        try (var unpublished = Connector.start(sides.settings("connector.full-synchronisation=true",
                "connector.published=false").toArray(String[]::new))) {
            sides.mautic.seed(3, 1);
            assertThat(serve(unpublished)).isEmpty();
            var known = unpublished.getBean(KnownContacts.class);
            await().during(Duration.ofMillis(1500)).until(() -> known.ledger().known() == 0);
        }
        assertThat(sides.writes()).isZero();
    }

    @Test
    void stoppedInTheMiddleItFinishesWhatIsUnderWayAndGivesTheRestBack() {
        sides.mautic.seed(45, 15);
        sides.ines.faults().always(FaultRule.ANY, Fault.latency(Duration.ofMillis(40)));
        assertThat(serve(process)).isEmpty();
        await().atMost(SOON).until(() -> ledger().linked() > 5);
        restart();
        assertThat(process.getBean(Journal.class).counts()).containsOnlyKeys(RowState.DONE, RowState.PENDING);
        assertThat(ledger().linked() + ledger().waiting()).isEqualTo(45);
        assertThat(ledger().linked()).isEqualTo(sides.ines.contacts().size());
        assertThat(count("node")).isZero();
        assertThat(count("creation")).isZero();
        sides.ines.faults().clear();
        serve(process);
        awaitLinked(45);
        assertEachContactIsAtInesOnce(45, 15);
    }

    @Test
    void beforeItEndsAllReferencesThatAreDueAreWrittenHoweverManyAre() {
        var contacts = IntStream.rangeClosed(1, 450)
                .mapToObj(i -> sides.mautic.createContact(Map.of("lastname", "Nr " + i)))
                .toList();
        contacts.forEach(contact -> process.getBean(JdbcClient.class).sql("""
                INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, settled,
                                          references_written, linked_at)
                VALUES (:id, :id, 7, 1, '{}', FALSE, CURRENT_TIMESTAMP)
                """).param("id", contact).update());
        process.getBean(ReferencesBack.class).writeLast(Duration.ofMinutes(1));
        assertThat(process.getBean(Links.class).countReferencesToWrite()).isZero();
        assertThat(contacts).hasSize(450)
                .allSatisfy(contact -> assertThat(sides.mautic.contact(contact).orElseThrow().values())
                        .containsEntry("id_client_ines", "7"));
    }

    @Test
    void itStartsAlthoughInesIsDownAndWorksOnceItIsUp() {
        sides.mautic.seed(5, 2);
        sides.ines.faults().always(FaultRule.ANY, Fault.status(503));
        assertThat(serve(process)).extracting(Pause::side).containsExactly(Side.INES);
        assertThat(sides.writes()).isZero();
        sides.ines.faults().clear();
        awaitLinked(5);
        assertEachContactIsAtInesOnce(5, 2);
    }

    @Test
    void stoppedWhileInesIsStillDownItStopsAtOnce() {
        sides.ines.faults().always(FaultRule.ANY, Fault.status(503));
        assertThat(serve(process)).isNotEmpty();
        restart();
        assertThat(count("node")).isZero();
    }

    @Test
    void twoCommandsAtOnceBesideTheServiceSendEachContactOnce() throws Exception {
        sides.mautic.seed(80, 16);
        process.getBean(FirstSynchronisation.class).queueNext();
        try (var one = Connector.start(settings);
                var other = Connector.start(settings);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<SynchronisationRun.Report>> commands = List.of(
                    () -> one.getBean(SynchronisationRun.class).run(40),
                    () -> other.getBean(SynchronisationRun.class).run(40));
            var running = commands.stream().map(threads::submit).toList();
            serve(process);
            for (var command : running) {
                assertThat(command.get().failed()).isZero();
            }
            awaitLinked(80);
        }
        assertEachContactIsAtInesOnce(80, 16);
    }
}
