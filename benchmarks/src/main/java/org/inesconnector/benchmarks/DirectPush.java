package org.inesconnector.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.inesconnector.benchmarks.Outcome.Bar;
import org.inesconnector.benchmarks.Outcome.Figure;
import org.inesconnector.processes.Waiting;
import org.inesconnector.processes.Wrong;

/** Somebody asks for one contact after another over the REST API: how long until INES hears of it. */
final class DirectPush {

    private static final int WARM_UP = 10;
    private static final double MILLIS = 1000;

    private final Bench bench;
    private final Load load;

    DirectPush(Bench bench, Load load) {
        this.bench = bench;
        this.load = load;
    }

    /** All in milliseconds. */
    private record Times(List<Double> toInes, List<Double> toAnswer) {

        private Times {
            toInes = toInes.stream().sorted().toList();
            toAnswer = toAnswer.stream().sorted().toList();
        }
    }

    Outcome measure() {
        try (var installation = bench.fresh(load)) {
            var token = installation.token();
            try (var nodes = Nodes.idle(bench, installation, load.nodes()); var http = HttpClient.newHttpClient()) {
                var push = new Push(http, nodes.first().url(), token);
                push.times("warm", WARM_UP);
                bench.say("Direct push: %d contacts, nothing else to do …".formatted(load.pushes()));
                bench.sides().forgetCalls();
                double cpu = nodes.cpuSeconds();
                var idle = push.times("idle", load.pushes());
                var used = new Used(nodes.cpuSeconds() - cpu, bench.sides().state());
                bench.sides().seed(load.contacts(), load.companies(), load.seed());
                Waiting.until("bulk work is under way", Duration.ofMillis(100), Duration.ofMinutes(2),
                        () -> nodes.alive() && bench.sides().state().leads() > WARM_UP + 2 * load.pushes());
                bench.say(
                        "Direct push: %d contacts, while %,d others wait …".formatted(load.pushes(), load.contacts()));
                var busy = push.times("busy", load.pushes());
                int leads = bench.sides().state().leads();
                if (leads >= load.contacts() + WARM_UP + 2 * load.pushes()) {
                    throw new Wrong("The bulk work was over before the pushes were: more contacts are needed");
                }
                return outcome(idle, used, busy, nodes.memory());
            }
        }
    }

    /** By the pushes while nothing else was to be done. */
    private record Used(double cpuSeconds, SimulatedSides.State state) {}

    private Outcome outcome(Times idle, Used used, Times busy, Nodes.Memory memory) {
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("pushes", load.pushes(), "each"));
        figures.add(new Figure("idle: median to INES", percentile(idle.toInes, 50), "ms"));
        figures.add(new Figure("idle: 99th percentile to INES", percentile(idle.toInes, 99), "ms"));
        figures.add(new Figure("idle: median to the answer", percentile(idle.toAnswer, 50), "ms"));
        figures.add(new Figure("idle: 99th percentile to the answer", percentile(idle.toAnswer, 99), "ms"));
        figures.add(new Figure("beside bulk work: median to INES", percentile(busy.toInes, 50), "ms"));
        figures.add(new Figure("beside bulk work: 99th percentile to INES", percentile(busy.toInes, 99), "ms"));
        figures.add(new Figure("beside bulk work: median to the answer", percentile(busy.toAnswer, 50), "ms"));
        figures.add(new Figure("beside bulk work: 99th percentile to the answer", percentile(busy.toAnswer, 99), "ms"));
        double pushes = load.pushes();
        figures.add(new Figure("idle: INES calls per push", used.state().ines().ofContacts().count() / pushes, ""));
        figures.add(new Figure("idle: Mautic calls per push", used.state().mautic().count() / pushes, ""));
        figures.add(new Figure("idle: CPU per push", MILLIS * used.cpuSeconds() / pushes, "ms").intoChart());
        figures.add(new Figure("most resident memory", memory.resident(), "MiB").intoChart());
        return new Outcome("direct", "Direct push, from the request to INES", figures, "ms", List.of(
                new Bar("idle, median", percentile(idle.toInes, 50)),
                new Bar("idle, 99th percentile", percentile(idle.toInes, 99)),
                new Bar("beside bulk, median", percentile(busy.toInes, 50)),
                new Bar("beside bulk, 99th perc.", percentile(busy.toInes, 99))));
    }

    /** The least value that so many of a hundred do not exceed. */
    static double percentile(List<Double> sorted, int percent) {
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    private final class Push {

        private final HttpClient http;
        private final URI url;
        private final String token;

        Push(HttpClient http, URI connector, String token) {
            this.http = http;
            this.url = connector.resolve("/api/push");
            this.token = token;
        }

        Times times(String name, int number) {
            var toInes = new ArrayList<Double>();
            var toAnswer = new ArrayList<Double>();
            for (int i = 0; i < number; i++) {
                long contact = bench.sides().contact(name + i);
                var asked = Instant.now();
                push(contact);
                toAnswer.add(millis(asked, Instant.now()));
                toInes.add(millis(asked, bench.sides().arrival(contact)
                        .orElseThrow(() -> new Wrong("INES never heard of contact " + contact))));
            }
            return new Times(toInes, toAnswer);
        }

        private void push(long contact) {
            try {
                var answer = http.send(HttpRequest.newBuilder(url)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"contact\": " + contact + "}"))
                        .build(), BodyHandlers.ofString());
                if (answer.statusCode() != 200 || !answer.body().contains("\"DONE\"")) {
                    throw new Wrong("The push of contact " + contact + " ended in " + answer.statusCode() + " "
                            + answer.body());
                }
            } catch (IOException e) {
                throw new Wrong("The push of contact " + contact + " was not answered", e);
            } catch (InterruptedException e) {
                throw new Wrong("Interrupted", e);
            }
        }

        private double millis(Instant from, Instant to) {
            return MILLIS * Duration.between(from, to).toNanos() / 1e9;
        }
    }
}
