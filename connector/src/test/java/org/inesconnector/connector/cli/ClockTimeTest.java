package org.inesconnector.connector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ClockTimeTest {

    private static final Instant HALF_PAST_TEN_AT_NIGHT = Instant.parse("2026-07-31T22:30:15.123456Z");

    private final ClockTime time = new ClockTime(ZoneId.of("Europe/Paris"));

    @Test
    void aMomentIsToldToTheSecondByTheSetClockWhichIsNamed() {
        assertThat(time.text(HALF_PAST_TEN_AT_NIGHT)).isEqualTo("2026-08-01 00:30:15 Europe/Paris");
    }

    @Test
    void whereTheClockIsNamedOnceItIsNotNamedAgain() {
        assertThat(time.withoutClock(HALF_PAST_TEN_AT_NIGHT)).isEqualTo("2026-08-01 00:30:15");
    }
}
