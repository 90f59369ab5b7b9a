package org.inesconnector.benchmarks;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Outcomes as a table and as JSON. */
final class Report {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Report() {}

    static void print(Outcome outcome, Consumer<String> out) {
        out.accept("");
        out.accept(outcome.workload() + ": " + outcome.title());
        outcome.figures().forEach(figure -> out.accept(
                "  %-44s %14s %-6s%s".formatted(figure.name(), number(figure.value()), figure.unit(), aim(figure))
                        .stripTrailing()));
    }

    /** A figure in one line. */
    static String line(Outcome.Figure figure) {
        return "%s: %s %s%s".formatted(figure.name(), number(figure.value()), figure.unit(), aim(figure))
                .stripTrailing();
    }

    private static String aim(Outcome.Figure figure) {
        var aim = figure.aim();
        return aim == null
                ? ""
                : "  aim: %s %s%s".formatted(aim.atLeast() ? "at least" : "at most", number(aim.value()),
                        aim.reached() ? "" : ", missed");
    }

    static String json(List<Outcome> outcomes) {
        return JSON.writeValueAsString(Map.of(
                "processors", Runtime.getRuntime().availableProcessors(),
                "java", Runtime.version().toString(),
                "outcomes", outcomes.stream().map(Report::told).toList()));
    }

    private static Map<String, Object> told(Outcome outcome) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("workload", outcome.workload());
        entry.put("title", outcome.title());
        entry.put("conditions", conditions(outcome.load()));
        entry.put("figures", outcome.figures());
        entry.put("barUnit", outcome.barUnit());
        entry.put("bars", outcome.bars());
        entry.put("series", outcome.series());
        return entry;
    }

    private static Map<String, Object> conditions(Load load) {
        return Map.ofEntries(
                entry("latencyMillis", load.latency().toNanos() / 1e6),
                entry("callsAtOnce", load.callsAtOnce()),
                entry("callsPerSecond", load.callsPerSecond()),
                entry("database", load.database().name().toLowerCase(Locale.ROOT)),
                entry("contacts", load.contacts()),
                entry("companies", load.companies()),
                entry("nodes", load.nodes()),
                entry("sample", load.sample()),
                entry("events", load.events()),
                entry("eventsARequest", load.eventsARequest()),
                entry("pushes", load.pushes()),
                entry("heap", load.heap()),
                entry("seed", load.seed()));
    }

    static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", Math.round(value))
                : String.format(Locale.ROOT, value < 10 ? "%,.3f" : "%,.1f", value);
    }
}
