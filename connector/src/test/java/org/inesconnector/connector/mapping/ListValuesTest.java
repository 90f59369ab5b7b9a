package org.inesconnector.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.inesconnector.mautic.MauticField;

class ListValuesTest {

    private static final ListValues LIST = new ListValues(List.of(
            new InesEntry("1", "Très chaud"),
            new InesEntry("2", "Tiède"),
            new InesEntry("3", "Jean Dupont"),
            new InesEntry("4", "Jean Dupont"),
            new InesEntry("5", "N/A")));

    private static List<MauticField.Choice> choices(String... values) {
        return Arrays.stream(values).map(value -> new MauticField.Choice(value, value)).toList();
    }

    @Example
    void aKeyAndALabelInAnyCaseArePassedOnAndNeedNoSuggestion() {
        assertThat(LIST.suggestions(choices("1", "tiède"))).isEmpty();
        assertThat(LIST.unanswered(choices("1", "tiède"), Map.of())).isEmpty();
    }

    @Example
    void aLabelWithoutItsAccentsOrWithOtherPunctuationIsSuggested() {
        assertThat(LIST.suggestions(choices("tres-chaud", "TIEDE"))).containsExactly(
                Map.entry("tres-chaud", "1"), Map.entry("TIEDE", "2"));
    }

    @Example
    void mauticsLabelCountsWhereItsValueSaysNothing() {
        assertThat(LIST.suggestions(List.of(new MauticField.Choice("hot", "Tres chaud"))))
                .containsExactly(Map.entry("hot", "1"));
    }

    @Example
    void aNameThatTwoHaveIsNotGuessed() {
        assertThat(LIST.suggestions(choices("jean dupont"))).isEmpty();
        assertThat(LIST.unanswered(choices("jean dupont"), Map.of())).hasSize(1);
        assertThat(LIST.unanswered(choices("jean dupont"), Map.of("jean dupont", "4"))).isEmpty();
    }

    @Example
    void whatIsToBeLeftOutIsAnswered() {
        assertThat(LIST.unanswered(choices("x"), Map.of("x", ""))).isEmpty();
        assertThat(LIST.unreached(choices("x"), Map.of("x", ""))).hasSize(5);
    }

    @Example
    void whatNoneOfMauticsValuesBecomesIsTold() {
        assertThat(LIST.unreached(choices("1", "x"), Map.of("x", "3"))).extracting(InesEntry::key)
                .containsExactly("2", "4", "5");
    }

    @Property
    void aSuggestionIsNeverNeededForWhatHasAnAnswerAndAlwaysGivesOne(@ForAll("values") List<String> values) {
        var choices = choices(values.toArray(String[]::new));
        var suggested = LIST.suggestions(choices);
        var missing = LIST.unanswered(choices, Map.of());
        assertThat(missing).extracting(MauticField.Choice::value).containsAll(suggested.keySet());
        assertThat(LIST.unanswered(choices, suggested)).extracting(MauticField.Choice::value)
                .noneMatch(suggested::containsKey);
    }

    @Property
    void eachEntryIsReachedOrTold(@ForAll("values") List<String> values) {
        var choices = choices(values.toArray(String[]::new));
        var all = new HashMap<String, String>();
        LIST.entries().forEach(entry -> all.put("to " + entry.key(), entry.key()));
        var every = choices(all.keySet().toArray(String[]::new));
        assertThat(LIST.unreached(every, all)).isEmpty();
        assertThat(LIST.unreached(choices, Map.of())).hasSizeGreaterThanOrEqualTo(
                LIST.entries().size() - (int) choices.stream().distinct().count());
    }

    @Provide
    Arbitrary<List<String>> values() {
        return Arbitraries.oneOf(
                Arbitraries.of("1", "2", "Très chaud", "TRES CHAUD", "tiede", "Jean Dupont", "n a", "", " "),
                Arbitraries.strings().ofMaxLength(8)).list().ofMaxSize(6);
    }
}
