package org.inesconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.inesconnector.faults.FaultsApplication;
import org.inesconnector.processes.DatabaseKind;
import org.inesconnector.processes.Wrong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine;

/** {@code ines-connector benchmark}: measures the connector under load. See docs/benchmarks.md. */
@Command(name = "ines-connector benchmark", mixinStandardHelpOptions = true, showDefaultValues = true, subcommands = BenchmarkApplication.SidesCommand.class, description = "Measures the connector under load, between a simulated Mautic and a simulated INES.")
public final class BenchmarkApplication implements Callable<Integer> {

    /** The other command of this program: the launcher leaves it as the first argument. */
    private static final String FAULTS = "faults";
    private static final int MANY = 20_000;

    /** Of who does not say how many: bulk work has to last for as long as somebody pushes beside it. */
    private static final Map<Workload, Integer> MORE = Map.of(Workload.DIRECT, 60_000, Workload.MILLION, 1_000_000);

    private static final int CONTACTS_OF_A_COMPANY = 5;

    @Option(names = "--workload", split = ",", paramLabel = "NAME", defaultValue = "first", description = "all (million aside), first, resync, webhooks, direct, million, startup, nodes")
    private List<String> workloads = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--latency", paramLabel = "TIME", defaultValue = "50ms", converter = Millis.class, description = "How long INES takes for a call.")
    private Duration latency = Duration.ZERO;

    @Option(names = "--calls-at-once", paramLabel = "N", defaultValue = "16", description = "Allowed calls to INES at once, of all nodes together.")
    private int callsAtOnce;

    @Option(names = "--calls-per-second", paramLabel = "N", defaultValue = "100000", description = "Allowed calls to INES in a second, likewise.")
    private int callsPerSecond;

    @Option(names = "--database", paramLabel = "KIND", defaultValue = "h2", description = "h2 or postgres.")
    private DatabaseKind database = DatabaseKind.H2;

    @Option(names = "--contacts", paramLabel = "N", description = "How many there are in Mautic; 20000 unless told here, 60000 for the workload 'direct', 1000000 for 'million'.")
    private @Nullable Integer contacts;

    @Option(names = "--companies", paramLabel = "N", defaultValue = "0", description = "0: one for five contacts.")
    private int companies;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "1", description = "Processes of the connector; of the workload 'nodes' from one to so many, and to three where it is 1.")
    private int nodes;

    @Option(names = "--sample", paramLabel = "N", defaultValue = "200", description = "With how many contacts the sequential baseline is measured.")
    private int sample;

    @Option(names = "--events", paramLabel = "N", defaultValue = "50000", description = "Of the workload 'webhooks'.")
    private int events;

    @Option(names = "--events-a-request", paramLabel = "N", defaultValue = "1", description = "Likewise.")
    private int eventsARequest;

    @Option(names = "--pushes", paramLabel = "N", defaultValue = "100", description = "Of the workload 'direct', of each kind.")
    private int pushes;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the random numbers.")
    private long seed;

    @Option(names = "--heap", paramLabel = "SIZE", defaultValue = "256m", description = "The connector's -Xmx.")
    private String heap = "";

    @Option(names = "--output", paramLabel = "DIR", defaultValue = "benchmark-results", description = "Where results and logs go.")
    private Path output = Path.of("");

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "org/inesconnector/benchmarks/logback.xml");
        boolean faults = arguments.length > 0 && arguments[0].equals(FAULTS);
        var command = new CommandLine(faults ? new FaultsApplication() : new BenchmarkApplication())
                .setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler((e, _, _) -> {
            if (e instanceof Wrong) {
                System.err.println(e.getMessage() + (e.getCause() == null ? "" : " (" + e.getCause() + ")"));
            } else {
                e.printStackTrace();
            }
            return 1;
        });
        System.exit(command.execute(faults ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<Workload> named;
        try {
            named = named(workloads);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), e.getMessage(), e);
        }
        Files.createDirectories(output);
        int usual = Objects.requireNonNullElse(contacts, MANY);
        var load = new Load(latency, callsAtOnce, callsPerSecond, database, usual, companies(usual), nodes,
                sample, events, eventsARequest, pushes, seed, heap, output);
        var more = new EnumMap<Workload, Load>(Workload.class);
        if (contacts == null) {
            MORE.forEach((workload, number) -> more.put(workload, load.of(number, companies(number))));
        }
        run(load, more, named);
        return 0;
    }

    private int companies(int contacts) {
        return companies == 0 ? Math.max(1, contacts / CONTACTS_OF_A_COMPANY) : companies;
    }

    /**
     * What was measured is kept also where a later workload goes wrong.
     *
     * @param others of workloads that have another one than {@code load}
     */
    static List<Outcome> run(Load load, Map<Workload, Load> others, List<Workload> workloads) throws IOException {
        var outcomes = new ArrayList<Outcome>();
        var loads = workloads.stream().collect(Collectors.toMap(
                workload -> workload, workload -> others.getOrDefault(workload, load)));
        int most = loads.values().stream().mapToInt(Load::contacts).max().orElse(load.contacts());
        try (var bench = new Bench(load, most, BenchmarkApplication::say)) {
            for (var workload : workloads) {
                for (var outcome : workload.measure(bench, Objects.requireNonNull(loads.get(workload)))) {
                    Report.print(outcome, BenchmarkApplication::say);
                    outcomes.add(outcome);
                    Files.writeString(load.output().resolve("results.json"), Report.json(outcomes));
                    Files.writeString(load.output().resolve("results.svg"), Chart.of(outcomes));
                }
            }
        }
        say("");
        say("Also in " + load.output().resolve("results.json") + " and results.svg");
        return outcomes;
    }

    private static void say(String line) {
        System.out.println(line);
    }

    /**
     * "all" are those that take less than hours.
     *
     * @throws IllegalArgumentException where there is no such workload
     */
    static List<Workload> named(List<String> names) {
        return names.stream().flatMap(name -> named(name).stream()).distinct().toList();
    }

    private static List<Workload> named(String text) {
        var name = text.toUpperCase(Locale.ROOT);
        if (name.equals("ALL")) {
            return List.copyOf(EnumSet.complementOf(EnumSet.of(Workload.MILLION)));
        }
        return Arrays.stream(Workload.values())
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> new IllegalArgumentException("There is no workload '" + text + "'"));
    }

    /** {@code 50ms}, {@code 2s}. */
    static final class Millis implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            return Duration.parse("PT" + (text.endsWith("ms")
                    ? Double.parseDouble(text.substring(0, text.length() - 2)) / 1000 + "S"
                    : text.toUpperCase(Locale.ROOT)));
        }
    }

    /** Not for people: the process of the simulated sides. */
    @Command(name = "sides", hidden = true)
    static final class SidesCommand implements Callable<Integer> {

        @Override
        public Integer call() throws IOException {
            Sides.run();
            return 0;
        }
    }
}
