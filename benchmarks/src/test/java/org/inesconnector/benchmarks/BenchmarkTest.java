package org.inesconnector.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inesconnector.benchmarks.Outcome.Figure;
import org.inesconnector.processes.DatabaseKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class BenchmarkTest {

    static double figure(Outcome outcome, String name) {
        return outcome.figures().stream().filter(figure -> figure.name().equals(name)).findFirst().orElseThrow()
                .value();
    }

    @Test
    void allIsEachWorkloadThatTakesLessThanHours() {
        assertThat(BenchmarkApplication.named(List.of("all")))
                .hasSize(Workload.values().length - 1)
                .doesNotContain(Workload.MILLION);
        assertThat(BenchmarkApplication.named(List.of("Million", "first")))
                .containsExactly(Workload.MILLION, Workload.FIRST);
        var errors = new StringWriter();
        int end = new CommandLine(new BenchmarkApplication())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(errors))
                .execute("--workload", "first,second");
        assertThat(end).isEqualTo(2);
        assertThat(errors.toString()).contains("'second'");
    }

    private static Load load(Path output) {
        return new Load(Duration.ofMillis(2), 8, 100_000, DatabaseKind.H2, 400, 80, 1, 5, 10, 1, 1, 1, "256m", output);
    }

    @Test
    void whatMissesItsAimSaysSo(@TempDir Path output) {
        var lines = new ArrayList<String>();
        Report.print(new Outcome("first", load(output), "First", List.of(
                new Figure("calls", 1.3, "").atMost(1.2), new Figure("share", 96, "%").atLeast(95)), "", List.of()),
                lines::add);
        assertThat(lines.get(2)).endsWith("aim: at most 1.200, missed");
        assertThat(lines.get(3)).endsWith("aim: at least 95");
    }

    /** Programs are started one after another, and others may be at work. */
    @Test
    @Timeout(900)
    void whatIsMeasuredStandsBesideTheBaselineAndTheBoundAndIsChecked(@TempDir Path output) throws IOException {
        var outcomes = BenchmarkApplication.run(
                load(output), Map.of(), List.of(Workload.FIRST, Workload.WEBHOOKS, Workload.DIRECT));

        assertThat(outcomes).extracting(Outcome::workload)
                .containsExactly("first", "webhooks", "direct", "direct");
        assertThat(outcomes).flatExtracting(Outcome::bars)
                .hasSizeGreaterThan(8)
                .allSatisfy(bar -> assertThat(bar.value()).as(bar.label()).isNotNegative());
        assertThat(outcomes.getFirst().bars())
                .allSatisfy(bar -> assertThat(bar.value()).as(bar.label()).isPositive());
        assertFirst(outcomes.getFirst());
        assertThat(figure(outcomes.get(1), "events")).isEqualTo(10);
        assertThat(figure(outcomes.get(1), "INES calls caused")).isZero();
        assertDirect(outcomes.get(2), 100_000);
        assertDirect(outcomes.getLast(), 50);
        var json = Files.readString(output.resolve("results.json"));
        assertThat(json).contains("\"share of the bound\"", "\"reached\"", "\"latencyMillis\" : 2.0");
        assertThat(JsonMapper.shared().readTree(json).path("outcomes"))
                .as("each with what it was measured with")
                .extracting(outcome -> outcome.path("conditions").path("callsPerSecond").asInt())
                .containsExactly(100_000, 100_000, 100_000, 50);
        assertThat(Files.readString(output.resolve("results.svg"))).startsWith("<svg").contains("measured");
    }

    private static void assertDirect(Outcome outcome, int callsPerSecond) {
        assertThat(figure(outcome, "INES calls a second")).isEqualTo(callsPerSecond);
        assertThat(figure(outcome, "idle: INES calls per push"))
                .as("a contact of a new company, and its lead")
                .isEqualTo(2);
        double bound = figure(outcome, "bound: to the answer");
        assertThat(bound).as("two calls of 2 ms").isEqualTo(4);
        assertThat(List.of("sequential baseline: one contact", "idle: median to the answer"))
                .allSatisfy(name -> assertThat(figure(outcome, name)).as(name).isGreaterThanOrEqualTo(bound));
        assertThat(outcome.bars()).extracting(Outcome.Bar::label)
                .endsWith("one after another, answer", "idle, answer, median", "bound, answer");
        assertThat(outcome.figures()).extracting(Figure::name)
                .contains("beside bulk work: median to INES", "claimed with bulk work: median to INES");
        assertThat(outcome.figures()).filteredOn(Figure::inChart)
                .extracting(Figure::name)
                .contains("idle: CPU per push", "most resident memory");
    }

    private static void assertFirst(Outcome outcome) {
        assertThat(outcome.bars()).extracting(Outcome.Bar::label)
                .containsExactly("one after another", "measured", "bound");
        assertThat(figure(outcome, "INES calls per contact")).as("a lead each, and a company for five")
                .isCloseTo(1.2, within(0.01));
        assertThat(figure(outcome, "Mautic calls per contact"))
                .as("read and written in batches: one by one they would be two and more")
                .isBetween(0.01, 0.5);
        assertThat(List.of("CPU per contact", "most resident memory"))
                .allSatisfy(name -> assertThat(figure(outcome, name)).as(name).isPositive());
    }
}
