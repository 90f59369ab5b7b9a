package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.PushResult.Blame;
import org.inesconnector.connector.sync.RemovalResult;
import org.inesconnector.connector.sync.SkipReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class JudgementTest {

    private static final Judgement JUDGEMENT = new Judgement(new QueueSettings(
            Duration.ofSeconds(30), Duration.ofDays(90), Duration.ofMillis(500),
            List.of(Duration.ofSeconds(20), Duration.ofMinutes(2)), List.of(Duration.ofSeconds(1))));

    private static final Message WHY = Message.of("plain", "why");
    private static final Message NOTE = Message.of("plain", "note");

    private static Claimed row(int attempts, int heldUp) {
        return new Claimed(1, "node", Wanted.update(7, Origin.CHANGE), attempts, heldUp, Optional.empty());
    }

    private static Claimed row() {
        return row(0, 0);
    }

    private static void assertEnds(Ending ending, RowState state, boolean costs) {
        assertThat(ending.state()).isEqualTo(state);
        assertThat(ending.costsAnAttempt()).isEqualTo(costs);
    }

    @Test
    void everyPossibleResultOfAPushAndOfARemovalIsJudgedHere() {
        assertThat(Arrays.stream(PushResult.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .containsExactlyInAnyOrder("Pushed", "Unchanged", "Skipped", "Uncertain", "Busy", "NoSuchContact",
                        "Merged", "Conflict", "Failed");
        assertThat(Arrays.stream(RemovalResult.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .containsExactlyInAnyOrder("Flagged", "NothingAtInes", "GoneAtInesToo", "StillInMautic", "Merged",
                        "PassedOn", "NotPublished", "Uncertain", "Failed");
    }

    @Test
    void whatIsAtInesIsDoneAndItsNotesAreInTheJournal() {
        var unchanged = new PushResult.Unchanged(11, 12, List.of(NOTE, NOTE));
        var ending = JUDGEMENT.of(unchanged, row());
        assertEnds(ending, RowState.DONE, false);
        assertThat(ending.message()).isEqualTo(
                Message.of("push.and", Message.of("push.and", unchanged.message(), NOTE), NOTE));
        assertThat(JUDGEMENT.of(new PushResult.Unchanged(11, 12, List.of()), row()))
                .isEqualTo(new Ending.Done(Message.of("push.unchanged", 11, 12), false));
    }

    @Test
    void onlyWhatWasWrittenShowsThatInesTakesContacts() {
        var lead = Message.of("push.lead-written", 3);
        assertThat(JUDGEMENT.of(new PushResult.Unchanged(11, 12, List.of(NOTE)), row()).showsThatInesTakes()).isFalse();
        assertThat(JUDGEMENT.of(new PushResult.Unchanged(11, 12, List.of(lead)), row()).showsThatInesTakes()).isTrue();
        assertThat(JUDGEMENT.of(new RemovalResult.Flagged(7, 11), row()).showsThatInesTakes()).isTrue();
        assertThat(JUDGEMENT.of(new RemovalResult.NothingAtInes(7), row()).showsThatInesTakes()).isFalse();
        assertThat(JUDGEMENT.of(new PushResult.Merged(7, 8), row()).showsThatInesTakes()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = SkipReason.class, mode = Mode.EXCLUDE, names = "NOT_PUBLISHED")
    void aSkippedContactIsCountedUnderItsReasonAndCostsNothing(SkipReason reason) {
        var ending = JUDGEMENT.of(new PushResult.Skipped(reason), row(2, 0));
        assertThat(ending).isEqualTo(new Ending.Skipped(reason.name(), reason.message()));
        assertEnds(ending, RowState.SKIPPED, false);
    }

    @Test
    void whatIsNotPublishedWaits() {
        assertEnds(JUDGEMENT.of(new PushResult.Skipped(SkipReason.NOT_PUBLISHED), row(2, 0)), RowState.PENDING, false);
        assertEnds(JUDGEMENT.of(new RemovalResult.NotPublished(), row(2, 0)), RowState.PENDING, false);
    }

    @Test
    void anUncertainCreationMakesTheRowWaitForAPersonAlsoWhereItIsAColleagues() {
        var ending = JUDGEMENT.of(new PushResult.Uncertain(9, WHY), row());
        assertThat(ending).isInstanceOfSatisfying(Ending.Uncertain.class,
                uncertain -> assertThat(uncertain.contactId()).isEqualTo(9));
        assertEnds(ending, RowState.UNCERTAIN, false);
    }

    @Test
    void whileAnotherProcessCreatesTheContactItsRowWaitsAMomentAndPaysNothing() {
        var ending = JUDGEMENT.of(new PushResult.Busy(), row(2, 0));
        assertEnds(ending, RowState.PENDING, false);
        assertThat(ending.pause()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(10));
    }

    @Test
    void aContactThatNoLongerExistsFailsAtOnce() {
        var ending = JUDGEMENT.of(new PushResult.NoSuchContact(7), row());
        assertThat(ending).isEqualTo(new Ending.Gone(Message.of("push.no-such-contact", 7L)));
        assertEnds(ending, RowState.FAILED, true);
    }

    @Test
    void aMergedContactIsDoneAndItsWinnerTakesItsPlace() {
        assertThat(JUDGEMENT.of(new PushResult.Merged(7, 8), row()))
                .isEqualTo(new Ending.Merged(8, Message.of("push.merged", 7L, 8L)));
        assertThat(JUDGEMENT.of(new RemovalResult.Merged(7, 8), row()))
                .isEqualTo(new Ending.Merged(8, Message.of("push.merged", 7L, 8L)));
        assertEnds(new Ending.Merged(8, WHY), RowState.DONE, false);
    }

    @Test
    void whoHasTheContactOfOneThatWasDeletedTakesItsPlace() {
        assertThat(JUDGEMENT.of(new RemovalResult.PassedOn(7, 8, 500), row()))
                .isEqualTo(new Ending.Merged(8, Message.of("removal.passed-on", 7L, 8L, 500)));
    }

    @Test
    void twoContactsThatClaimOneReferenceFailAtOnceSinceTryingAgainDoesNotHelp() {
        var ending = JUDGEMENT.of(new PushResult.Conflict(WHY), row());
        assertThat(ending).isEqualTo(new Ending.Failed(WHY));
        assertEnds(ending, RowState.FAILED, true);
    }

    @Test
    void aRemovedContactIsDoneAlsoWhereInesHasItNoLongerOrNeverHadIt() {
        var flagged = new RemovalResult.Flagged(7, 11);
        assertThat(JUDGEMENT.of(flagged, row())).isEqualTo(new Ending.Removed(flagged.message(), true));
        var nothing = new RemovalResult.NothingAtInes(7);
        assertThat(JUDGEMENT.of(nothing, row())).isEqualTo(new Ending.Removed(nothing.message(), false));
        var goneToo = new RemovalResult.GoneAtInesToo(7, 11);
        assertThat(JUDGEMENT.of(goneToo, row())).isEqualTo(new Ending.Removed(goneToo.message(), false));
        assertEnds(new Ending.Removed(WHY, true), RowState.DONE, false);
    }

    @Test
    void aContactToBeRemovedThatIsStillInMauticIsSynchronised() {
        var still = new RemovalResult.StillInMautic(7);
        assertThat(JUDGEMENT.of(still, row())).isEqualTo(new Ending.Merged(7, still.message()));
    }

    @Test
    void aRemovalOfAContactThatMayBeAtInesOrNotWaitsForAPerson() {
        assertThat(JUDGEMENT.of(new RemovalResult.Uncertain(7, WHY), row()))
                .isEqualTo(new Ending.Uncertain(7, WHY));
    }

    @Test
    void threeFailedAttemptsFailTheRowAndTheWaitsBetweenThemGrow() {
        var waits = new ArrayList<Duration>();
        IntStream.range(0, 2).forEach(attempts -> {
            var push = JUDGEMENT.of(new PushResult.Failed(WHY, Blame.CONTACT), row(attempts, 0));
            assertEnds(push, RowState.PENDING, true);
            assertThat(JUDGEMENT.of(new RemovalResult.Failed(WHY, Blame.CONTACT), row(attempts, 0))).isEqualTo(push);
            waits.add(push.pause());
        });
        assertThat(waits).isSorted().doesNotHaveDuplicates();
        assertThat(JUDGEMENT.of(new PushResult.Failed(WHY, Blame.CONTACT), row(2, 0)))
                .isEqualTo(new Ending.Failed(WHY));
        assertThat(JUDGEMENT.of(new RemovalResult.Failed(WHY, Blame.CONTACT), row(2, 0)))
                .isEqualTo(new Ending.Failed(WHY));
    }

    @ParameterizedTest
    @CsvSource({"NOBODY, 2", "QUESTION, 15"})
    void whatTimeOrAPersonDecidesCostsNoAttemptNotEvenTheLastOneAndIsLookedAtSeldom(Blame blame, int minutes) {
        for (int attempts = 0; attempts < Judgement.ATTEMPTS; attempts++) {
            var ending = JUDGEMENT.of(new PushResult.Failed(WHY, blame), row(attempts, 0));
            assertEnds(ending, RowState.PENDING, false);
            assertThat(ending.pause()).isEqualTo(Duration.ofMinutes(minutes));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Blame.class, names = {"INES", "MAUTIC"})
    void whatIsNotTheContactsFaultCostsItNoAttempt(Blame blame) {
        for (int attempts = 0; attempts < Judgement.ATTEMPTS; attempts++) {
            var ending = JUDGEMENT.of(new PushResult.Failed(WHY, blame), row(attempts, 0));
            assertThat(ending).isEqualTo(new Ending.HeldUp(WHY, true));
            assertEnds(ending, RowState.PENDING, false);
            assertThat(JUDGEMENT.of(new RemovalResult.Failed(WHY, blame), row(attempts, 0))).isEqualTo(ending);
        }
    }

    @Test
    void aRowThatAlwaysFailsAsIfInesWereAwayPaysInTheEnd() {
        var away = new PushResult.Failed(WHY, Blame.INES);
        assertEnds(JUDGEMENT.of(away, row(0, Judgement.HELD_UP_AT_MOST - 1)), RowState.PENDING, false);
        assertEnds(JUDGEMENT.of(away, row(0, Judgement.HELD_UP_AT_MOST)), RowState.PENDING, true);
        assertEnds(JUDGEMENT.of(away, row(2, Judgement.HELD_UP_AT_MOST)), RowState.FAILED, true);
    }

    @Test
    void aRowThatWasNotTriedIsDueAtOnceAndPaysNothing() {
        assertEnds(new Ending.NotTried(WHY), RowState.PENDING, false);
        assertThat(new Ending.NotTried(WHY).pause()).isZero();
    }
}
