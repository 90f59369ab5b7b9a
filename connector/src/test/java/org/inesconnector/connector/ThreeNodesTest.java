package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.simulator.http.Call;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.Fault.When;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Three nodes on one PostgreSQL: one dies in the middle, then the others are replaced by new ones in turn. */
@Timeout(1500)
@Isolated("A call that INES is slow to take counts there after it was given up")
class ThreeNodesTest {

    private static final int CALLS_AT_ONCE = 8;
    /** Fewer than these processes come to together where nothing holds them back. */
    private static final int CALLS_PER_SECOND = 25;
    private static final int CONTACTS_OF_A_COMPANY = 2;
    /** A node that stands still for so long keeps its share of the calls; and none is given up that INES still has. */
    private static final Duration LONGEST_CONNECT = Duration.ofMillis(500);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(6);
    private static final Duration LEASE = Duration.ofSeconds(2);
    /** The lease, two seconds until somebody looks for it, and half a minute for a machine that has much to do. */
    private static final Duration TAKEN_OVER = LEASE.plusSeconds(32);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static String[] settings() {
        return new String[]{
                "connector.full-synchronisation=true",
                "connector.queue.lease=" + LEASE.toSeconds() + "s",
                "connector.queue.poll=50ms",
                "connector.queue.waits=200ms",
                "ines.calls-at-once=" + CALLS_AT_ONCE,
                "ines.calls-per-second=" + CALLS_PER_SECOND,
                "ines.connect-timeout=" + LONGEST_CONNECT.toMillis() + "ms",
                "ines.read-timeout=" + LONGEST_ANSWER.toSeconds() + "s",
                "ines.longest-turn=3s"};
    }

    private final List<Program> nodes = new ArrayList<>();

    private Program start(BothSides sides) throws IOException {
        var node = Program.start(sides.settings(settings()), "serve");
        nodes.add(node);
        return node;
    }

    @AfterEach
    void endAll() {
        nodes.forEach(Program::close);
    }

    @Test
    void oneThatDiesAndAllThatAreReplacedInTurnLoseNoContactMakeNoneTwiceAndTheLimitHoldsForAllTogether()
            throws IOException {
        try (var sides = new BothSides("connector.database.url=" + Postgres.newDatabase())) {
            var accounts = new Accounts(sides);
            sides.connect("connector.full-synchronisation=true", "ines.calls-at-once=" + CALLS_AT_ONCE,
                    "ines.calls-per-second=" + CALLS_PER_SECOND);
            slowly(sides, Duration.ofMillis(700));
            var one = start(sides);
            var others = List.of(start(sides), start(sides));
            awaitNodes(sides, 3);
            awaitThatAllWork(sides, accounts, 3);
            open(sides, accounts, 40);
            await().atMost(PATIENCE).until(() -> sides.ines.calls().mostAtOnce() >= CALLS_AT_ONCE);
            slowly(sides, Duration.ofMillis(60));
            awaitWrites(sides, 30);
            one.kill();
            awaitItsWorkIsGivenBack(sides);
            var beforeTheRestarts = sides.ines.calls().all();
            start(sides);
            awaitThatAllWork(sides, accounts, 4);
            for (var former : others) {
                stopAtWork(sides, accounts, former);
                start(sides);
                awaitThatAllWork(sides, accounts, nodes.size());
            }
            accounts.awaitRest();
            accounts.assertAddUp();
            sides.ines.faults().clear();
            accounts.settle(accounts::awaitRest);
            accounts.assertAllAreDone();
            nodes.subList(3, nodes.size()).forEach(Program::assertRuns);
            assertThat(sides.ines.calls().mostAtOnce()).isEqualTo(CALLS_AT_ONCE);
            assertNoStretchHasTooMany(beforeTheRestarts.stream().map(Call::arrived).sorted().toList());
        }
    }

    /** Its name goes with its lease, and with it what it had taken. */
    private static void awaitItsWorkIsGivenBack(BothSides sides) {
        await().atMost(TAKEN_OVER).until(() -> names(sides) == 2 && count(sides, """
                SELECT count(*) FROM synchronisation WHERE state = 'RUNNING' AND node NOT IN (SELECT id FROM node)
                """) == 0);
    }

    /** It leaves nothing that another would have to wait for. */
    private static void stopAtWork(BothSides sides, Accounts accounts, Program node) {
        open(sides, accounts, 14);
        awaitWrites(sides, 10);
        node.stop();
        assertThat(names(sides)).as("names of nodes").isLessThan(3);
    }

    /** Where calls take long, few at once are what is allowed; where they take no time, few in a second. */
    private static void slowly(BothSides sides, Duration latency) {
        sides.ines.faults().clear();
        sides.ines.faults().always("*", Fault.latency(latency));
        lostAnswers(sides);
    }

    private static void lostAnswers(BothSides sides) {
        long seed = new Random().nextLong();
        System.out.println("Seed: " + seed);
        sides.ines.faults().randomly("Add*", 0.01, seed, Fault.cut(When.AFTER_THE_WORK));
    }

    private static void awaitNodes(BothSides sides, int nodes) {
        await().atMost(PATIENCE).until(() -> names(sides) == nodes);
    }

    private static int names(BothSides sides) {
        return count(sides, "SELECT count(*) FROM node");
    }

    private static int count(BothSides sides, String query) {
        return sides.bean(JdbcClient.class).sql(query).query(Integer.class).single();
    }

    /** Each node has a session of its own at INES. */
    private static void awaitThatAllWork(BothSides sides, Accounts accounts, int nodes) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            if (!sides.bean(Journal.class).counts().containsKey(RowState.PENDING)) {
                open(sides, accounts, 6);
            }
            return sides.ines.calls().all().stream()
                    .filter(call -> call.operation().startsWith("Add"))
                    .map(Call::caller)
                    .distinct()
                    .count() >= nodes;
        });
    }

    private static void open(BothSides sides, Accounts accounts, int companies) {
        var known = List.copyOf(accounts.contacts());
        for (int company = 0; company < companies; company++) {
            accounts.open("Ateliers", CONTACTS_OF_A_COMPANY);
        }
        sides.bean(Queue.class)
                .addAll(accounts.contacts().stream()
                        .filter(contact -> !known.contains(contact))
                        .map(contact -> Wanted.update(contact, Origin.FIRST_SYNCHRONISATION))
                        .toList());
    }

    private static void awaitWrites(BothSides sides, int more) {
        int enough = sides.writes() + more;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> sides.writes() >= enough);
    }

    /** However the machine stands still: beside those that were sent then, only what was under way can have come. */
    private static void assertNoStretchHasTooMany(List<Instant> times) {
        assertThat(times).hasSizeGreaterThan(CALLS_PER_SECOND);
        var tooMany = new ArrayList<String>();
        for (int first = 0; first < times.size(); first++) {
            for (int last = first; last < times.size(); last++) {
                double seconds = Duration.between(times.get(first), times.get(last)).toNanos() / 1e9;
                if (last - first + 1 > CALLS_PER_SECOND * (seconds + 1) + CALLS_AT_ONCE) {
                    tooMany.add("%d calls in %.3f s".formatted(last - first + 1, seconds));
                }
            }
        }
        assertThat(tooMany).isEmpty();
    }
}
