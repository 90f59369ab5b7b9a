package org.inesconnector.connector.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.inesconnector.mautic.MauticException;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final Patience patience = new Patience(Duration.ofMillis(1), Duration.ofMillis(1));
    private final AtomicInteger asked = new AtomicInteger();

    private static void goOn() {
        // Nobody stops it.
    }

    private String answer(int failures, RuntimeException failure) {
        if (asked.incrementAndGet() <= failures) {
            throw failure;
        }
        return "there";
    }

    @Test
    void aSideThatIsAwayForAMomentIsAskedAgain() {
        var away = new MauticException.Unavailable("away", null);
        assertThat(patience.asking(PatienceTest::goOn, () -> answer(2, away))).isEqualTo("there");
        assertThat(asked).hasValue(3);
    }

    @Test
    void aSideThatStaysAwayIsGivenUp() {
        var away = new MauticException.Unavailable("away", null);
        assertThatThrownBy(() -> patience.asking(PatienceTest::goOn, () -> answer(3, away))).isSameAs(away);
    }

    @Test
    void whatWillNotPassByItselfIsNotAskedAgain() {
        var refused = new IllegalStateException("no");
        assertThatThrownBy(() -> patience.asking(PatienceTest::goOn, () -> answer(1, refused))).isSameAs(refused);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoStopsTheAuditIsNotKeptWaitingForASide() {
        var stopped = new IllegalStateException("stopped");
        var away = new MauticException.Unavailable("away", null);
        var goesOn = new AtomicInteger(1);
        assertThatThrownBy(() -> new Patience(Duration.ofHours(1)).asking(() -> {
            if (goesOn.getAndDecrement() == 0) {
                throw stopped;
            }
        }, () -> answer(1, away))).isSameAs(stopped);
        assertThat(asked).hasValue(1);
    }
}
