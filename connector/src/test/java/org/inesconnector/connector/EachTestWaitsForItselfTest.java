package org.inesconnector.connector;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EachTestWaitsForItselfTest {

    @Test
    void whatAnotherThreadThrowsIsNoFailureOfWhoWaits() {
        var looks = new AtomicInteger();
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            if (looks.incrementAndGet() == 1) {
                var other = new Thread(() -> {
                    throw new IllegalStateException("Another test's");
                });
                other.start();
                other.join();
            }
            return looks.get() > 4;
        });
    }
}
