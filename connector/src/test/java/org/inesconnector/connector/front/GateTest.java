package org.inesconnector.connector.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Gate gate = new Gate();

    private static <T> CompletableFuture<T> meanwhile(Callable<T> what) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return what.call();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        }, Thread::startVirtualThread);
    }

    @Test
    void whoComesWhileItIsClosedWaitsUntilItOpens() throws Exception {
        var waiting = meanwhile(() -> gate.enter(LONG));
        assertThat(gate.enter(Duration.ZERO)).isFalse();
        assertThat(waiting).isNotDone();
        gate.open();
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void itIsEmptyWhenTheLastHasLeftThoughOthersWaitOutside() throws Exception {
        gate.open();
        assertThat(gate.enter(Duration.ZERO)).isTrue();
        assertThat(gate.enter(Duration.ZERO)).isTrue();
        gate.close();
        var waiting = meanwhile(() -> gate.enter(LONG));
        var empty = meanwhile(() -> gate.awaitEmpty(LONG));
        gate.leave();
        assertThat(gate.awaitEmpty(Duration.ZERO)).isFalse();
        assertThat(empty).isNotDone();
        gate.leave();
        assertThat(empty.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting).isNotDone();
        gate.open();
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsShutForGoodIsNotOpenedAgainAndIsNotWaitedForUntilItIsEmpty() throws Exception {
        gate.open();
        assertThat(gate.enter(Duration.ZERO)).isTrue();
        var empty = meanwhile(() -> gate.awaitEmpty(LONG));
        gate.shut();
        assertThat(empty.get(60, TimeUnit.SECONDS)).isFalse();
        gate.open();
        assertThat(gate.isShut()).isTrue();
        assertThat(gate.enter(LONG)).isFalse();
    }

    @Test
    void nobodyWaitsAtAGateThatIsShutForGood() throws Exception {
        var waiting = meanwhile(() -> gate.enter(LONG));
        gate.shut();
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isFalse();
        assertThat(gate.enter(LONG)).isFalse();
    }
}
