package org.inesconnector.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.inesconnector.benchmarks.Outcome.Bar;
import org.inesconnector.benchmarks.Outcome.Figure;
import org.inesconnector.processes.Database;
import org.inesconnector.processes.Waiting;
import org.inesconnector.processes.Wrong;

/** Somebody asks for one contact after another over the REST API: how long until INES hears of it. */
final class DirectPush {

    private static final int WARM_UP = 10;
    /** The contact with its new company, then its lead, which names both: one after the other, whatever is allowed at once. */
    private static final int CALLS_NEEDED = 2;
    private static final double MILLIS = 1000;
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Bench bench;
    private final Load load;

    DirectPush(Bench bench, Load load) {
        this.bench = bench;
        this.load = load;
    }

    /**
     * All in milliseconds.
     *
     * @param putOff how many were answered as still to be tried; they count until they were done
     */
    private record Times(List<Double> toInes, List<Double> toAnswer, int putOff) {

        private Times {
            toInes = toInes.stream().sorted().toList();
            toAnswer = toAnswer.stream().sorted().toList();
        }
    }

    /** Beside bulk work: of new contacts, of those that wait in the queue among all others, and of those that a batch has claimed. */
    private record Busy(Times fresh, Times queued, Times claimed) {}

    Outcome measure() {
        double baseline = MILLIS / bench.baseline(load.latency()).created().perSecond();
        try (var installation = bench.fresh(load)) {
            var token = installation.token();
            try (var nodes = Nodes.idle(bench, installation, load.nodes());
                    var database = installation.database().connect();
                    var http = HttpClient.newHttpClient()) {
                var push = new Push(http, nodes.first().url(), token, database);
                push.fresh("warm", WARM_UP);
                bench.say("Direct push: %d contacts, nothing else to do …".formatted(load.pushes()));
                bench.sides().forgetCalls();
                double cpu = nodes.cpuSeconds();
                var idle = push.fresh("idle", load.pushes());
                var used = new Used(nodes.cpuSeconds() - cpu, bench.sides().state());
                bench.sides().seed(load.contacts(), load.companies(), load.seed());
                Waiting.until("bulk work is under way", GLANCE, PATIENCE,
                        () -> nodes.alive() && bench.sides().state().leads() > WARM_UP + 2 * load.pushes());
                return outcome(baseline, idle, used, busy(push), nodes.memory());
            } catch (SQLException e) {
                throw new Wrong("The database cannot be closed", e);
            }
        }
    }

    private Busy busy(Push push) {
        bench.say("Direct push: %d contacts, while %,d others wait …".formatted(load.pushes(), load.contacts()));
        var claimed = push.ofBulk("RUNNING");
        var fresh = push.fresh("busy", load.pushes());
        var queued = push.ofBulk("PENDING");
        push.requireBulk();
        return new Busy(fresh, queued, claimed);
    }

    /** By the pushes while nothing else was to be done. */
    private record Used(double cpuSeconds, SimulatedSides.State state) {}

