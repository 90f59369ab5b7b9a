package org.inesconnector.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.inesconnector.benchmarks.Outcome.Bar;
import org.inesconnector.benchmarks.Outcome.Figure;
import org.inesconnector.benchmarks.Outcome.Sample;
import org.inesconnector.processes.Waiting;
import org.inesconnector.processes.Wrong;

/** All contacts of a Mautic are new to INES. */
final class FirstSynchronisation {

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    /** No contact comes to INES for so long: something is wrong. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SAMPLES_KEPT = 200;
    private static final double MILLIS = 1000;
    static final double SHARE_AIMED_AT = 95;
    private static final double MAUTIC_CALLS_AIMED_AT = 0.03;

    private final Bench bench;
    private final Load load;

    FirstSynchronisation(Bench bench, Load load) {
        this.bench = bench;
        this.load = load;
    }

    /**
     * @param firstContact the first one's id in Mautic; those of the others follow
     * @param seconds from the first call at INES about a contact to the end of the last one
     * @param secondsToReferences from the first call at INES to the last reference in Mautic
     */
    record Run(Load load, long firstContact, double seconds, double secondsToReferences, double cpuSeconds,
            double cpuSecondsOfDatabase, double cpuSecondsOfSides, long transactions,
            SimulatedSides.State state, Nodes.Memory memory, List<Sample> samples) {

        Run {
            samples = List.copyOf(samples);
        }

        double perSecond() {
            return load.contacts() / seconds;
        }

        double callsNeeded() {
            return (double) load.contacts() + load.companies();
        }

        double bound() {
            return load.contacts() / load.boundSeconds(callsNeeded());
        }

        double callsMade() {
            return (double) state.ines().ofContacts().count();
        }

        double perContact(double number) {
            return number / load.contacts();
        }
    }

    Outcome measure(String workload) {
        var baseline = bench.baseline(load.latency()).created().perSecond();
        try (var installation = bench.fresh(load); var nodes = Nodes.idle(bench, installation, load.nodes())) {
            return outcome(workload, run(nodes), baseline);
        }
    }

    /** The nodes are left running, idle, with everybody synchronised. */
    Run run(Nodes nodes) {
        var sides = bench.sides();
        bench.say("First synchronisation: %,d contacts of %,d companies, %d node(s) …".formatted(load.contacts(),
                load.companies(), nodes.all().size()));
        sides.forgetCalls();
        double cpu = nodes.cpuSeconds();
        long transactions = nodes.installation().database().transactions();
        double cpuOfDatabase = bench.databaseCpuSeconds();
        double cpuOfSides = sides.figures().cpuSeconds();
        long firstContact = sides.seed(load.contacts(), load.companies(), load.seed());
        var samples = untilAllAreAtInes(nodes);
        Waiting.until("INES has answered each lead", GLANCE, PATIENCE,
                () -> nodes.alive() && leadsAnswered() >= load.contacts());
        double cpuUsed = nodes.cpuSeconds() - cpu;
        double cpuOfDatabaseUsed = bench.databaseCpuSeconds() - cpuOfDatabase;
        Waiting.until("all references are in Mautic", GLANCE, PATIENCE,
                () -> nodes.alive() && sides.linked() == load.contacts());
        var referencesThere = Instant.now();
        double cpuOfSidesUsed = sides.figures().cpuSeconds() - cpuOfSides;
        long transactionsMade = nodes.installation().database().transactions() - transactions;
        var state = sides.state();
        verify(state);
        var calls = state.ines().ofContacts();
        var first = calls.first().orElseThrow();
        return new Run(load, firstContact, seconds(first, calls.last().orElseThrow()), seconds(first, referencesThere),
                cpuUsed, cpuOfDatabaseUsed, cpuOfSidesUsed, transactionsMade, state, nodes.memory(), samples);
    }

