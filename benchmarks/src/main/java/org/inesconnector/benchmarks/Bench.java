package org.inesconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.inesconnector.processes.Database;
import org.inesconnector.processes.DatabaseKind;
import org.inesconnector.processes.Installation;
import org.inesconnector.processes.JavaProgram;

/** What all workloads of a run share: the simulated sides, the databases, and the baseline. */
final class Bench implements AutoCloseable {

    static final String WEBHOOK_SECRET = "the secret of the load program";

    private static final int WARM_UP = 20;
    private static final int CONTACTS_OF_A_COMPANY = 5;
    /** What the simulated sides keep of a contact, its lead and its audit rows, in KiB, and then some. */
    private static final int KIBIBYTES_A_CONTACT = 8;
    private static final int LEAST_MEBIBYTES = 1024;

    private final Load load;
    private final Consumer<String> out;
    private final Path logs;
    private final SimulatedSides sides;
    private final Map<DatabaseKind, Database> databases = new EnumMap<>(DatabaseKind.class);
    private final Map<Duration, OldPlugin.Paces> baselines = new HashMap<>();
    private int installations;
    private boolean isPrepared;

    Bench(Load load, int mostContacts, Consumer<String> out) throws IOException {
        this.load = load;
        this.out = out;
        logs = Files.createTempDirectory(load.output().toAbsolutePath(), "run-");
        sides = SimulatedSides.start(logs.resolve("sides.log"),
                LEAST_MEBIBYTES + mostContacts / 1024 * KIBIBYTES_A_CONTACT + "m");
    }

    SimulatedSides sides() {
        return sides;
    }

    void say(String line) {
        out.accept(line);
    }

    /** Measured once in a run, with the same simulated sides. */
    OldPlugin.Paces baseline(Duration latency) {
        return baselines.computeIfAbsent(latency, this::measureBaseline);
    }

    private OldPlugin.Paces measureBaseline(Duration latency) {
        say("Baseline: " + load.sample() + " contacts, one after another …");
        sides.reset();
        sides.last(latency);
        sides.seed(load.sample() + WARM_UP, Math.max(1, (load.sample() + WARM_UP) / CONTACTS_OF_A_COMPANY),
                load.seed());
        try (var plugin = new OldPlugin(sides)) {
            return plugin.measure(WARM_UP);
        }
    }

    /** Sides without anybody in them, and a connector that nothing is known to; not started. */
    Installation fresh(Load conditions) {
        sides.reset();
        sides.last(conditions.latency());
        var database = databases.computeIfAbsent(conditions.database(), Database::new);
        var made = Installation.make(logs.resolve("installation-" + ++installations), database, sides.inesUrl(),
                sides.mauticUrl(), List.of("-Xmx" + conditions.heap()), Map.of(
                        "ines.calls-at-once", Integer.toString(conditions.callsAtOnce()),
                        "ines.calls-per-second", Integer.toString(conditions.callsPerSecond()),
                        "mautic.webhook-secret", WEBHOOK_SECRET));
        prepare(made);
        return made;
    }

    /** Else the launcher does it beside the first process that it starts, which is measured. */
    private void prepare(Installation installation) {
        if (!isPrepared && JavaProgram.hasLauncher()) {
            say("Preparing the connector's start …");
            var said = installation.ask("prepare");
            if (said.exitCode() != 0) {
                say(installation.complaint());
            }
        }
        isPrepared = true;
    }

    /** Of the databases that are processes of their own. */
    double databaseCpuSeconds() {
        return databases.values().stream().mapToDouble(Database::cpuSeconds).sum();
    }

    @Override
    public void close() throws IOException {
        sides.close();
        for (var database : databases.values()) {
            database.close();
        }
    }
}
