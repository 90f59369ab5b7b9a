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

    private String answer(int failures, RuntimeException failure) {
        if (asked.incrementAndGet() <= failures) {
            throw failure;
        }
        return "there";
    }

    @Test
    void aSideThatIsAwayForAMomentIsAskedAgain() {
        var away = new MauticException.Unavailable("away", null);
        assertThat(patience.asking(() -> answer(2, away))).isEqualTo("there");
        assertThat(asked).hasValue(3);
    }

    @Test
    void aSideThatStaysAwayIsGivenUp() {
        var away = new MauticException.Unavailable("away", null);
        assertThatThrownBy(() -> patience.asking(() -> answer(3, away))).isSameAs(away);
    }

    @Test
    void whatWillNotPassByItselfIsNotAskedAgain() {
        var refused = new IllegalStateException("no");
        assertThatThrownBy(() -> patience.asking(() -> answer(1, refused))).isSameAs(refused);
        assertThat(asked).hasValue(1);
    }
}
