package org.inesconnector.connector.web.home;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inesconnector.connector.queue.Figures;

/**
 * A drawing of figures, in the units of its own view box: 600 wide, 120 high, y downwards.
 *
 * @param most what the greatest height stands for
 * @param line the points of a line, where it has one
 */
record Chart(long most, List<Bar> bars, String line) {

    static final int WIDTH = 600;
    static final int HEIGHT = 120;

    private static final double GAP = 0.25;

    Chart {
        bars = List.copyOf(bars);
    }

    /** @param kind which of the colours */
    record Bar(String kind, double x, double y, double width, double height) {}

    /** Done, skipped and failed on top of each other. */
    static Chart ofDays(List<Figures.Day> days) {
        long most = days.stream().mapToLong(day -> day.done() + day.skipped() + day.failed()).max().orElse(0);
        var bars = IntStream.range(0, days.size()).boxed().flatMap(i -> {
            var day = days.get(i);
            var place = new Place(i, days.size(), Math.max(1, most));
            return List.of(
                    place.bar("done", 0, day.done()),
                    place.bar("skipped", day.done(), day.skipped()),
                    place.bar("failed", day.done() + day.skipped(), day.failed())).stream();
        }).filter(bar -> bar.height() > 0).toList();
        return new Chart(most, bars, "");
    }

    static Chart ofMinutes(List<Integer> minutes) {
        long most = minutes.stream().mapToLong(Integer::longValue).max().orElse(0);
        var bars = IntStream.range(0, minutes.size())
                .mapToObj(i -> new Place(i, minutes.size(), Math.max(1, most)).bar("done", 0, minutes.get(i)))
                .filter(bar -> bar.height() > 0)
                .toList();
        return new Chart(most, bars, "");
    }

    /** By time, from the first to the last. */
    static Chart ofLengths(List<Figures.Length> lengths) {
        long most = lengths.stream().mapToLong(Figures.Length::waiting).max().orElse(0);
        if (lengths.size() < 2) {
            return new Chart(most, List.of(), "");
        }
        long begin = lengths.getFirst().at().getEpochSecond();
        double span = lengths.getLast().at().getEpochSecond() - begin;
        var line = lengths.stream()
                .map(length -> round(WIDTH * (length.at().getEpochSecond() - begin) / span) + ","
                        + round(HEIGHT - (double) HEIGHT * length.waiting() / Math.max(1, most)))
                .collect(Collectors.joining(" "));
        return new Chart(most, List.of(), line);
    }

    private record Place(int number, int of, long most) {

        Bar bar(String kind, long from, long size) {
            double step = (double) WIDTH / of;
            double height = (double) HEIGHT * size / most;
            return new Bar(
                    kind,
                    round(number * step + step * GAP / 2),
                    round(HEIGHT - (double) HEIGHT * from / most - height),
                    round(step * (1 - GAP)),
                    round(height));
        }
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
