package org.inesconnector.benchmarks;

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
                "  %-44s %14s %s".formatted(figure.name(), number(figure.value()), figure.unit()).stripTrailing()));
    }

    static String json(Load load, List<Outcome> outcomes) {
        return JSON.writeValueAsString(Map.of(
                "conditions", Map.of(
                        "latencyMillis", load.latency().toNanos() / 1e6,
                        "callsAtOnce", load.callsAtOnce(),
                        "database", load.database().name().toLowerCase(Locale.ROOT),
                        "contacts", load.contacts(),
                        "companies", load.companies(),
                        "nodes", load.nodes(),
                        "heap", load.heap(),
                        "seed", load.seed(),
                        "processors", Runtime.getRuntime().availableProcessors(),
                        "java", Runtime.version().toString()),
                "outcomes", outcomes));
    }

    static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", Math.round(value))
                : String.format(Locale.ROOT, value < 10 ? "%,.3f" : "%,.1f", value);
    }
}
