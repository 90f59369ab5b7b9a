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
import org.inesconnector.benchmarks.Outcome.Figure;
import org.inesconnector.processes.DatabaseKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchmarkTest {

    private static double figure(Outcome outcome, String name) {
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

    @Test
    void whatMissesItsAimSaysSo() {
        var lines = new ArrayList<String>();
        Report.print(new Outcome("first", "First", List.of(
                new Figure("calls", 1.3, "").atMost(1.2), new Figure("share", 96, "%").atLeast(95)), "", List.of()),
                lines::add);
        assertThat(lines.get(2)).endsWith("aim: at most 1.200, missed");
        assertThat(lines.get(3)).endsWith("aim: at least 95");
    }

    /** Programs are started one after another, and others may be at work. */
    @Test
    @Timeout(240)
    void aSmallFirstSynchronisationIsMeasuredBesideTheBaselineAndTheBoundAndChecked(@TempDir Path output)
            throws IOException {
        var load = new Load(Duration.ofMillis(2), 8, DatabaseKind.H2, 30, 6, 1, 5, 10, 1, 1, 1, "256m", output);

        var outcomes = BenchmarkApplication.run(load, 30, List.of(Workload.FIRST));

        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.bars()).extracting(Outcome.Bar::label)
                    .containsExactly("one after another", "measured", "bound");
            assertThat(outcome.bars()).allSatisfy(bar -> assertThat(bar.value()).isPositive());
            assertThat(figure(outcome, "INES calls per contact")).as("a lead each, and a company for five")
                    .isCloseTo(1.2, within(0.01));
            assertThat(List.of("Mautic calls per contact", "CPU per contact", "most resident memory"))
                    .allSatisfy(name -> assertThat(figure(outcome, name)).as(name).isPositive());
        });
        assertThat(Files.readString(output.resolve("results.json")))
                .contains("\"share of the bound\"", "\"reached\"", "\"latencyMillis\" : 2.0");
        assertThat(Files.readString(output.resolve("results.svg"))).startsWith("<svg").contains("measured");
    }
}
