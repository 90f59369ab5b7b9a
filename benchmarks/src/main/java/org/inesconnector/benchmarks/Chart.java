package org.inesconnector.benchmarks;

import java.util.List;

/** Outcomes as an SVG picture: for each, the measured beside what it is compared with. */
final class Chart {

    private static final int WIDTH = 820;
    private static final int LABELS = 190;
    private static final int NUMBERS = 110;
    private static final int BAR = 22;
    private static final int GAP = 6;
    private static final int LINE = 18;
    private static final int TITLE = 30;
    private static final int BETWEEN = 22;
    private static final int MARGIN = 16;

    private final StringBuilder svg = new StringBuilder();

    private Chart() {}

    static String of(List<Outcome> outcomes) {
        var chart = new Chart();
        int y = MARGIN;
        for (var outcome : outcomes) {
            y = chart.group(outcome, y) + BETWEEN;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img" font-family="sans-serif" font-size="13">
                <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                %3$s</svg>
                """
                .formatted(WIDTH, y, chart.svg);
    }

    private int group(Outcome outcome, int top) {
        text(MARGIN, top + BAR / 2 + GAP, "start", "#1b1b1b", "bold",
                outcome.title() + " (" + outcome.barUnit() + ")");
        double most = outcome.bars().stream().mapToDouble(Outcome.Bar::value).max().orElse(1);
        int y = top + TITLE;
        for (var bar : outcome.bars()) {
            int length = (int) Math.max(1,
                    (WIDTH - LABELS - NUMBERS - 2 * MARGIN) * bar.value() / Math.max(most, 1e-9));
            text(LABELS, y + BAR - GAP, "end", "#1b1b1b", "normal", bar.label());
            svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n"
                    .formatted(LABELS + GAP, y, length, BAR, colour(bar.label())));
            text(LABELS + GAP + length + GAP, y + BAR - GAP, "start", "#1b1b1b", "normal",
                    Report.number(Math.round(bar.value() * 10) / 10.0));
            y += BAR + GAP;
        }
        for (var figure : outcome.figures().stream().filter(Outcome.Figure::inChart).toList()) {
            text(LABELS + GAP, y + LINE - GAP, "start", "#555555", "normal", Report.line(figure));
            y += LINE;
        }
        return y;
    }

    private static String colour(String label) {
        return label.startsWith("bound") ? "#8a94a6" : label.startsWith("one after") ? "#c98b2b" : "#1f6f8b";
    }

    private void text(int x, int y, String anchor, String colour, String weight, String words) {
        svg.append(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\" font-weight=\"%s\">%s</text>%n".formatted(x, y,
                        anchor, colour, weight, words.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
