package org.inesconnector.connector.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.inesconnector.connector.messages.Message;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally tally = new Tally(5);

    private static List<Drift> drifts(int number) {
        return drifts(Drift.Kind.NEVER_LINKED, number);
    }

    private static List<Drift> drifts(Drift.Kind kind, int number) {
        return LongStream.range(0, number)
                .mapToObj(id -> new Drift.Contact(
                        id, Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty()))
                .map(contact -> new Drift(kind, contact, Message.of("audit.never-linked"),
                        List.of(), Drift.Remedy.REPAIRABLE))
                .toList();
    }

    @Test
    void onlyTheFirstAreKeptAndAllAreCounted() {
        assertThat(tally.add(0, 0, drifts(3))).hasSize(3);
        assertThat(tally.counts().areMoreThanKept()).isFalse();
        assertThat(tally.add(0, 0, drifts(4))).hasSize(2);
        assertThat(tally.add(0, 0, drifts(1))).isEmpty();
        var counts = tally.counts();
        assertThat(counts.all()).isEqualTo(8);
        assertThat(counts.kept()).isEqualTo(5);
        assertThat(counts.areMoreThanKept()).isTrue();
        assertThat(counts.with(Drift.Remedy.REPAIRABLE)).isEqualTo(8);
    }

    @Test
    void whatNoRepairMayTouchLeavesRoomForWhatOneDoes() {
        assertThat(tally.add(0, 0, drifts(Drift.Kind.NEVER_AGREED, 9))).hasSize(2);
        assertThat(tally.add(0, 0, drifts(4))).hasSize(3);
        assertThat(tally.counts().found(Drift.Kind.NEVER_AGREED)).isEqualTo(9);
    }

    @Test
    void contactsThatAreLinkedMeanwhileAreNotMoreThanAll() {
        tally.begins(10, 10);
        tally.add(12, 12, List.of());
        assertThat(tally.counts().linked()).isEqualTo(12);
        assertThat(tally.counts().toCompare()).isEqualTo(12);
    }

    @Test
    void countsAreReadAsTheyWereWritten() {
        tally.begins(10, 4);
        tally.add(10, 4, drifts(2));
        tally.fromBefore(3);
        assertThat(DriftText.readCounts(DriftText.write(tally.counts()))).isEqualTo(tally.counts());
    }
}
