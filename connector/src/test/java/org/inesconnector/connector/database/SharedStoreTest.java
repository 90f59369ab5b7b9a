package org.inesconnector.connector.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedStoreTest {

    private static final int WAITING = 20;

    private final SharedStore store = new SharedStore();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void whoeverComesWhileItIsBeingStoredSharesTheNextTime() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var first = threads.submit(() -> {
            store.await(() -> {
                begun.countDown();
                pass(mayEnd);
            });
            return 0;
        });
        begun.await();
        var times = new AtomicInteger();
        var arrived = new CountDownLatch(WAITING);
        var others = IntStream.range(0, WAITING).mapToObj(_ -> threads.submit(() -> {
            arrived.countDown();
            store.await(times::incrementAndGet);
            return 0;
        })).toList();
        arrived.await();
        Thread.sleep(100);

        assertThat(times).hasValue(0);
        assertThat(others).noneMatch(other -> other.isDone());
        mayEnd.countDown();

        first.get();
        for (var other : others) {
            other.get();
        }
        assertThat(times.get()).isBetween(1, 2);
    }

    @Test
    void whatWasCommittedBeforeTheCallIsStoredWhenItReturns() throws Exception {
        var committed = new AtomicLong();
        var stored = new AtomicLong();
        Callable<Integer> work = () -> {
            for (int i = 0; i < 500; i++) {
                long mine = committed.incrementAndGet();
                store.await(() -> {
                    long now = committed.get();
                    if (ThreadLocalRandom.current().nextInt(20) == 0) {
                        Thread.yield();
                    }
                    stored.set(now);
                });
                assertThat(stored.get()).isGreaterThanOrEqualTo(mine);
            }
            return 0;
        };

        for (var one : threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> work).toList())) {
            one.get();
        }
    }

    @Test
    void whoseTryFailsIsToldAndTheOthersTryThemselves() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var failing = threads.submit(() -> {
            store.await(() -> {
                begun.countDown();
                pass(mayEnd);
                throw new SQLException("The disk is full");
            });
            return 0;
        });
        begun.await();
        var times = new AtomicInteger();
        var other = threads.submit(() -> {
            store.await(times::incrementAndGet);
            return 0;
        });
        mayEnd.countDown();

        assertThatThrownBy(failing::get).hasRootCauseMessage("The disk is full");
        other.get();
        assertThat(times).hasValue(1);
    }

    private static void pass(CountDownLatch latch) {
        await().until(() -> latch.getCount() == 0);
    }
}
