package org.inesconnector.connector.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;

class CallTurnsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final CallTurns turns = new CallTurns(System::nanoTime, () -> {});
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> order = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private void share(int atOnce, int perSecond) {
        turns.setTo(new CallShare(atOnce, perSecond), System.nanoTime() + TimeUnit.MINUTES.toNanos(10));
    }

    private CallTurns.Turn take() throws InterruptedException {
        return turns.take(false, PATIENCE).orElseThrow();
    }

    /** Each ends as soon as it has had its turn. */
    private void queue(String name, int calls, boolean urgently) {
        for (int call = 0; call < calls; call++) {
            int before = turns.takeUse().waiting();
            Future<?> _ = threads.submit(() -> {
                try (var _ = turns.take(urgently, PATIENCE).orElseThrow()) {
                    order.add(name);
                }
                return null;
            });
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1))
                    .until(() -> turns.takeUse().waiting() > before);
        }
    }

    @Test
    void anUrgentCallGoesBeforeAllThatWaitAndTakesTheFirstTurnThatIsFree() throws Exception {
        share(1, 1000);
        try (var _ = take()) {
            queue("bulk", 40, false);
            queue("urgent", 1, true);
        }
        await().until(() -> order.size() == 41);
        assertThat(order).startsWith("urgent", "bulk");
    }

    /** Also where urgent calls alone use all that a second has. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 20})
    void whileUrgentCallsGoOnComingEveryFourthTurnIsForTheOthers(int perSecond) throws Exception {
        share(1, perSecond);
        try (var _ = take()) {
            queue("bulk", 2, false);
            queue("urgent", 8, true);
        }
        await().until(() -> order.size() == 10);
        assertThat(order).containsExactly(
                "urgent", "urgent", "urgent", "bulk", "urgent", "urgent", "urgent", "bulk", "urgent", "urgent");
    }

    @Test
    void noMoreCallsAreBegunInASecondThanTheShareSays() throws Exception {
        share(100, 3);
        long start = System.nanoTime();
        for (int call = 0; call < 7; call++) {
            take().close();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    /** The clock stands still, so the second is never over. */
    @Test
    void ofEachSecondSomethingIsLeftForUrgentCallsHoweverManyOthersWait() throws Exception {
        var still = new CallTurns(() -> 0, () -> {});
        still.setTo(new CallShare(8, 50), TimeUnit.MINUTES.toNanos(1));
        for (int call = 0; call < 200; call++) {
            Future<?> _ = threads.submit(() -> {
                still.take(false, PATIENCE).orElseThrow().close();
                return order.add("bulk");
            });
        }
        await().until(() -> order.size() + still.takeUse().waiting() == 200);
        assertThat(order).hasSizeBetween(1, 25);
        assertThat(still.take(true, PATIENCE)).isPresent();
        still.close();
    }

    @Test
    void aShareWhoseTimeIsOverIsNotUsed() throws Exception {
        turns.setTo(new CallShare(5, 100), System.nanoTime() - 1);
        assertThat(turns.take(true, Duration.ofMillis(50))).isEmpty();
        share(5, 100);
        assertThat(turns.take(true, PATIENCE)).isPresent();
    }

    @Test
    void aShareThatIsMadeSmallerCountsAtOnceAndWhatIsUnderWayEnds() throws Exception {
        share(3, 100);
        var underWay = List.of(take(), take(), take());
        assertThat(turns.lowerTo(new CallShare(1, 100)).underWay()).isEqualTo(3);
        underWay.get(0).close();
        underWay.get(1).close();
        assertThat(turns.take(false, Duration.ofMillis(50))).isEmpty();
        underWay.get(2).close();
        assertThat(turns.take(false, PATIENCE)).isPresent();
    }

    @Test
    void whoGivesUpTakesNoTurn() throws Exception {
        share(1, 100);
        var turn = take();
        var waiting = threads.submit(() -> turns.take(false, PATIENCE));
        await().until(() -> turns.takeUse().waiting() == 1);
        waiting.cancel(true);
        await().until(() -> turns.takeUse().waiting() == 0);
        turn.close();
        assertThat(turns.take(false, PATIENCE)).isPresent();
    }

    @Test
    void nobodyWaitsAnyMoreOnceItIsClosed() throws Exception {
        var waiting = threads.submit(() -> turns.take(false, PATIENCE));
        await().until(() -> turns.takeUse().waiting() == 1);
        turns.close();
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isEqualTo(Optional.empty());
    }
}
