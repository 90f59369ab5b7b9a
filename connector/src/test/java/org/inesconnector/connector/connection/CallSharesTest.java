package org.inesconnector.connector.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds however many processes there are, and whatever they want. */
class CallSharesTest {

    private static final int PLENTY = 100;

    @Example
    void threeProcessesOnSixteenCallsGetSixFiveAndFive() {
        assertThat(atOnce(CallShares.of(new CallShare(16, 50), List.of(PLENTY, PLENTY, PLENTY), 0)))
                .containsExactly(6, 5, 5);
    }

    @Example
    void oneAloneGetsAllThoughItWantsOneOnly() {
        assertThat(CallShares.of(new CallShare(16, 50), List.of(0, 1), 7))
                .containsExactly(CallShare.NONE, new CallShare(16, 50));
    }

    @Example
    void whoWantsLittleLeavesTheRestToTheOthers() {
        assertThat(atOnce(CallShares.of(new CallShare(16, 50), List.of(2, PLENTY, 1), 0))).containsExactly(2, 13, 1);
    }

    @Property
    void theSharesAddUpToTheLimitsAndNoFurther(
            @ForAll @IntRange(min = 1, max = 20) int atOnce,
            @ForAll @IntRange(min = 1, max = 60) int perSecond,
            @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 30) Integer> wanted,
            @ForAll @IntRange(min = 0, max = 1000) int turn) {
        var shares = CallShares.of(new CallShare(atOnce, perSecond), wanted, turn);
        boolean anybody = wanted.stream().anyMatch(want -> want > 0);
        assertThat(shares).hasSameSizeAs(wanted);
        assertThat(shares.stream().reduce(CallShare.NONE, CallShare::and))
                .isEqualTo(anybody ? new CallShare(atOnce, perSecond) : CallShare.NONE);
    }

    @Property
    void whoWantsAnyGetsAnyAndNobodyGetsMoreThanHeWantsWhileAnotherLacksSome(
            @ForAll @IntRange(min = 8, max = 20) int atOnce,
            @ForAll @IntRange(min = 8, max = 60) int perSecond,
            @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 30) Integer> wanted,
            @ForAll @IntRange(min = 0, max = 1000) int turn) {
        var shares = CallShares.of(new CallShare(atOnce, perSecond), wanted, turn);
        var lacking = IntStream.range(0, wanted.size())
                .filter(process -> shares.get(process).atOnce() < wanted.get(process))
                .boxed()
                .toList();
        for (int process = 0; process < wanted.size(); process++) {
            var share = shares.get(process);
            assertThat(share.atOnce() > 0).isEqualTo(wanted.get(process) > 0);
            assertThat(share.perSecond() > 0).isEqualTo(wanted.get(process) > 0);
            for (int other : lacking) {
                assertThat(share.atOnce()).isLessThanOrEqualTo(
                        Math.min(wanted.get(process), shares.get(other).atOnce() + 1));
            }
        }
    }

    @Property
    void whereThereAreMoreProcessesThanCallsEachGetsOneInItsTurn(
            @ForAll @IntRange(min = 1, max = 3) int atOnce,
            @ForAll @IntRange(min = 1, max = 3) int perSecond,
            @ForAll @IntRange(min = 1, max = 8) int processes) {
        var wanted = IntStream.range(0, processes).map(_ -> PLENTY).boxed().toList();
        var turns = LongStream.range(0, (long) processes * processes)
                .mapToObj(turn -> CallShares.of(new CallShare(atOnce, perSecond), wanted, turn))
                .toList();
        for (int process = 0; process < processes; process++) {
            int one = process;
            assertThat(turns).anyMatch(turn -> turn.get(one).atOnce() > 0 && turn.get(one).perSecond() > 0);
        }
    }

    private static List<Integer> atOnce(List<CallShare> shares) {
        return shares.stream().map(CallShare::atOnce).toList();
    }
}
