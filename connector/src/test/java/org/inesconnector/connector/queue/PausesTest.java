package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.messages.Message;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PausesTest {

    private static final Message DOWN = Message.of("plain", "down");
    private static final Message STILL_DOWN = Message.of("plain", "still down");

    private static final List<Duration> WAITS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5),
            Duration.ofMinutes(1));

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final Pauses pauses = pauses(() -> now);

    private static Pauses pauses(InstantSource clock) {
        return new Pauses(
                JdbcClient.create(H2.newSource()),
                clock,
                new QueueSettings(Duration.ofSeconds(30), Duration.ofDays(90), Duration.ofMillis(500), WAITS, WAITS));
    }

    private Pause only() {
        assertThat(pauses.all()).hasSize(1);
        return pauses.all().getFirst();
    }

    private Duration left() {
        return Duration.between(now, only().until());
    }

    @Test
    void theWaitsGrowWithEachFailureAndTheLongestOneIsKept() {
        var waits = new ArrayList<Duration>();
        for (int failure = 0; failure < WAITS.size() + 2; failure++) {
            pauses.pause(Side.INES, DOWN);
            waits.add(left());
            now = only().until();
        }
        assertThat(waits).startsWith(WAITS.toArray(Duration[]::new)).isSorted();
        assertThat(waits.subList(WAITS.size(), waits.size())).containsOnly(WAITS.getLast());
    }

    @Test
    void callsThatWereUnderWayDoNotProlongIt() {
        pauses.pause(Side.INES, DOWN);
        var begun = only();
        now = now.plusMillis(10);
        pauses.pause(Side.INES, STILL_DOWN);
        pauses.pause(Side.INES, STILL_DOWN);
        assertThat(only()).isEqualTo(begun);
    }

    @Test
    void aFailureAfterItsEndProlongsItAndSaysSinceWhenAndWhyNow() {
        var start = now;
        pauses.pause(Side.INES, DOWN);
        now = only().until();
        pauses.pause(Side.INES, STILL_DOWN);
        assertThat(only()).isEqualTo(new Pause(Side.INES, STILL_DOWN, start, now.plus(WAITS.get(1)), 2, false));
    }

    @Test
    void aPauseThatWasProlongedWhileTheSideWasLookedAtIsWaitedForUnlessAPersonLooks() {
        pauses.pause(Side.INES, DOWN);
        now = only().until();
        pauses.pause(Side.INES, STILL_DOWN);
        pauses.tryCarefullyAfterItsWait(Side.INES);
        assertThat(only().careful()).isFalse();
        pauses.tryCarefully(Side.INES);
        assertThat(only().careful()).isTrue();
        now = only().until();
        pauses.pause(Side.INES, STILL_DOWN);
        now = only().until();
        pauses.tryCarefullyAfterItsWait(Side.INES);
        assertThat(only().careful()).isTrue();
    }

    @Test
    void aSuccessEndsItAndTheNextOneIsShortAgain() {
        pauses.pause(Side.INES, DOWN);
        now = only().until();
        pauses.pause(Side.INES, DOWN);
        pauses.resume(Side.INES);
        assertThat(pauses.all()).isEmpty();
        pauses.pause(Side.INES, DOWN);
        assertThat(left()).isEqualTo(WAITS.getFirst());
        assertThat(only().failures()).isOne();
    }

    @Test
    void eachSideHasAPauseOfItsOwn() {
        pauses.pause(Side.MAUTIC, DOWN);
        pauses.pause(Side.INES, STILL_DOWN);
        pauses.resume(Side.INES);
        assertThat(pauses.all()).extracting(Pause::side).isEqualTo(List.of(Side.MAUTIC));
    }
}
