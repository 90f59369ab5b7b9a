package org.inesconnector.connector.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.inesconnector.connector.messages.Message;

/** Who is told what, look by look. */
class AlertRuleTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration LOOKS_APART = Duration.ofSeconds(10);
    private static final Duration AFTER = Duration.ofMinutes(2);
    private static final int LONG = 13;

    private static final Set<Channel> BOTH = EnumSet.allOf(Channel.class);

    private Instant now = BEGIN;
    private List<Course> kept = List.of();
    private Set<Channel> channels = Set.of(Channel.MAIL);
    private final Set<Channel> broken = EnumSet.noneOf(Channel.class);
    private final List<String> sent = new ArrayList<>();
    /** Before it is kept that something was sent. */
    private boolean dies;

    private Seen.Holds holds() {
        return new Seen.Holds(now, Message.of("plain", "503"));
    }

    /** As it is done: kept, sent, and kept that it was. */
    private void look(Map<Condition, Seen> seen) {
        var step = AlertRule.next(kept, seen, channels, AFTER, now);
        kept = step.courses();
        step.due().stream().filter(due -> !broken.contains(due.channel())).forEach(due -> {
            sent.add(switch (due) {
                case Due.Trouble(var channel, var course) -> channel + " trouble " + course.condition().word();
                case Due.Over(var channel, var course) -> channel + " over " + course.condition().word();
            });
            told(due);
        });
        now = now.plus(LOOKS_APART);
    }

    private void told(Due due) {
        if (dies) {
            return;
        }
        kept = kept.stream().map(course -> {
            var told = EnumSet.noneOf(Channel.class);
            told.addAll(course.told());
            if (course.condition() == due.course().condition()) {
                if (due instanceof Due.Trouble) {
                    told.add(due.channel());
                } else {
                    told.remove(due.channel());
                }
            }
            return new Course(
                    course.condition(), course.isTrouble(), course.since(), course.why(), course.turned(),
                    course.ended(), course.lookedAt(), told);
        }).toList();
    }

    private void fails(int looks) {
        for (int i = 0; i < looks; i++) {
            look(Map.of(Condition.INES_PAUSED, holds()));
        }
    }

    private void works(int looks) {
        for (int i = 0; i < looks; i++) {
            look(Map.of(Condition.INES_PAUSED, new Seen.Well()));
        }
    }

    private void cannotBeSeen(int looks) {
        for (int i = 0; i < looks; i++) {
            look(Map.of());
        }
    }

    @Example
    void whatLastsIsToldOnceAndItsEndOnce() {
        fails(LONG - 1);
        assertThat(sent).isEmpty();
        fails(3 * LONG);
        assertThat(sent).containsExactly("MAIL trouble ines-paused");
        works(LONG - 1);
        assertThat(sent).hasSize(1);
        works(3 * LONG);
        assertThat(sent).containsExactly("MAIL trouble ines-paused", "MAIL over ines-paused");
        assertThat(kept).isEmpty();
    }

    @Example
    void whatComesAndGoesIsNotTold() {
        for (int i = 0; i < 20; i++) {
            fails(LONG - 2);
            works(1);
        }
        assertThat(sent).isEmpty();
        works(1);
        assertThat(kept).isEmpty();
    }

    @Example
    void troubleThatGoesForAMomentIsNeitherOverNorNew() {
        fails(LONG);
        for (int i = 0; i < 20; i++) {
            works(LONG - 2);
            fails(1);
        }
        assertThat(sent).containsExactly("MAIL trouble ines-paused");
    }

    @Example
    void whatHappensAgainIsToldAgain() {
        for (int i = 0; i < 2; i++) {
            fails(LONG);
            works(LONG);
        }
        assertThat(sent).containsExactly(
                "MAIL trouble ines-paused", "MAIL over ines-paused", "MAIL trouble ines-paused",
                "MAIL over ines-paused");
    }

    @Example
    void itSaysSinceWhenTheTroubleWasThereAndUntilWhen() {
        now = BEGIN.plusSeconds(60);
        var holds = new Seen.Holds(BEGIN, Message.of("plain", "503"));
        for (int i = 0; i < LONG; i++) {
            look(Map.of(Condition.INES_PAUSED, holds));
        }
        assertThat(kept).singleElement().returns(BEGIN, Course::since);
        var ended = now;
        broken.add(Channel.MAIL);
        works(2 * LONG);
        assertThat(kept).singleElement()
                .returns(BEGIN, Course::since)
                .returns(Optional.of(ended), Course::ended);
    }

    @Example
    void whatCouldNotBeSentIsSentWithTheNextLookOverThatChannelAlone() {
        channels = BOTH;
        broken.add(Channel.WEBHOOK);
        fails(LONG);
        assertThat(sent).containsExactly("MAIL trouble ines-paused");
        fails(LONG);
        broken.clear();
        fails(1);
        assertThat(sent).containsExactly("MAIL trouble ines-paused", "WEBHOOK trouble ines-paused");
    }

    @Example
    void theChatIsToldOfEverythingBeforeAnyMailIsTried() {
        channels = BOTH;
        for (int i = 0; i < LONG; i++) {
            look(Map.of(Condition.INES_PAUSED, holds(), Condition.ROWS_WAIT, holds()));
        }
        assertThat(sent).containsExactly(
                "WEBHOOK trouble ines-paused", "WEBHOOK trouble rows-wait", "MAIL trouble ines-paused",
                "MAIL trouble rows-wait");
    }

    @Example
    void whoWasNotToldOfTroubleIsNotToldOfItsEnd() {
        channels = BOTH;
        broken.add(Channel.WEBHOOK);
        fails(LONG);
        works(2 * LONG);
        broken.clear();
        works(LONG);
        assertThat(sent).containsExactly("MAIL trouble ines-paused", "MAIL over ines-paused");
        assertThat(kept).isEmpty();
    }

    @Example
    void anEndThatCouldNotBeSentIsNotLost() {
        fails(LONG);
        broken.add(Channel.MAIL);
        works(10 * LONG);
        broken.clear();
        works(1);
        assertThat(sent).containsExactly("MAIL trouble ines-paused", "MAIL over ines-paused");
    }

    @Example
    void troubleThatIsBackBeforeAnybodyHeardOfItsEndIsTheSame() {
        fails(LONG);
        broken.add(Channel.MAIL);
        works(2 * LONG);
        fails(2 * LONG);
        broken.clear();
        fails(1);
        assertThat(sent).containsExactly("MAIL trouble ines-paused");
        works(LONG);
        assertThat(sent).containsExactly("MAIL trouble ines-paused", "MAIL over ines-paused");
    }

    @Example
    void troubleThatNobodyCouldBeToldOfAndThatSeemsOverIsNotToldLate() {
        broken.add(Channel.MAIL);
        fails(LONG);
        works(1);
        broken.clear();
        works(1);
        assertThat(sent).isEmpty();
    }

    @Example
    void aRestartTellsNothingTwiceAndLosesNothing() {
        fails(LONG);
        now = now.plus(Duration.ofHours(3));
        fails(2 * LONG);
        assertThat(sent).containsExactly("MAIL trouble ines-paused");
        now = now.plus(Duration.ofHours(3));
        works(LONG);
        assertThat(sent).containsExactly("MAIL trouble ines-paused", "MAIL over ines-paused");
    }

    @Example
    void aProcessThatDiesBeforeItKeepsThatItSentSomethingLetsItBeSentOnceMore() {
        fails(LONG - 1);
        dies = true;
        fails(1);
        dies = false;
        fails(LONG);
        assertThat(sent).containsExactly("MAIL trouble ines-paused", "MAIL trouble ines-paused");
        works(LONG);
        assertThat(sent).hasSize(3);
    }

    @Example
    void whileNobodyLookedNothingWasSeenToLast() {
        fails(1);
        now = now.plus(Duration.ofHours(3));
        fails(LONG - 1);
        assertThat(sent).isEmpty();
        fails(1);
        assertThat(sent).hasSize(1);
    }

    @Example
    void whatCannotBeSeenStaysAsItIs() {
        fails(LONG);
        cannotBeSeen(10 * LONG);
        assertThat(sent).containsExactly("MAIL trouble ines-paused");
        works(LONG);
        assertThat(sent).containsExactly("MAIL trouble ines-paused", "MAIL over ines-paused");
    }

    @Example
    void aChannelThatIsNewIsToldWhatIsTroubleNowAndOneThatIsGoneNothing() {
        fails(LONG);
        channels = Set.of(Channel.WEBHOOK);
        fails(1);
        assertThat(sent).containsExactly("MAIL trouble ines-paused", "WEBHOOK trouble ines-paused");
        channels = BOTH;
        works(LONG);
        assertThat(sent).last().isEqualTo("WEBHOOK over ines-paused");
        assertThat(sent).hasSize(3);
    }

    @Example
    void eachConditionIsToldByItself() {
        for (int i = 0; i < LONG; i++) {
            look(Map.of(Condition.INES_PAUSED, holds(), Condition.ROWS_WAIT, holds()));
        }
        for (int i = 0; i < LONG; i++) {
            look(Map.of(Condition.INES_PAUSED, new Seen.Well(), Condition.ROWS_WAIT, holds()));
        }
        assertThat(sent).containsExactly(
                "MAIL trouble ines-paused", "MAIL trouble rows-wait", "MAIL over ines-paused");
    }

    /** 0 and 1: works, 2 and 3: fails, 4: cannot be seen, 5: the webhook breaks, 6: it works again. */
    @Property(tries = 500)
    void whateverHappensEachChannelHearsOfTroubleAndItsEndInTurn(@ForAll @Size(max = 60) List<Integer> happenings) {
        channels = BOTH;
        for (int happening : happenings) {
            switch (Math.floorMod(happening, 7)) {
                case 0 -> works(1);
                case 1 -> works(LONG);
                case 2 -> fails(1);
                case 3 -> fails(LONG);
                case 4 -> cannotBeSeen(1);
                case 5 -> broken.add(Channel.WEBHOOK);
                default -> broken.clear();
            }
        }
        broken.clear();
        works(LONG + 1);
        var last = new HashMap<String, String>();
        for (var message : sent) {
            int end = message.indexOf(' ');
            var channel = message.substring(0, end);
            var said = message.substring(end + 1, message.indexOf(' ', end + 1));
            assertThat(said).as("%s", sent).isNotEqualTo(last.getOrDefault(channel, "over"));
            last.put(channel, said);
        }
        assertThat(last.values()).allMatch("over"::equals);
        assertThat(kept).isEmpty();
    }
}
