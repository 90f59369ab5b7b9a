package org.inesconnector.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.inesconnector.benchmarks.BenchmarkTest.figure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.inesconnector.processes.DatabaseKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is run for hours, with a few contacts. */
class WorkloadsTest {

    /** Programs are started one after another, and others may be at work. */
    @Test
    @Timeout(900)
    void aMillionIsAFirstSynchronisationOfItsOwnSizeWithAnInesThatAnswersAtOnce(@TempDir Path output)
            throws IOException {
        var load = new Load(Duration.ofMillis(2), 8, 100_000, DatabaseKind.H2, 20, 4, 1, 5, 10, 1, 1, 1, "256m",
                output);

        var outcomes = BenchmarkApplication.run(load, Map.of(Workload.MILLION, load.of(300, 60)),
                List.of(Workload.MILLION));

        assertThat(outcomes).singleElement().satisfies(million -> {
            assertThat(million.workload()).isEqualTo("million");
            assertThat(figure(million, "contacts")).isEqualTo(300);
            assertThat(figure(million, "INES's latency")).isZero();
            assertThat(figure(million, "INES calls per contact")).isCloseTo(1.2, within(0.01));
            assertThat(million.bars()).extracting(Outcome.Bar::label).containsExactly("one after another", "measured");
        });
    }
}
