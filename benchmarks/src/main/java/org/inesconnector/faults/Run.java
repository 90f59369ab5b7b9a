package org.inesconnector.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inesconnector.faults.Connector.NoAnswer;
import org.inesconnector.faults.Violation.Kind;
import org.inesconnector.processes.ConnectorNode;
import org.inesconnector.processes.Database;
import org.inesconnector.processes.Installation;

/** One scenario with one seed, from a new installation to the last check. */
final class Run {

    /** These processes do not live long enough for better code to pay. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    private static final Duration REST = Duration.ofSeconds(8);
    /** And a second more for each contact at the beginning. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration UNTIL_TOLD = Duration.ofMinutes(1);
    private static final int CALLS_AT_ONCE = 8;
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(2);
    private static final Duration UNTIL_ALL_IS_TRUE = Duration.ofSeconds(45);
    private static final int CALLS_A_CONTACT = 3;
    private static final int MOST_ROUNDS_OF_ANSWERS = 6;
    private static final int LEAST_BETWEEN_ACTIONS = 50;
    private static final int MOST_BETWEEN_ACTIONS = 500;
    private static final int LEAST_BETWEEN_REQUESTS = 300;
    private static final int MOST_BETWEEN_REQUESTS = 1500;
    private static final Duration BETWEEN_COMMANDS = Duration.ofSeconds(10);

    private final Scenario scenario;
    private final long seed;
    private final Plan plan;
    private final Consumer<String> out;
    private final Random random;
    private final Found found = new Found();
    private String told = "";
    private Map<String, Integer> asked = Map.of();
    private final CommandEnds commands = new CommandEnds();
    private int met;
    private int uncertain;
    private int failed;

    Run(Scenario scenario, long seed, Plan plan, Consumer<String> out) {
        this.scenario = scenario;
        this.seed = seed;
        this.plan = plan;
        this.out = out;
        random = new Random(seed);
    }

    Finding find() {
        long begun = System.nanoTime();
        var directory = logs();
        try (var database = new Database(scenario.database(plan.database()));
                var world = new World(random.nextLong(), 2 * plan.contacts(), scenario.untilWritten(),
                        scenario.hearsEachTag())) {
            world.open(plan.contacts());
            var ports = IntStream.range(0, plan.nodes()).mapToObj(_ -> ConnectorNode.freePort()).toList();
            try (var installation = Installation.make(directory, database, world.ines.url(), world.mautic.url(),
                    List.of("-Xmx" + plan.heap(), QUICK), settings(ports.getFirst()))) {
                if (scenario.needsSmallDisk()) {
                    SmallDisk.mount(installation.data());
                }
                try {
                    return find(world, database, installation, ports, begun);
                } finally {
                    if (scenario.needsSmallDisk()) {
                        SmallDisk.unmount(installation.data());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Finding find(World world, Database database, Installation installation, List<Integer> ports, long begun) {
        var clocks = IntStream.rangeClosed(1, ports.size())
                .mapToObj(node -> installation.directory().resolve("clock-" + node))
                .toList();
        clocks.forEach(clock -> Scenario.Clock.set(clock, 0));
        try (var cluster = new Cluster(installation, ports, place -> scenario.environment(clocks.get(place)));
                var connector = new Connector(installation, cluster::url, scenario.furthest());
                var asking = new Asking(world, installation, connector.token(), cluster::urls, new Random(seed + 2));
                var watch = Watch.over(world)) {
            if (scenario.needsWebhooks()) {
                installation.command("mautic", "set-up");
            }
            var evidence = new Evidence(installation.directory());
            found.untilItEnds(() -> {
                scenario.prepare(installation);
                cluster.start();
                world.salespeopleContest(scenario.isEachChangeTold());
                strike(asking, new Trouble(scenario, world, cluster, database, installation, random, plan.lasts(),
                        CALLS_A_CONTACT * plan.contacts(), clocks, new Met(), plan.isComplete(), plan.part()));
                cluster.awaitAll();
                say("all faults have ended" + (told.isEmpty() ? "" : ": " + told));
                check(world, cluster, connector, installation, evidence);
            }, world);
            found.addAll(watch.violations());
            if (!found.isNothing()) {
                found.untilItEnds(() -> {
                    evidence.keep(world);
                    evidence.keep("journal.txt", tried(connector::journal));
                }, world);
            }
            return finding(world, cluster, (System.nanoTime() - begun) / 1e9);
        }
    }

    /** People go on with their work in Mautic meanwhile, ask for contacts, and the old plugin's command is started by cron. */
    private void strike(Asking asking, Trouble trouble) {
        var activity = new Random(seed);
        var waits = new Random(seed + 1);
        try (var cron = Beside.start("cron", () -> crmInes(trouble.installation()), () -> BETWEEN_COMMANDS);
                var askers = Beside.start("askers", asking::somebody,
                        () -> Duration.ofMillis(waits.nextInt(LEAST_BETWEEN_REQUESTS, MOST_BETWEEN_REQUESTS)));
                var people = Beside.start("people", trouble.world()::somethingHappens,
                        () -> Duration.ofMillis(activity.nextInt(LEAST_BETWEEN_ACTIONS, MOST_BETWEEN_ACTIONS)))) {
            try {
                told = scenario.strike(trouble);
            } finally {
                Stream.of(people, askers, cron).forEach(beside -> beside.failure().ifPresent(found::add));
                met = trouble.timesMet();
                trouble.missed().forEach(what -> found.add(new Violation(Kind.UNMET, what)));
                trouble.world().endFaults();
                if (trouble.cluster().kills() == 0) {
                    asking.missed(trouble.cluster()::restartDead)
                            .forEach(what -> found.add(new Violation(Kind.UNMET, what)));
                }
                asked = asking.taken();
                found.addAll(Invariants.nobodySold(trouble.world().truth().entered(), plan.lasts()));
            }
        }
        found.addAll(commands.violations(trouble.installation().commands().killed()));
        told = Stream.of(told, "asked for " + asked, commands.toString())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** What hinders it is told in its own way. */
    private void crmInes(Installation installation) {
        commands.ended(installation.ask("crm:ines", "--number-of-leads-to-process=5"), installation.complaint());
    }

    private void check(World world, Cluster cluster, Connector connector, Installation installation,
            Evidence evidence) {
        var callsAtOnce = world.ines.calls().mostAtOnce();
        if (scenario.isMendedADayLater()) {
            comeToRest(world, connector);
            tried(() -> {
                connector.letADayPass();
                return true;
            });
        }
        comeToRest(world, connector);
        evidence.keep("journal-before-the-answers.txt", tried(connector::journal));
        var questions = tried(connector::questions);
        // To start a command for no question would take long.
        if (!questions.isEmpty()) {
            evidence.keep("questions.txt", List.of(installation.ask("settle").words()));
        }
        found.addAll(Invariants.beforeTheAnswers(world.truth(), tried(connector::told)));
        if (scenario.keepsAnswers()) {
            found.addAll(Invariants.needlessQuestions(questions, world.recordsInDoubt(cluster.momentsOfDeath()),
                    cluster.deaths()));
        }
        nothingHasFailed(world, connector);
        // A call that the connector has given up, as this machine had no time for it, may still be under way.
        boolean isJudged = scenario.countsCallsAtOnce() && cluster.deaths() == 0
                && world.longestCallToInes().compareTo(scenario.readTimeout()) < 0;
        if (isJudged) {
            found.addAll(Invariants.tooManyCalls(callsAtOnce, CALLS_AT_ONCE));
        }
        told += ", " + callsAtOnce + " calls to INES at once at most" + (isJudged ? "" : " (not judged)");
        answer(world, connector);
        if (scenario.needsWebhooks()) {
            webhooksAreWorkedOff(world);
        }
        found.addAll(atTheEnd(world, connector));
        ownLooks(connector, evidence);
    }

    /** Where Mautic refuses its audit log nothing else tells of it: all has been looked at, and is again a day later only. */
    private void webhooksAreWorkedOff(World world) {
        var changes = world.whatWebhooksTell();
        if (changes.isEmpty()) {
            found.add(new Violation(Kind.UNMET, "Nobody was known whom a webhook could tell of"));
        }
        Trouble.await(UNTIL_TOLD, () -> changes.stream().allMatch(change -> change.isAtInes().getAsBoolean()));
        changes.stream().filter(change -> !change.isAtInes().getAsBoolean()).forEach(change -> found.add(new Violation(
                Kind.LOST, change.what() + ", which a webhook told, and INES has not heard of it within "
                        + UNTIL_TOLD.toSeconds() + " s")));
    }

    private void ownLooks(Connector connector, Evidence evidence) {
        var audit = connector.audit();
        var status = connector.whereAllStand();
        evidence.keep("own-looks.txt", List.of(audit.words(), status.words()));
        found.addAll(Invariants.ownLooks(audit, status));
    }

    private void nothingHasFailed(World world, Connector connector) {
        if (scenario.hasAGoodInes()) {
            found.addAll(Invariants.needlessFailures(world.truth(), tried(connector::count),
                    tried(connector::failedRows)));
        }
    }

    private void answer(World world, Connector connector) {
        var person = new Person(world, connector);
        var refused = List.<String>of();
        for (int round = 0; round < MOST_ROUNDS_OF_ANSWERS; round++) {
            var questions = tried(connector::questions);
            long now = tried(connector::count).failed();
            if (questions.isEmpty() && now == 0) {
                return;
            }
            int number = questions.number() + questions.people().size();
            say(number + " questions to answer, " + now + " failed");
            uncertain += number;
            failed += (int) now;
            refused = person.answer(questions);
            if (now > 0) {
                connector.retryFailed();
            }
            comeToRest(world, connector);
            nothingHasFailed(world, connector);
        }
        refused.forEach(words -> found.add(new Violation(Kind.WRONG, words)));
    }

    /** What is noticed late counts once it is noticed. */
    private List<Violation> atTheEnd(World world, Connector connector) {
        long end = System.nanoTime() + UNTIL_ALL_IS_TRUE.toNanos();
        while (true) {
            tried(() -> {
                connector.letTimePass();
                return true;
            });
            var wrong = Invariants.atTheEnd(world.truth(), tried(connector::told));
            if (wrong.isEmpty() || System.nanoTime() > end) {
                return wrong;
            }
            Trouble.sleep(BETWEEN_CHECKS);
        }
    }

    /** Nothing is under way, and nothing has changed for a while; what waits, waits for an answer. */
    private void comeToRest(World world, Connector connector) {
        var patience = PATIENCE.plusSeconds(plan.contacts());
        long end = System.nanoTime() + patience.toNanos();
        long since = System.nanoTime();
        var before = "";
        while (System.nanoTime() - since < REST.toNanos()) {
            if (System.nanoTime() > end) {
                found.add(new Violation(Kind.WRONG, "It has not come to rest within " + patience + ": " + before));
                return;
            }
            Trouble.sleep(GLANCE);
            var now = state(world, connector);
            if (!now.equals(before) || now.startsWith(BUSY)) {
                before = now;
                since = System.nanoTime();
            }
        }
    }

    private static final String BUSY = "busy";

    private static String state(World world, Connector connector) {
        try {
            connector.letTimePass();
            var queue = connector.queue();
            var status = connector.status();
            var count = connector.count();
            boolean waits = count.waiting() > 0 && count.uncertain() == 0;
            boolean busy = connector.underWay() > 0 || queue.has("RUNNING") || !status.path("hindrances").isEmpty()
                    || waits
                    || count.notLookedAt() > 0 || status.path("referencesToWrite").asLong() > 0;
            return (busy ? BUSY : "") + queue + count + status.path("hindrances") + status.path("referencesToWrite")
                    + status.path("uncertainLeads") + world.ines.contactCount() + "/" + world.ines.clientCount() + "/"
                    + world.ines.leadCount();
        } catch (NoAnswer e) {
            return BUSY + e.getMessage();
        }
    }

    private static <T> T tried(Supplier<T> question) {
        for (int tries = 0;; tries++) {
            try {
                return question.get();
            } catch (NoAnswer e) {
                if (tries == 10) {
                    throw e;
                }
                Trouble.sleep(Duration.ofSeconds(1));
            }
        }
    }

    private Finding finding(World world, Cluster cluster, double seconds) {
        return new Finding(scenario.toString(), seed, plan.databaseOf(scenario), plan.nodes(),
                world.ines.contactCount(),
                world.ines.clientCount(), world.ines.leadCount(), uncertain, failed, cluster.kills(),
                world.ines.calls().count(), world.mautic.calls().count(),
                world.failedCalls(), met, seconds,
                Stream.of(told, cluster.restarts() == 0 ? "" : cluster.restarts() + " restarts",
                        world.truth().entered().contacts().size() + " contacts and "
                                + world.truth().entered().clients().size() + " companies changed by salespeople",
                        world.truth().merged().isEmpty() ? "" : world.truth().merged().size() + " merged")
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", ")),
                found.all(), plan.repeat(scenario, seed));
    }

    private Map<String, String> settings(int port) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("ines.calls-at-once", Integer.toString(CALLS_AT_ONCE));
        settings.put("ines.calls-per-second", "200");
        settings.put("ines.connect-timeout", "1s");
        settings.put("ines.read-timeout", scenario.readTimeout().toSeconds() + "s");
        settings.put("ines.longest-turn", "1s");
        settings.put("connector.queue.lease", "5s");
        settings.put("connector.queue.poll", "100ms");
        settings.put("connector.queue.waits", "200ms,500ms,1s");
        settings.put("connector.queue.between-attempts", "500ms,1s");
        settings.put("connector.feed.interval", "500ms");
        settings.put("connector.feed.patience", "1s");
        settings.put("connector.feed.retry", "2s");
        settings.put("connector.push-interval", "1s");
        settings.put("mapping.contact." + World.CONTACT_CUSTOM_FIELD, World.OF_CONTACT_CUSTOM_FIELD);
        settings.put("mapping.client." + World.CLIENT_CUSTOM_FIELD, World.OF_CLIENT_CUSTOM_FIELD);
        settings.put("mapping.contact." + World.EMPTIED + ".field", World.OF_EMPTIED);
        settings.put("mapping.contact." + World.EMPTIED + ".when-emptied", "empty");
        settings.putAll(scenario.settings());
        if (scenario.needsWebhooks()) {
            settings.put("connector.public-url", "http://127.0.0.1:" + port);
        }
        return settings;
    }

    private Path logs() {
        try {
            return Files.createTempDirectory(plan.output().toAbsolutePath(), scenario + "-" + seed + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String line) {
        out.accept("  " + line);
    }
}
