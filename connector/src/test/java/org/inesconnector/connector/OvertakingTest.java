package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.queue.Workers;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.simulator.http.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Bulk work has claimed contacts, and stands; then somebody wants one of them at once. Two processes, with one database. */
class OvertakingTest {

    private static final Duration HELD = Duration.ofMinutes(4);
    /** Less than what is held, and than an answer is waited for. */
    private static final Duration MEANWHILE = Duration.ofMinutes(1);

    private final BothSides sides = new BothSides();
    private final String[] settings = sides
            .settings("connector.full-synchronisation=true", "mautic.read-timeout=5m", "ines.read-timeout=5m")
            .toArray(String[]::new);
    private final ConfigurableApplicationContext bulk = Connector.start(settings);
    private final ConfigurableApplicationContext other = Connector.start(settings);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        sides.mautic.faults().clear();
        sides.ines.faults().clear();
        threads.close();
        bulk.close();
        other.close();
        sides.close();
    }

    private List<Long> queued(String company, int contacts) {
        long id = sides.company(company);
        var all = IntStream.range(0, contacts).mapToObj(i -> sides.contact(id, company + " " + i)).toList();
        bulk.getBean(Queue.class)
                .addAll(all.stream().map(contact -> Wanted.update(contact, Origin.FIRST_SYNCHRONISATION)).toList());
        return all;
    }

    private SynchronisationRun.Report work() {
        return bulk.getBean(SynchronisationRun.class).run(100);
    }

    /** Claimed, and not begun: Mautic does not answer yet who they are. */
    private Future<SynchronisationRun.Report> workWithAllClaimedAndNoneBegun() {
        sides.mautic.faults().next("GET contacts", Fault.late(HELD));
        var run = threads.submit(this::work);
        await().atMost(MEANWHILE).until(() -> !sides.mautic.faults().heldPorts().isEmpty());
        return run;
    }

    private List<JournalRow> rows(long contact) {
        return bulk.getBean(Journal.class).ofContact(contact);
    }

    private void assertEachIsAtInesOnceWithOneLead(List<Long> contacts) {
        assertThat(contacts).allSatisfy(contact -> {
            assertThat(sides.atInes(contact)).hasSize(1);
            assertThat(sides.leads(sides.atInes(contact).getFirst().reference())).hasSize(1);
            assertThat(rows(contact)).extracting(JournalRow::state, JournalRow::attempts)
                    .containsExactly(Tuple.tuple(RowState.DONE, 0));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoIsAskedForAtOnceLeavesTheBatchThatItStandsInWhicheverProcessHasClaimedIt(boolean askedElsewhere)
            throws Exception {
        var ateliers = queued("Ateliers", 3);
        var scieries = queued("Scieries", 2);
        long wanted = ateliers.getLast();
        var run = workWithAllClaimedAndNoneBegun();
        var push = (askedElsewhere ? other : bulk).getBean(PushNow.class);
        var pushed = threads.submit(() -> push.push(wanted, Origin.BY_HAND));
        assertThat(BothSides.result(pushed.get(MEANWHILE.toSeconds(), TimeUnit.SECONDS)))
                .isInstanceOf(PushResult.Pushed.class);
        assertThat(sides.ines.contacts()).hasSize(1);
        assertThat(run.isDone()).isFalse();
        sides.mautic.faults().release();
        assertThat(run.get().synchronised()).as("the others of its company were left for later").isEqualTo(2);
        assertThat(rows(ateliers.getFirst())).extracting(JournalRow::state).containsExactly(RowState.PENDING);
        assertThat(work().synchronised()).isEqualTo(2);
        assertEachIsAtInesOnceWithOneLead(ateliers);
        assertEachIsAtInesOnceWithOneLead(scieries);
        assertThat(sides.ines.clients()).hasSize(2);
    }

    @Test
    void soDoesWhoHasSentAForm() {
        var contacts = queued("Ateliers", 2);
        long wanted = contacts.getLast();
        workWithAllClaimedAndNoneBegun();
        var workers = other.getBean(Workers.class);
        workers.start();
        try {
            other.getBean(Queue.class).add(Wanted.update(wanted, Origin.FORM));
            await().atMost(MEANWHILE).until(() -> rows(wanted).getFirst().state() == RowState.DONE);
            assertThat(sides.ines.contacts()).hasSize(1);
            sides.mautic.faults().release();
            await().until(
                    () -> contacts.stream().allMatch(contact -> rows(contact).getFirst().state() == RowState.DONE));
        } finally {
            workers.stop();
        }
        assertEachIsAtInesOnceWithOneLead(contacts);
    }

    @Test
    void whoIsAskedForWhenItsCompanyWasBegunIsTheNextOfItAndIsNotSentTwice() throws Exception {
        var contacts = queued("Ateliers", 6);
        sides.ines.faults().next("AddLead", Fault.late(HELD));
        var run = threads.submit(this::work);
        await().atMost(MEANWHILE).until(() -> !sides.ines.faults().heldPorts().isEmpty());
        long wanted = contacts.getLast();
        var push = new FutureTask<>(() -> bulk.getBean(PushNow.class).push(wanted, Origin.BY_HAND));
        var waiting = Thread.ofPlatform().start(push);
        await().atMost(MEANWHILE).until(() -> Arrays.stream(waiting.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(PushNow.class.getName())
                        && frame.getMethodName().equals("pause")));
        sides.ines.faults().release();
        assertThat(push.get()).isNotNull();
        assertThat(run.get().failed()).isZero();
        assertThat(contacts).allSatisfy(contact -> {
            assertThat(sides.atInes(contact)).hasSize(1);
            assertThat(rows(contact)).extracting(JournalRow::state).containsOnly(RowState.DONE);
        });
        assertThat(sides.ines.leads().get(1).contactReference())
                .isEqualTo(sides.atInes(wanted).getFirst().reference());
    }
}
