package org.inesconnector.benchmarks;

import java.util.List;

/**
 * What a workload came to.
 *
 * @param bars what is compared in the chart, in {@code barUnit}: the measured beside the baseline and the bound
 */
record Outcome(String workload, String title, List<Figure> figures, String barUnit, List<Bar> bars) {

    record Figure(String name, double value, String unit) {}

    record Bar(String label, double value) {}

    Outcome {
        figures = List.copyOf(figures);
        bars = List.copyOf(bars);
    }
}