    /** @param baseline what the sequential baseline takes for a new contact, in milliseconds */
    private Outcome outcome(double baseline, Times idle, Used used, Busy busy, Nodes.Memory memory) {
        double bound = CALLS_NEEDED * load.latency().toNanos() / 1e6;
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("pushes", load.pushes(), "each"));
        figures.add(new Figure("contacts of the bulk work", load.contacts(), ""));
        figures.add(new Figure("INES calls at once", load.callsAtOnce(), ""));
        figures.add(new Figure("INES calls a second", load.callsPerSecond(), ""));
        figures.add(new Figure("sequential baseline: one contact", baseline, "ms"));
        figures.add(new Figure("bound: to the answer", bound, "ms"));
        figures.addAll(figures("idle", idle));
        figures.addAll(figures("beside bulk work", busy.fresh));
        figures.addAll(figures("waiting among bulk work", busy.queued));
        figures.addAll(figures("claimed with bulk work", busy.claimed));
        double pushes = load.pushes();
        figures.add(new Figure("idle: INES calls per push", used.state().ines().ofContacts().count() / pushes, ""));
        figures.add(new Figure("idle: Mautic calls per push", used.state().mautic().count() / pushes, ""));
        figures.add(new Figure("idle: CPU per push", MILLIS * used.cpuSeconds() / pushes, "ms").intoChart());
        figures.add(new Figure("most resident memory", memory.resident(), "MiB").intoChart());
        var bars = new ArrayList<Bar>();
        bars.addAll(bars("idle", idle));
        bars.addAll(bars("beside bulk", busy.fresh));
        bars.addAll(bars("waiting", busy.queued));
        bars.addAll(bars("claimed", busy.claimed));
        bars.add(new Bar("one after another, answer", baseline));
        bars.add(new Bar("idle, answer, median", percentile(idle.toAnswer, 50)));
        bars.add(new Bar("bound, answer", bound));
        return new Outcome("direct", load, "Direct push, from the request to INES, %,d calls at once, %,d a second"
                .formatted(load.callsAtOnce(), load.callsPerSecond()), figures, "ms", bars);
    }

    private static List<Figure> figures(String name, Times times) {
        return times.toInes.isEmpty()
                ? List.of()
                : List.of(
                        new Figure(name + ": median to INES", percentile(times.toInes, 50), "ms"),
                        new Figure(name + ": 99th percentile to INES", percentile(times.toInes, 99), "ms"),
                        new Figure(name + ": median to the answer", percentile(times.toAnswer, 50), "ms"),
                        new Figure(name + ": 99th percentile to the answer", percentile(times.toAnswer, 99), "ms"),
                        new Figure(name + ": put off", times.putOff, ""));
    }

    private static List<Bar> bars(String name, Times times) {
        return times.toInes.isEmpty()
                ? List.of()
                : List.of(
                        new Bar(name + ", median", percentile(times.toInes, 50)),
                        new Bar(name + ", 99th percentile", percentile(times.toInes, 99)));
    }

    /** The least value that so many of a hundred do not exceed. */
    static double percentile(List<Double> sorted, int percent) {
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    private final class Push {

        private final HttpClient http;
        private final URI url;
        private final String token;
        private final Connection database;
        private final Random random = new Random(load.seed());

        Push(HttpClient http, URI connector, String token, Connection database) {
            this.http = http;
            this.url = connector.resolve("/api/push");
            this.token = token;
            this.database = database;
        }

        /** Of contacts that are made a moment before. */
        Times fresh(String name, int number) {
            return times(number, i -> bench.sides().contact(name + i));
        }

        /** Of contacts that wait among all others, and not for somebody: none where there are none in this state. */
        Times ofBulk(String state) {
            int number = bulk(state).isEmpty() ? 0 : load.pushes();
            return times(number, _ -> {
                var all = bulk(state);
                requireBulk();
                if (all.isEmpty()) {
                    throw new Wrong("No contact of the bulk work is " + state + " any more: more contacts are needed");
                }
                return all.get(random.nextInt(all.size()));
            });
        }

        /** Whom somebody has asked for already is none of them. A company's id is never one of these contacts': what comes to INES names both by their id alone. */
        private List<Long> bulk(String state) {
            return Database.numbers(database, """
                    SELECT mautic_contact_id FROM synchronisation
                    WHERE state = '%s' AND priority = 1 AND mautic_contact_id > %d
                      AND NOT EXISTS (SELECT 1 FROM synchronisation asked
                                      WHERE asked.mautic_contact_id = synchronisation.mautic_contact_id AND asked.priority = 0)
                    """.formatted(state, load.companies() + WARM_UP + 2 * load.pushes()));
        }

        void requireBulk() {
            if (bulk("PENDING").isEmpty() && bulk("RUNNING").isEmpty()) {
                throw new Wrong("The bulk work was over before the pushes were: more contacts are needed");
            }
        }

        private Times times(int number, IntToLongFunction contacts) {
            var toInes = new ArrayList<Double>();
            var toAnswer = new ArrayList<Double>();
            int putOff = 0;
            for (int i = 0; i < number; i++) {
                long contact = contacts.applyAsLong(i);
                var asked = Instant.now();
                if (!isDone(contact)) {
                    putOff++;
                    Waiting.until("contact " + contact + " is done", GLANCE, PATIENCE, () -> Database.count(database,
                            "synchronisation WHERE mautic_contact_id = " + contact
                                    + " AND state IN ('PENDING', 'RUNNING')") == 0);
                }
                toAnswer.add(millis(asked, Instant.now()));
                toInes.add(millis(asked, bench.sides().arrival(contact)
                        .orElseThrow(() -> new Wrong("INES never heard of contact " + contact))));
            }
            return new Times(toInes, toAnswer, putOff);
        }

        /** @return false where it is tried again by itself, as where its company is being created */
        private boolean isDone(long contact) {
            try {
                var answer = http.send(HttpRequest.newBuilder(url)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"contact\": " + contact + "}"))
                        .build(), BodyHandlers.ofString());
                boolean done = answer.body().contains("\"DONE\"");
                if (answer.statusCode() != 200 || !(done || answer.body().contains("\"PENDING\""))) {
                    throw new Wrong("The push of contact " + contact + " ended in " + answer.statusCode() + " "
                            + answer.body());
                }
                return done;
            } catch (IOException e) {
                throw new Wrong("The push of contact " + contact + " was not answered", e);
            } catch (InterruptedException e) {
                throw new Wrong("Interrupted", e);
            }
        }

        /** What INES had heard of before it was asked for took no time. */
        private double millis(Instant from, Instant to) {
            return Math.max(0, MILLIS * Duration.between(from, to).toNanos() / 1e9);
        }
    }
}
