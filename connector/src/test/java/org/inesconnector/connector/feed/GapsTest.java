package org.inesconnector.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.inesconnector.mautic.AuditEntry;
import org.junit.jupiter.api.Test;

class GapsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private Gaps.Seen seen = Gaps.Seen.NONE;

    private static List<AuditEntry> rows(long... ids) {
        return LongStream.of(ids)
                .mapToObj(id -> new AuditEntry(
                        id, "lead", "lead", 1, "update", "Ada", NOW, List.of(), OptionalLong.empty(), true))
                .toList();
    }

    private List<Long> complete(int second, long... ids) {
        return completeFrom(10, 0, second, ids);
    }

    /** As another process looks each time, which knows what was kept. */
    private List<Long> completeFrom(long afterId, long newest, int second, long... ids) {
        return complete(afterId, newest, NOW.plusSeconds(second), NOW.plusSeconds(second), ids);
    }

    private List<Long> complete(long afterId, long newest, Instant readAt, Instant now, long... ids) {
        var look = new Gaps(Duration.ofSeconds(5)).look(
                afterId, rows(ids), () -> seen, () -> newest, readAt, InstantSource.fixed(now));
        seen = look.toKeep().orElse(seen);
        return look.rows().stream().map(AuditEntry::id).toList();
    }

    @Test
    void rowsWithoutAGapAreTakenAtOnce() {
        assertThat(complete(0, 11, 12, 13)).containsExactly(11L, 12L, 13L);
        assertThat(complete(0)).isEmpty();
    }

    @Test
    void aReadingThatBeganBeforeTheGapHadItsTimeIsNoProofThoughItEndsLater() {
        assertThat(complete(0, 12)).isEmpty();
        assertThat(complete(10, 0, NOW.plusSeconds(4), NOW.plusSeconds(9), 12)).isEmpty();
        assertThat(complete(10, 0, NOW.plusSeconds(5), NOW.plusSeconds(9), 12)).containsExactly(12L);
    }

    @Test
    void whatGotItsIdWhileMauticSaidWhichRowIsTheNewestHasItsTimeFromThen() {
        var now = new AtomicReference<>(NOW);
        var look = new Gaps(Duration.ofSeconds(5)).look(10, rows(12), () -> seen, () -> {
            now.set(NOW.plusSeconds(6));
            return 13;
        }, NOW, now::get);
        assertThat(look.toKeep().orElseThrow().at()).isEqualTo(NOW.plusSeconds(6));
    }

    @Test
    void whatComesAfterAGapWaits() {
        assertThat(complete(0, 11, 13)).containsExactly(11L);
        assertThat(complete(4, 11, 13)).containsExactly(11L);
    }

    @Test
    void aRowThatAppearsLateIsTakenInItsPlace() {
        assertThat(complete(0, 11, 13)).containsExactly(11L);
        assertThat(complete(2, 11, 12, 13)).containsExactly(11L, 12L, 13L);
    }

    @Test
    void aClockThatIsSetBackDoesNotHoldWhatComesAfterAGapForSoLong() {
        assertThat(complete(3600, 11, 13)).containsExactly(11L);
        assertThat(complete(0, 11, 13)).containsExactly(11L);
        assertThat(complete(5, 11, 13)).containsExactly(11L, 13L);
    }

    @Test
    void aGapThatStaysIsPassedButNotOneThatIsNewer() {
        assertThat(complete(0, 12, 13)).isEmpty();
        assertThat(complete(5, 12, 13, 15)).containsExactly(12L, 13L);
        assertThat(completeFrom(13, 0, 6, 15)).isEmpty();
        assertThat(completeFrom(13, 0, 11, 15)).containsExactly(15L);
    }

    @Test
    void whereMoreRowsAreThereThanWereReadTheirGapsAreSeenAtOnce() {
        assertThat(completeFrom(10, 99, 0, 12, 14)).isEmpty();
        assertThat(completeFrom(10, 99, 5, 12, 14)).containsExactly(12L, 14L);
        assertThat(completeFrom(14, 99, 5, 16, 18)).containsExactly(16L, 18L);
    }
}
