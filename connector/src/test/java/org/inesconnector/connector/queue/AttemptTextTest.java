package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.inesconnector.connector.connection.MadeCall;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.PlanDescription;
import org.junit.jupiter.api.Test;

class AttemptTextTest {

    private static PlanDescription.Field field(String key, String value) {
        return new PlanDescription.Field(
                Concept.CLIENT,
                key,
                Message.of("plain", "Budget"),
                Optional.of("company:budget"),
                Optional.of(value),
                Optional.of(value),
                Optional.of(value),
                Message.of("convert.not-a-number", value));
    }

    private static PlanDescription plan(List<PlanDescription.Field> fields) {
        return new PlanDescription(Message.of("plan.nothing", 1, 2), List.of(), fields, Optional.of("lead"),
                Optional.empty());
    }

    private static PlanDescription stored(PlanDescription plan) {
        return AttemptText.readPlan(AttemptText.write(plan).orElseThrow());
    }

    @Test
    void aPlanIsReadAsItWasWritten() {
        var plan = plan(List.of(field("7", "12,5 €")));
        assertThat(stored(plan)).isEqualTo(plan);
    }

    @Test
    void whyNoLeadWasWrittenIsReadToo() {
        var plan = new PlanDescription(Message.of("plan.nothing", 1, 2), List.of(), List.of(), Optional.empty(),
                Optional.of(Message.of("plan.no-lead-channel")));
        assertThat(stored(plan)).isEqualTo(plan);
    }

    @Test
    void manyLongValuesAreCutUntilTheirColumnHoldsThem() {
        var fields = IntStream.range(0, 500).mapToObj(i -> field("" + i, "é".repeat(100_000))).toList();
        var text = AttemptText.write(plan(fields)).orElseThrow();
        assertThat(text).hasSizeLessThanOrEqualTo(AttemptText.LONGEST_PLAN);
        assertThat(AttemptText.readPlan(text).fields()).isNotEmpty()
                .allSatisfy(field -> assertThat(field.write().orElseThrow()).startsWith("éé").endsWith("…"));
    }

    @Test
    void aValueThatNoDatabaseTakesIsStoredNevertheless() {
        var value = "\u0000\uD83D" + "x".repeat(399 - 3) + "\uD83D\uDE00 and more";
        var text = AttemptText.write(plan(List.of(field("7", value)))).orElseThrow();
        assertThat(text).doesNotContain("\u0000");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
        assertThat(AttemptText.readPlan(text).fields()).hasSize(1);
    }

    @Test
    void asManyCallsAsAreKeptFitTheirColumn() {
        var call = new MadeCall(MadeCall.To.MAUTIC, "x".repeat(80), Duration.ofMillis(123_456_789),
                MadeCall.End.NOT_UNDERSTOOD, 100);
        var text = AttemptText.write(Collections.nCopies(60, call));
        assertThat(text).hasSizeLessThanOrEqualTo(AttemptText.LONGEST_CALLS);
        assertThat(AttemptText.readCalls(text)).hasSize(60).containsOnly(call);
    }
}
