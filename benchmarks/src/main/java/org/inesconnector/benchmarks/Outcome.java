package org.inesconnector.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a workload came to.
 *
 * @param load under which conditions
 * @param series what was seen in the meantime; may be empty
 * @param bars what is compared in the chart, in {@code barUnit}: the measured beside the baseline and the bound
 */
record Outcome(String workload, Load load, String title, List<Figure> figures, String barUnit, List<Bar> bars,
        List<Sample> series) {

    Outcome(String workload, Load load, String title, List<Figure> figures, String barUnit, List<Bar> bars) {
        this(workload, load, title, figures, barUnit, bars, List.of());
    }

    /**
     * @param aim what it should be; null where it only informs
     * @param inChart it is written into the chart too
     */
    record Figure(String name, double value, String unit, @Nullable Aim aim, boolean inChart) {

        Figure(String name, double value, String unit) {
            this(name, value, unit, null, false);
        }

        Figure atLeast(double least) {
            return new Figure(name, value, unit, new Aim(least, true, value >= least), true);
        }

        Figure atMost(double most) {
            return new Figure(name, value, unit, new Aim(most, false, value <= most), true);
        }

        Figure intoChart() {
            return new Figure(name, value, unit, aim, true);
        }
    }

    /** @param atLeast or else at most */
    record Aim(double value, boolean atLeast, boolean reached) {}

    /**
     * @param seconds since the beginning
     * @param done how many contacts
     * @param memory resident, in MiB
     */
    record Sample(double seconds, int done, double memory) {}

    record Bar(String label, double value) {}

    Outcome {
        figures = List.copyOf(figures);
        bars = List.copyOf(bars);
        series = List.copyOf(series);
    }
}
