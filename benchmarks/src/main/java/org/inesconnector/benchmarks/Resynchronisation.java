package org.inesconnector.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.inesconnector.benchmarks.Outcome.Bar;
import org.inesconnector.benchmarks.Outcome.Figure;
import org.inesconnector.processes.Database;
import org.inesconnector.processes.Waiting;
import org.inesconnector.processes.Wrong;

/**
 * All contacts are at INES already, and all are looked at once more: Mautic's audit log is gone, so that the connector
 * cannot know what it has missed.
 */
final class Resynchronisation {

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double MILLIS = 1000;
    private static final double MAUTIC_CALLS_AIMED_AT = 0.03;
    /** To be read and to be written; and its company's client is read once for all of them. */
    private static final int CALLS_FOR_A_CHANGED_CONTACT = 2;
    private static final String ENDED = "synchronisation WHERE state NOT IN ('PENDING', 'RUNNING')";

    private final Bench bench;
    private final Load load;

    Resynchronisation(Bench bench, Load load) {
        this.bench = bench;
        this.load = load;
    }

    List<Outcome> measure() {
        var outcomes = new ArrayList<Outcome>();
        var baseline = bench.baseline(load.latency());
        try (var installation = bench.fresh(load);
                var nodes = Nodes.idle(bench, installation, load.nodes());
                var database = installation.database().connect()) {
            var _ = new FirstSynchronisation(bench, load).run(nodes);
            Waiting.until("nothing is to be done", GLANCE, PATIENCE,
                    () -> nodes.alive() && Nodes.haveNothingToDo(database));
            outcomes.add(round(nodes, database, "0 %", 0, baseline));
            outcomes.add(round(nodes, database, "1 %", 100, baseline));
            outcomes.add(round(nodes, database, "100 %", 1, baseline));
        } catch (SQLException e) {
            throw new Wrong("The database cannot be closed", e);
        }
        return outcomes;
    }

    /** @param oneOf of so many contacts one is changed; 0 for none */
    private Outcome round(Nodes nodes, Connection database, String share, int oneOf, OldPlugin.Paces baseline) {
        bench.say("Re-synchronisation: %,d contacts, %s changed …".formatted(load.contacts(), share));
        var sides = bench.sides();
        readTheLog(database, share);
        var value = "Changed " + share;
        long ended = Database.count(database, ENDED);
        sides.forgetCalls();
        double cpu = nodes.cpuSeconds();
        long begun = System.nanoTime();
        int changed = oneOf == 0 ? 0 : sides.edit(oneOf, "position", value);
        sides.loseAuditLog();
        Waiting.whileItGoesOn("all contacts are looked at", GLANCE, PATIENCE,
                () -> nodes.alive() && Nodes.haveNothingToDo(database)
                        && Database.count(database, ENDED) - ended >= load.contacts(),
                () -> Database.count(database, ENDED));
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpuUsed = nodes.cpuSeconds() - cpu;
        var state = sides.state();
        int atInes = sides.countAtInes("Function", value);
        if (atInes != changed) {
            throw new Wrong("%d contacts were changed in Mautic, and %d at INES".formatted(changed, atInes));
        }
        var calls = state.ines().ofContacts();
        if (changed == 0 && calls.count() > 0) {
            throw new Wrong("Nothing was changed in Mautic, and INES was called: " + calls);
        }
        double perSecond = load.contacts() / seconds;
        double old = load.contacts()
                / ((load.contacts() - changed) / baseline.checked().perSecond()
                        + changed / baseline.changed().perSecond());
        double needed = callsNeeded(changed);
        double bound = load.contacts() / load.boundSeconds(needed);
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("contacts", load.contacts(), ""));
        figures.add(new Figure("changed", changed, ""));
        figures.add(new Figure("contacts a second", perSecond, "/s"));
        figures.add(new Figure("sequential baseline", old, "/s"));
        if (changed > 0 && !load.latency().isZero()) {
            figures.add(new Figure("bound", bound, "/s"));
            var shareOfBound = new Figure("share of the bound", 100 * perSecond / bound, "%");
            figures.add(oneOf == 1 ? shareOfBound.atLeast(FirstSynchronisation.SHARE_AIMED_AT) : shareOfBound);
        }
        figures.add(new Figure("time", seconds, "s"));
        figures.add(new Figure("INES calls", (double) calls.count(), ""));
        figures.add(new Figure("INES calls per contact", (double) calls.count() / load.contacts(), "")
                .atMost(needed / load.contacts()));
        if (changed > 0) {
            figures.add(new Figure("INES calls per changed contact", (double) calls.count() / changed, ""));
        }
        figures.add(new Figure("Mautic calls per contact", (double) state.mautic().count() / load.contacts(), "")
                .atMost(MAUTIC_CALLS_AIMED_AT));
        figures.add(new Figure("CPU per contact", MILLIS * cpuUsed / load.contacts(), "ms").intoChart());
        figures.add(new Figure("most heap left by a full collection", nodes.memory().heapAfterCollection(), "MiB"));
        figures.add(new Figure("most resident memory", nodes.memory().resident(), "MiB").intoChart());
        var bars = new ArrayList<>(List.of(new Bar("one after another", old), new Bar("measured", perSecond)));
        if (changed > 0 && !load.latency().isZero()) {
            bars.add(new Bar("bound", bound));
        }
        return new Outcome("resync", load, "Re-synchronisation, " + share + " changed", figures, "contacts a second",
                bars);
    }

    /** Of few contacts that are changed, each is taken to be of another company. */
    private double callsNeeded(int changed) {
        return (double) CALLS_FOR_A_CHANGED_CONTACT * changed + Math.min(changed, load.companies());
    }

    /** The connector stands at a row of the audit log, whose loss it will notice; what it tells does not concern INES. */
    private void readTheLog(Connection database, String share) {
        bench.sides().edit(load.contacts(), "facebook", "Before " + share);
        long end = bench.sides().auditEnd();
        Waiting.until("the audit log is read", GLANCE, Duration.ofMinutes(1),
                () -> Database.count(database, "audit_log_cursor WHERE entry_id = " + end) == 1
                        && Nodes.haveNothingToDo(database));
    }
}