    private List<Sample> untilAllAreAtInes(Nodes nodes) {
        var samples = new ArrayList<Sample>();
        long begun = System.nanoTime();
        long lastLine = begun;
        long lastStep = begun;
        int before = 0;
        for (var state = bench.sides().state(); state.leads() < load.contacts(); state = bench.sides().state()) {
            nodes.alive();
            long now = System.nanoTime();
            if (state.leads() > before) {
                before = state.leads();
                lastStep = now;
            } else if (now - lastStep > PATIENCE.toNanos()) {
                throw new Wrong("Nothing has come to INES for " + PATIENCE + ": " + state);
            }
            if (now - lastLine > BETWEEN_LINES.toNanos()) {
                lastLine = now;
                bench.say("  %,d contacts, %,d leads".formatted(state.contacts(), state.leads()));
            }
            samples.add(new Sample((now - begun) / 1e9, state.leads(), nodes.residentMemory()));
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        return samples;
    }

    /** The simulated INES counts a lead when it has it, and a call when it ends. */
    private long leadsAnswered() {
        var leads = bench.sides().state().ines().ofContacts().byOperation().get("AddLead");
        return leads == null ? 0 : leads.count();
    }

    private void verify(SimulatedSides.State state) {
        var wrong = bench.sides().wrong();
        if (state.contacts() != load.contacts() || state.clients() != load.companies()
                || state.leads() != load.contacts() || !wrong.isEmpty()) {
            throw new Wrong(
                    "INES should have %d contacts, %d companies and a lead each; it has %d, %d and %d leads; wrong: %s"
                            .formatted(load.contacts(), load.companies(), state.contacts(), state.clients(),
                                    state.leads(),
                                    wrong));
        }
    }

    private static List<Bar> bars(Run run, double baseline) {
        var bars = new ArrayList<>(List.of(new Bar("one after another", baseline),
                new Bar("measured", run.perSecond())));
        if (!run.load().latency().isZero()) {
            bars.add(new Bar("bound", run.bound()));
        }
        return bars;
    }

    private static List<Sample> thinned(List<Sample> samples) {
        int each = samples.size() / SAMPLES_KEPT + 1;
        return IntStream.range(0, samples.size()).filter(i -> i % each == 0).mapToObj(samples::get).toList();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    static Figure mauticCalls(Run run) {
        return new Figure("Mautic calls per contact", run.perContact((double) run.state().mautic().count()), "")
                .atMost(MAUTIC_CALLS_AIMED_AT);
    }

    private static long count(Run run, String operation) {
        var calls = run.state().mautic().byOperation().get(operation);
        return calls == null ? 0 : calls.count();
    }

    static Outcome outcome(String workload, Run run, double baseline) {
        var load = run.load();
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("contacts", load.contacts(), ""));
        figures.add(new Figure("companies", load.companies(), ""));
        figures.add(new Figure("INES's latency", load.latency().toNanos() / 1e6, "ms"));
        figures.add(new Figure("contacts a second", run.perSecond(), "/s"));
        figures.add(new Figure("sequential baseline", baseline, "/s"));
        if (!load.latency().isZero()) {
            figures.add(new Figure("bound", run.bound(), "/s"));
            figures.add(
                    new Figure("share of the bound", 100 * run.perSecond() / run.bound(), "%").atLeast(SHARE_AIMED_AT));
            figures.add(new Figure("share of the bound of the calls made",
                    100 * load.boundSeconds(run.callsMade()) / run.seconds(), "%"));
        }
        figures.add(new Figure("time", run.seconds(), "s"));
        figures.add(new Figure("time until all references are in Mautic", run.secondsToReferences(), "s"));
        figures.add(new Figure("INES calls per contact", run.perContact(run.callsMade()), "")
                .atMost(run.perContact(run.callsNeeded())));
        figures.add(new Figure("most INES calls at once", run.state().mostAtOnce(), "").atMost(load.callsAtOnce()));
        figures.add(mauticCalls(run));
        figures.add(new Figure("Mautic calls per contact, reads of its tables aside", run.perContact(
                (double) run.state().mautic().count() - count(run, "GET stats/{table}")), ""));
        figures.add(new Figure("CPU per contact", MILLIS * run.perContact(run.cpuSeconds()), "ms")
                .intoChart());
        if (run.cpuSecondsOfDatabase() > 0) {
            figures.add(new Figure("CPU per contact of PostgreSQL",
                    MILLIS * run.perContact(run.cpuSecondsOfDatabase()), "ms"));
            figures.add(new Figure("transactions per contact", run.perContact((double) run.transactions()), ""));
        }
        figures.add(new Figure("CPU per contact of the simulated sides",
                MILLIS * run.perContact(run.cpuSecondsOfSides()), "ms"));
        figures.add(new Figure("most heap left by a full collection", run.memory().heapAfterCollection(), "MiB")
                .intoChart());
        figures.add(new Figure("most heap before a collection", run.memory().heap(), "MiB"));
        figures.add(new Figure("most resident memory", run.memory().resident(), "MiB").intoChart());
        run.state().ines().ofContacts().byOperation()
                .forEach((operation, some) -> figures
                        .add(new Figure("INES " + operation, (double) some.count(), "calls")));
        run.state().mautic().byOperation()
                .forEach((operation, some) -> figures
                        .add(new Figure("Mautic " + operation, (double) some.count(), "calls")));
        return new Outcome(workload, load, "First synchronisation of %,d contacts".formatted(load.contacts()), figures,
                "contacts a second", bars(run, baseline),
                thinned(run.samples()));
    }
}
