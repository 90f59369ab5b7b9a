package org.inesconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What all workloads of a run share: the simulated sides, the database, and the baseline. */
final class Bench implements AutoCloseable {

    private static final int WARM_UP = 20;
    private static final int CONTACTS_OF_A_COMPANY = 5;
    /** What the simulated sides keep of a contact, its lead and its audit rows, in KiB, and then some. */
    private static final int KIBIBYTES_A_CONTACT = 8;

    private final Load load;
    private final Consumer<String> out;
    private final SimulatedSides sides;
    private final Database database;
    private Optional<OldPlugin.Paces> baseline = Optional.empty();
    private int installations;

    Bench(Load load, Consumer<String> out) {
        this.load = load;
        this.out = out;
        sides = SimulatedSides.start(load.output().resolve("sides.log"),
                1024 + load.contacts() / 1024 * KIBIBYTES_A_CONTACT + "m");
        database = new Database(load.database());
    }

    Load load() {
        return load;
    }

    SimulatedSides sides() {
        return sides;
    }

    void say(String line) {
        out.accept(line);
    }

    /** Measured once in a run, with the same simulated sides. */
    OldPlugin.Paces baseline() {
        if (baseline.isEmpty()) {
            say("Baseline: " + load.sample() + " contacts, one after another …");
            sides.reset();
            sides.last(load.latency());
            sides.seed(load.sample() + WARM_UP, Math.max(1, (load.sample() + WARM_UP) / CONTACTS_OF_A_COMPANY),
                    load.seed());
            try (var plugin = new OldPlugin(sides)) {
                baseline = Optional.of(plugin.measure(WARM_UP));
            }
        }
        return baseline.get();
    }

    /** Sides without anybody in them, and a connector that nothing is known to; not started. */
    Installation fresh(Load conditions) {
        sides.reset();
        sides.last(load.latency());
        return Installation.make(directory(), database, sides, conditions);
    }

    private Path directory() {
        return load.output().resolve("installation-" + ++installations);
    }

    /** The nodes of an installation, all idle. */
    List<ConnectorNode> start(Installation installation) {
        var nodes = new ArrayList<ConnectorNode>();
        try {
            for (int number = 1; number <= installation.load().nodes(); number++) {
                nodes.add(installation.start(number));
            }
            return nodes;
        } catch (RuntimeException e) {
            nodes.forEach(ConnectorNode::close);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        sides.close();
        database.close();
    }
}
