package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.inesconnector.connector.settings.StoredSettings;
import org.junit.jupiter.api.Test;

/** Two starts with all pages. */
class FrontTest {

    private final AtomicInteger starts = new AtomicInteger();
    private final CountDownLatch isStartedAgain = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final AtomicBoolean isInterrupted = new AtomicBoolean();
    private final CountDownLatch hasGoneOn = new CountDownLatch(1);

    /** It may be at the embedded database, which an interrupt would close for all. */
    @Test
    void whatPutsSettingsInForceIsNotInterruptedWhenTheProcessIsStopped() throws Exception {
        var front = Connector.listen(_ -> waitAtTheSecondStart(), "connector.database.url=" + H2.newDatabase(),
                "connector.secret-key=" + BothSides.KEY, "server.port=0");
        front.application()
                .getBean(StoredSettings.class)
                .change(Map.of("connector.time-zone", Optional.of("Europe/Brussels")), "ada");
        assertThat(isStartedAgain.await(1, TimeUnit.MINUTES)).isTrue();
        var close = Thread.ofPlatform().start(front::close);
        await().until(() -> close.getState() == Thread.State.TIMED_WAITING);
        mayGoOn.countDown();
        close.join();
        assertThat(hasGoneOn.getCount()).isZero();
        assertThat(isInterrupted).isFalse();
    }

    private void waitAtTheSecondStart() {
        if (starts.incrementAndGet() == 2) {
            isStartedAgain.countDown();
            try {
                mayGoOn.await();
            } catch (InterruptedException _) {
                isInterrupted.set(true);
            }
            hasGoneOn.countDown();
        }
    }
}
