package org.inesconnector.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.inesconnector.benchmarks.Outcome.Bar;
import org.inesconnector.benchmarks.Outcome.Figure;
import org.inesconnector.processes.DatabaseKind;

/** What can be measured. */
enum Workload {

    /** All contacts are new. */
    FIRST {
        @Override
        List<Outcome> measure(Bench bench, Load load) {
            return List.of(new FirstSynchronisation(bench, load).measure("first"));
        }
    },

    /** All contacts are looked at again, while 0 %, 1 % and 100 % of them were changed. */
    RESYNC {
        @Override
        List<Outcome> measure(Bench bench, Load load) {
            return new Resynchronisation(bench, load).measure();
        }
    },

    /** A burst of webhooks. */
    WEBHOOKS {
        @Override
        List<Outcome> measure(Bench bench, Load load) {
            return List.of(new Webhooks(bench, load).measure());
        }
    },

    /** One contact after another over the REST API, idle and beside bulk work; then with the limits as they come. */
    DIRECT {
        @Override
        List<Outcome> measure(Bench bench, Load load) {
            return List.of(new DirectPush(bench, load).measure(),
                    new DirectPush(bench, load.withUsualLimits()).measure());
        }
    },

    /** As {@code FIRST}, with an INES that answers at once: what the heap holds, and what the CPU does. */
    MILLION {
        @Override
        List<Outcome> measure(Bench bench, Load load) {
            return List.of(new FirstSynchronisation(bench, load.with(Duration.ZERO)).measure("million"));
        }
    },

    /** What a start from cron costs. */
    STARTUP {
        @Override
        List<Outcome> measure(Bench bench, Load load) {
            return List.of(new Startup(bench, load).measure());
        }
    },

    /** As {@code FIRST}, with one, two … processes of the connector on one PostgreSQL. */
    NODES {
        @Override
        List<Outcome> measure(Bench bench, Load load) {
            var figures = new ArrayList<Figure>();
            var bars = new ArrayList<Bar>();
            double bound = 0;
            int most = load.nodes() == 1 ? MOST_NODES : load.nodes();
            for (int nodes = 1; nodes <= most; nodes++) {
                var shared = load.on(DatabaseKind.POSTGRES).onNodes(nodes);
                try (var installation = bench.fresh(shared);
                        var started = Nodes.idle(bench, installation, shared.nodes())) {
                    var run = new FirstSynchronisation(bench, shared).run(started);
                    bound = run.bound();
                    var name = nodes == 1 ? "1 node" : nodes + " nodes";
                    figures.add(new Figure(name + ": contacts a second", run.perSecond(), "/s"));
                    figures.add(new Figure(name + ": share of the bound", 100 * run.perSecond() / bound, "%")
                            .atLeast(FirstSynchronisation.SHARE_AIMED_AT));
                    figures.add(new Figure(name + ": most INES calls at once", run.state().mostAtOnce(), "")
                            .atMost(shared.callsAtOnce()));
                    figures.add(new Figure(name + ": INES calls per contact", run.perContact(run.callsMade()), ""));
                    figures.add(new Figure(name + ": Mautic calls per contact",
                            run.perContact((double) run.state().mautic().count()), ""));
                    figures.add(new Figure(name + ": CPU per contact", 1000 * run.perContact(run.cpuSeconds()), "ms")
                            .intoChart());
                    figures.add(new Figure(name + ": CPU per contact of PostgreSQL",
                            1000 * run.perContact(run.cpuSecondsOfDatabase()), "ms"));
                    figures.add(new Figure(name + ": most heap left by a full collection of one",
                            run.memory().heapAfterCollection(), "MiB"));
                    figures.add(new Figure(name + ": most resident memory of one", run.memory().resident(), "MiB")
                            .intoChart());
                    bars.add(new Bar(name, run.perSecond()));
                }
            }
            double baseline = bench.baseline(load.latency()).created().perSecond();
            figures.addFirst(new Figure("bound", bound, "/s").intoChart());
            figures.addFirst(new Figure("sequential baseline", baseline, "/s").intoChart());
            bars.addFirst(new Bar("one after another", baseline));
            bars.add(new Bar("bound", bound));
            return List.of(new Outcome("nodes", load.on(DatabaseKind.POSTGRES).onNodes(most),
                    "First synchronisation by several nodes on PostgreSQL", figures,
                    "contacts a second",
                    bars));
        }
    };

    private static final int MOST_NODES = 3;

    abstract List<Outcome> measure(Bench bench, Load load);
}
