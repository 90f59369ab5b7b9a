package org.inesconnector.connector.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimePassedTest {

    private long nanos = 7;
    private Instant clock = Instant.parse("2026-11-24T12:00:00Z");
    private final TimePassed passed = new TimePassed(() -> nanos, () -> clock);
    private final long begin = passed.getAsLong();

    private Duration after(Duration ofJava, Duration ofTheMachine) {
        nanos += ofJava.toNanos();
        clock = clock.plus(ofTheMachine);
        return Duration.ofNanos(passed.getAsLong() - begin);
    }

    @Test
    void whatTheMachineSleptHasPassedThoughJavasNanosecondsStoodStill() {
        assertThat(after(Duration.ofSeconds(1), Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(after(Duration.ZERO, Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(301));
        assertThat(after(Duration.ofSeconds(1), Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(302));
    }

    @Test
    void itNeverGoesBackAndSmallCorrectionsOfTheClockAreNoSleep() {
        assertThat(after(Duration.ofSeconds(1), Duration.ofHours(-1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(after(Duration.ofSeconds(1), Duration.ofMillis(1020))).isEqualTo(Duration.ofSeconds(2));
        assertThat(after(Duration.ZERO, Duration.ofSeconds(10))).isGreaterThan(Duration.ofSeconds(11));
    }
}
