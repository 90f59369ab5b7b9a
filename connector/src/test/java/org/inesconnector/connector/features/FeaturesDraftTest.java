package org.inesconnector.connector.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.messages.FieldProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturesDraftTest {

    private static final FeaturesDraft GOOD = new FeaturesDraft(Map.of(
            FeaturesDraft.FULL, "false",
            FeaturesDraft.ZONE, "Europe/Paris",
            FeaturesDraft.LANGUAGE, "fr",
            FeaturesDraft.AT_ONCE, "8",
            FeaturesDraft.PER_SECOND, "50",
            FeaturesDraft.TAG, "ines",
            FeaturesDraft.POINTS, "50, 100",
            FeaturesDraft.SEGMENTS, "",
            FeaturesDraft.FORMS, "3"));

    @Test
    void whatIsInForceIsGood() {
        assertThat(GOOD.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            connector.time-zone           | Paris
            connector.time-zone           | ""
            connector.lead-language       | de
            ines.calls-at-once            | 0
            ines.calls-at-once            | 101
            ines.calls-at-once            | many
            ines.calls-per-second         | -5
            ines.calls-per-second         | 99999999999999999999999
            connector.push-tag            | -ines
            connector.push-tag            | a,b
            connector.push-rules.points   | 50, x
            connector.push-rules.points   | 0
            connector.push-rules.points   | 99999999999
            connector.push-rules.segments | 1.5
            connector.push-rules.forms    | -3
            """)
    void whatCannotBeUsedIsToldAtItsField(String name, String typed) {
        assertThat(GOOD.with(Map.of(name, typed)).problems()).extracting(FieldProblem::field).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            connector.push-rules.points   | 100;50 50  | 50,100
            connector.push-rules.forms    | ""         | ""
            connector.push-tag            | " vers INES " | "vers INES"
            connector.push-tag            | ""         | ""
            ines.calls-at-once            | 007        | 007
            """)
    void numbersMayBeWrittenAsPeopleDo(String name, String typed, String written) {
        var draft = GOOD.with(Map.of(name, typed));
        assertThat(draft.problems()).isEmpty();
        assertThat(draft.changes()).containsEntry(name, Optional.of(written));
    }

    @Test
    void whatIsNoFeatureIsNotTakenIn() {
        assertThat(GOOD.with(Map.of("ines.password", "x")).changes()).doesNotContainKey("ines.password");
    }
}
