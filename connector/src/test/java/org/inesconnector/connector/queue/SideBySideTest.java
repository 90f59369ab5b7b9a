package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private List<Callable<Integer>> pieces(int count) {
        return IntStream.range(0, count).<Callable<Integer>>mapToObj(i -> () -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(2);
            now.decrementAndGet();
            return i;
        }).toList();
    }

    @Test
    void soManyRunAtOnceWhoeverBringsThemAndTheirResultsComeInOrder() throws Exception {
        var sideBySide = SideBySide.of(3);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = threads.invokeAll(Collections.nCopies(2, () -> sideBySide.run(pieces(50))));
            for (var result : results) {
                assertThat(result.get()).isEqualTo(IntStream.range(0, 50).boxed().toList());
            }
        }
        assertThat(most.get()).isEqualTo(3);
    }

    @Test
    void whatCameFirstIsThroughBeforeTheNextIsBegun() throws Exception {
        var sideBySide = SideBySide.of(2);
        var order = new ConcurrentLinkedQueue<String>();
        var firstHasBegun = new CountDownLatch(2);
        var firstMayEnd = new CountDownLatch(1);
        Callable<Boolean> waits = () -> {
            firstHasBegun.countDown();
            return firstMayEnd.await(90, TimeUnit.SECONDS);
        };
        Callable<Boolean> ofFirst = () -> order.add("first");
        Callable<Boolean> ofNext = () -> order.add("next");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> sideBySide.run(List.of(waits, waits, ofFirst, ofFirst, ofFirst, ofFirst)));
            firstHasBegun.await();
            var next = threads.submit(() -> sideBySide.run(Collections.nCopies(4, ofNext)));
            await().until(() -> sideBySide.waiting() == 2);
            firstMayEnd.countDown();
            first.get();
            next.get();
        }
        assertThat(List.copyOf(order).subList(0, 3)).containsOnly("first");
    }

    @Test
    void whatIsDoneInTheBackgroundDoesNotShareTheThreadsOfWhatIsUrgent() {
        Callable<Boolean> isVirtual = () -> Thread.currentThread().isVirtual();
        assertThat(SideBySide.inTheBackground(2).run(List.of(isVirtual, isVirtual))).containsExactly(false, false);
        assertThat(SideBySide.of(2).run(List.of(isVirtual))).containsExactly(true);
    }

    @Test
    void whatOneOfThemThrowsIsThrownAndTheNextAreDone() {
        var sideBySide = SideBySide.of(1);
        Callable<Integer> fails = () -> {
            throw new IllegalArgumentException("no");
        };
        assertThatThrownBy(() -> sideBySide.run(Stream.concat(Stream.of(fails), pieces(2).stream()).toList()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(sideBySide.run(pieces(3))).containsExactly(0, 1, 2);
    }

    @Test
    void bulkWorkLeavesConnectionsToOthersAndNoCallOfInesUnused() {
        assertThat(Workers.bulkAtOnce(4, 32)).isEqualTo(8);
        assertThat(Workers.bulkAtOnce(8, 32)).isEqualTo(16);
        assertThat(Workers.bulkAtOnce(16, 32)).isEqualTo(28);
        assertThat(Workers.bulkAtOnce(16, 40)).isEqualTo(32);
        assertThat(Workers.bulkAtOnce(24, 32)).isEqualTo(28);
    }
}
