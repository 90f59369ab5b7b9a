package org.inesconnector.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.inesconnector.benchmarks.Outcome.Bar;
import org.inesconnector.benchmarks.Outcome.Figure;
import org.inesconnector.processes.Installation;
import org.inesconnector.processes.JavaProgram;
import org.inesconnector.processes.ProcessFigures;
import org.inesconnector.processes.Wrong;

/** {@code crm:ines} from cron that finds nothing to do: what its start costs, the launcher included. */
final class Startup {

    private static final int CONTACTS = 50;
    private static final int TIMES = 5;
    private static final double AIM = 2;
    private static final Duration GLANCE = Duration.ofMillis(5);
    private static final double SECONDS_A_MINUTE = 60;
    /** A line of what the shell's {@code times} says: user and system time. */
    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.,]+)s (\\d+)m([\\d.,]+)s");

    private final Bench bench;
    private final Load load;

    Startup(Bench bench, Load load) {
        this.bench = bench;
        this.load = load.atMost(CONTACTS);
    }

    private record Cost(double cpuSeconds, double seconds) {}

    Outcome measure() {
        try (var installation = bench.fresh(load)) {
            try (var nodes = Nodes.idle(bench, installation, load.nodes())) {
                var _ = new FirstSynchronisation(bench, load).run(nodes);
            }
            bench.say("Start-up: crm:ines, " + TIMES + " times …");
            // Whatever is left to do is done now.
            installation.command("crm:ines");
            bench.sides().forgetCalls();
            var costs = new ArrayList<Cost>();
            for (int i = 0; i < TIMES; i++) {
                costs.add(cost(installation));
            }
            double resident = mostResident(installation);
            var calls = bench.sides().state().ines().ofContacts();
            if (calls.count() > 0) {
                throw new Wrong("Nothing was to be done, and INES was called: " + calls);
            }
            var cpu = costs.stream().map(Cost::cpuSeconds).sorted().toList();
            var time = costs.stream().map(Cost::seconds).sorted().toList();
            var figures = List.of(
                    new Figure("CPU, median", DirectPush.percentile(cpu, 50), "s").atMost(AIM),
                    new Figure("CPU, least", cpu.getFirst(), "s"),
                    new Figure("CPU, most", cpu.getLast(), "s"),
                    new Figure("time, median", DirectPush.percentile(time, 50), "s"),
                    new Figure("most resident memory", resident, "MiB").intoChart(),
                    new Figure("INES calls about contacts", (double) calls.count(), ""));
            return new Outcome("startup", load, "crm:ines with nothing to do", figures, "seconds of CPU",
                    List.of(new Bar("aim", AIM), new Bar("measured", DirectPush.percentile(cpu, 50))));
        }
    }

    /** The shell tells what its children used, those of the launcher among them. */
    private static Cost cost(Installation installation) {
        long begun = System.nanoTime();
        var said = ended(installation, start(installation,
                List.of("/bin/sh", "-c", "\"$@\" >/dev/null; ended=$?; times; exit $ended", "sh")));
        return new Cost(cpu(said), (System.nanoTime() - begun) / 1e9);
    }

    /** Of a run of its own: who looks that often needs the processor too. What was there is known until a moment before the end. */
    private static double mostResident(Installation installation) {
        var process = start(installation, List.of());
        double most = 0;
        while (process.isAlive()) {
            most = Math.max(most, new ProcessFigures(process.pid()).peakResidentMemory());
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        var _ = ended(installation, process);
        return most;
    }

    private static Process start(Installation installation, List<String> before) {
        var connector = JavaProgram.connector(List.of(), "crm:ines");
        var command = new ArrayList<>(before);
        command.addAll(connector.command());
        connector.command(command)
                .directory(installation.directory().toFile())
                .redirectError(installation.directory().resolve("startup.log").toFile());
        try {
            return connector.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return what it said */
    private static String ended(Installation installation, Process process) {
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new Wrong("crm:ines failed: see " + installation.directory().resolve("startup.log"));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new Wrong("Interrupted", e);
        }
    }

    private static double cpu(String said) {
        return TIME.matcher(said).results()
                .mapToDouble(line -> seconds(line.group(1), line.group(2)) + seconds(line.group(3), line.group(4)))
                .sum();
    }

    private static double seconds(String minutes, String seconds) {
        return SECONDS_A_MINUTE * Long.parseLong(minutes) + Double.parseDouble(seconds.replace(',', '.'));
    }
}
