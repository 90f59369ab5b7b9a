package org.inesconnector.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeftCompanyFeedTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static boolean isDue(Duration after) {
        return LeftCompanyFeed.isDue(NOW, NOW.plus(after), Duration.ofSeconds(30));
    }

    @Test
    void itIsReadOnceInAWhileAndWhereTheClockWasSetBack() {
        assertThat(isDue(Duration.ofSeconds(29))).isFalse();
        assertThat(isDue(Duration.ofSeconds(30))).isTrue();
        assertThat(isDue(Duration.ofHours(-1))).isTrue();
    }
}
