package org.inesconnector.connector.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LooksTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private Instant now = START;
    private final Looks looks = new Looks(() -> now, List.of(Duration.ofSeconds(1)));

    /** Waits, as far as the clock of this test goes by itself. */
    private List<Long> lookUntil(int millis) throws InterruptedException {
        var looked = new ArrayList<Long>();
        for (; now.isBefore(START.plusMillis(millis)); now = now.plusMillis(10)) {
            if (looks.isDue()) {
                looks.await();
                looked.add(Duration.between(START, now).toMillis());
            }
        }
        return looked;
    }

    @Test
    void whatIsToldIsLookedForAtOnceAndOnceMoreALittleLater() throws InterruptedException {
        looks.want();
        assertThat(lookUntil(5000)).containsExactly(0L, 1250L);
    }

    @Test
    void whatIsToldAThousandTimesAtOnceIsLookedForAsOften() throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            looks.want();
        }
        assertThat(lookUntil(5000)).containsExactly(0L, 1250L);
    }

    @Test
    void whatGoesOnToBeToldIsLookedForEveryNowAndThenAndAtTheEnd() throws InterruptedException {
        var looked = new ArrayList<Long>();
        for (int millis = 0; millis < 1000; millis += 10) {
            looks.want();
            looked.addAll(lookUntil(millis + 10));
        }
        assertThat(looked).hasSizeBetween(4, 6);
        assertThat(lookUntil(5000)).last().satisfies(last -> assertThat(last).isBetween(1990L, 2250L));
    }

    @Test
    void aLookThatCouldNotBeBegunIsTriedAgainSoon() throws InterruptedException {
        looks.wantSoon();
        assertThat(lookUntil(1000)).containsExactly(50L);
    }

    @Test
    void aLookThatCannotBeBegunForLongIsTriedLessAndLessOftenUntilItIs() throws InterruptedException {
        var waits = new ArrayList<Long>();
        for (int tries = 0; tries < 8; tries++) {
            waits.add(waitForNextTry());
        }
        assertThat(waits).containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 1600L, 1600L);
        looks.begun();
        assertThat(waitForNextTry()).isEqualTo(50);
    }

    private long waitForNextTry() throws InterruptedException {
        var before = now;
        looks.wantSoon();
        while (!looks.isDue()) {
            now = now.plusMillis(10);
        }
        looks.await();
        return Duration.between(before, now).toMillis();
    }
}
