package org.inesconnector.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.inesconnector.processes.DatabaseKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code ines-connector faults}: runs the whole system under every fault there is. See docs/faults.md. */
@Command(name = "ines-connector faults", mixinStandardHelpOptions = true, showDefaultValues = true, description = "Runs the connector while everything goes wrong, and checks that nothing is lost, nothing is at INES twice, and nothing is silent.")
public final class FaultsApplication implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final int NOT_GOOD = 1;
    private static final int NOT_RUN = 2;

    @Option(names = "--scenario", split = ",", paramLabel = "NAME", converter = ScenarioName.class, description = "${COMPLETION-CANDIDATES}. All, unless told here.", completionCandidates = Names.class)
    private @Nullable List<Scenario> named;

    @Option(names = "--seed", paramLabel = "N", description = "Of what is left to chance; another one each time, unless told here.")
    private @Nullable Long seed;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "1", description = "How often each scenario is run, with the seeds that follow.")
    private int rounds;

    @Option(names = "--database", split = ",", paramLabel = "KIND", defaultValue = "h2", description = "h2, postgres, or h2,postgres for each scenario with both; database-restarts and kill-at-commit have postgres, disk-full has h2.")
    private List<DatabaseKind> databases = new ArrayList<>();

    @Option(names = "--contacts", paramLabel = "N", defaultValue = "40", description = "How many there are in Mautic at the beginning; as many may come.")
    private int contacts;

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "2", description = "Processes of the connector.")
    private int nodes;

    @Option(names = "--lasts", paramLabel = "TIME", defaultValue = "20s", converter = Seconds.class, description = "How long everything goes wrong in a run.")
    private Duration lasts = Duration.ZERO;

    @Option(names = "--complete", description = "Each step of kill-at-step and kill-at-commit, and each pair of ines-each-fault-at-each-operation, however long that takes.")
    private boolean complete;

    @Option(names = "--part", paramLabel = "K/N", defaultValue = "1/1", converter = OnePart.class, description = "Only the K-th of N parts of these steps and pairs: N runs with the same seed have each of them once.")
    private Part part = Part.ALL;

    @Option(names = "--heap", paramLabel = "SIZE", defaultValue = "192m", description = "The connector's -Xmx.")
    private String heap = "";

    @Option(names = "--allow-left-out", description = "Ends well also where a scenario cannot be run on this machine.")
    private boolean allowLeftOut;

    @Option(names = "--output", paramLabel = "DIR", defaultValue = "faults-results", description = "Where results and logs go.")
    private Path output = Path.of("");

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(output);
        long first = seed == null ? new Random().nextInt(1_000_000) : seed;
        var scenarios = named == null ? List.of(Scenario.values()) : named;
        var leftOut = LeftOut.of(scenarios);
        leftOut.forEach(one -> say(one.scenario() + ": left out on this machine, " + one.why()));
        var findings = new ArrayList<Finding>();
        write(output, findings, leftOut);
        for (int round = 0; round < rounds; round++) {
            for (var scenario : scenarios) {
                if (scenario.impossible().isEmpty()) {
                    for (var database : databases(scenario, databases)) {
                        say(scenario + ", seed " + (first + round) + ", " + Plan.name(database) + " …");
                        findings.add(run(scenario, first + round,
                                new Plan(contacts, nodes, lasts, complete, part, database, heap, output)));
                        write(output, findings, leftOut);
                    }
                }
            }
        }
        print(findings);
        say("Also in " + output.resolve("results.json"));
        return exitCode(findings, allowLeftOut ? List.of() : leftOut);
    }

    /** Which ones a scenario is run with: where it needs a certain one, with that one, once. */
    static List<DatabaseKind> databases(Scenario scenario, List<DatabaseKind> asked) {
        return asked.stream().map(scenario::database).distinct().toList();
    }

    /** Who does not get all scenarios, and has not allowed that, or gets none at all, is told so. */
    static int exitCode(List<Finding> findings, List<LeftOut> missing) {
        if (!findings.stream().allMatch(Finding::isGood)) {
            return NOT_GOOD;
        }
        return findings.isEmpty() || !missing.isEmpty() ? NOT_RUN : 0;
    }

    static void write(Path output, List<Finding> findings, List<LeftOut> leftOut) throws IOException {
        Files.writeString(output.resolve("results.json"), JSON.writeValueAsString(
                Map.of("findings", findings, "leftOut", leftOut, "java", Runtime.version().toString(), "processors",
                        Runtime.getRuntime().availableProcessors())));
    }

    /** A scenario that cannot be run on this machine. */
    record LeftOut(String scenario, String why) {

        static List<LeftOut> of(List<Scenario> scenarios) {
            return scenarios.stream()
                    .flatMap(scenario -> scenario.impossible().map(why -> new LeftOut(scenario.toString(), why))
                            .stream())
                    .toList();
        }
    }

    private static Finding run(Scenario scenario, long seed, Plan plan) {
        var finding = find(scenario, seed, plan, FaultsApplication::say);
        finding.violations().forEach(violation -> say("  " + violation));
        if (!finding.isGood()) {
            say("  To repeat it: " + finding.repeat());
        }
        return finding;
    }

    /**
     * Also one that does not come to its beginning.
     *
     * @param out is told how it goes
     */
    static Finding find(Scenario scenario, long seed, Plan plan, Consumer<String> out) {
        try {
            return new Run(scenario, seed, plan, out).find();
        } catch (RuntimeException e) {
            return Finding.without(scenario, seed, plan, e);
        }
    }

    private static void print(List<Finding> findings) {
        say("");
        say("%-34s %8s %-8s %8s %9s %10s %5s %6s %6s %6s %9s %6s %5s %6s %6s %6s %8s".formatted("scenario", "seed",
                "database",
                "contacts", "companies", "duplicates", "lost", "silent", "wrong", "unmet", "uncertain", "failed",
                "kills",
                "calls", "ill", "met", "seconds"));
        for (var finding : findings) {
            say("%-34s %8d %-8s %8d %9d %10d %5d %6d %6d %6d %9d %6d %5d %6d %6d %6d %8.0f  %s"
                    .formatted(finding.scenario(),
                            finding.seed(), finding.database(), finding.contacts(), finding.companies(),
                            finding.duplicates(), finding.lost(), finding.silent(), finding.wrong(), finding.unmet(),
                            finding.uncertain(), finding.failed(), finding.kills(),
                            finding.inesCalls(), finding.failedCalls(), finding.met(), finding.seconds(),
                            finding.told())
                    .stripTrailing());
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    static final class Names extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        Names() {
            super(Arrays.stream(Scenario.values()).map(Scenario::toString).toList());
        }
    }

    static final class ScenarioName implements ITypeConverter<Scenario> {

        @Override
        public Scenario convert(String text) {
            return Arrays.stream(Scenario.values())
                    .filter(scenario -> scenario.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new picocli.CommandLine.TypeConversionException("There is no scenario " + text));
        }
    }

    static final class OnePart implements ITypeConverter<Part> {

        @Override
        public Part convert(String text) {
            return Part.of(text).orElseThrow(
                    () -> new picocli.CommandLine.TypeConversionException("There is no part " + text + ": 1/4 is one"));
        }
    }

    static final class Seconds implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            return Duration.ofSeconds(Long.parseLong(text.endsWith("s") ? text.substring(0, text.length() - 1) : text));
        }
    }
}
