package org.inesconnector.connector.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.inesconnector.connector.queue.Figures;
import org.junit.jupiter.api.Test;

class ChartTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 29);

    @Test
    void whatHappenedOnADayIsStackedUpToTheGreatest() {
        var chart = Chart.ofDays(List.of(new Figures.Day(DAY, 6, 2, 2), new Figures.Day(DAY.plusDays(1), 5, 0, 0)));
        assertThat(chart.most()).isEqualTo(10);
        assertThat(chart.bars()).containsExactly(
                new Chart.Bar("done", 37.5, 48, 225, 72),
                new Chart.Bar("skipped", 37.5, 24, 225, 24),
                new Chart.Bar("failed", 37.5, 0, 225, 24),
                new Chart.Bar("done", 337.5, 60, 225, 60));
    }

    @Test
    void whereNothingHappenedNothingIsDrawn() {
        assertThat(Chart.ofDays(List.of(new Figures.Day(DAY, 0, 0, 0))).bars()).isEmpty();
        assertThat(Chart.ofMinutes(List.of(0, 0)).bars()).isEmpty();
        assertThat(Chart.ofLengths(List.of(new Figures.Length(Instant.EPOCH, 3))).line()).isEmpty();
    }

    @Test
    void theLineOfTheQueueGoesByTime() {
        var lengths = List.of(
                new Figures.Length(Instant.ofEpochSecond(0), 0),
                new Figures.Length(Instant.ofEpochSecond(60), 4),
                new Figures.Length(Instant.ofEpochSecond(240), 1));
        assertThat(Chart.ofLengths(lengths).line()).isEqualTo("0.0,120.0 150.0,0.0 600.0,90.0");
    }
}
