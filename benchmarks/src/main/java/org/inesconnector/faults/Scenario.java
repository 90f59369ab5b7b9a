package org.inesconnector.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.processes.DatabaseKind;
import org.inesconnector.processes.Installation;
import org.inesconnector.processes.ProcessFigures;
import org.inesconnector.processes.Wrong;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.Fault.When;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.http.Faults;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.mautic.StatsAccess;
import org.inesconnector.simulator.mautic.WebhookDelivery;

/** What goes wrong in a run. What is left to chance follows from the seed; when a process does what, does not. */
enum Scenario {

    /** SIGKILL before and after each call of a contact's way. */
    KILL_AT_STEP(Trouble::timesCounted, true) {
        @Override
        String strike(Trouble trouble) {
            var all = trouble.part().of(Step.shuffled(trouble.random()));
            var steps = asManyAsLast(trouble, all);
            for (var step : steps) {
                if (step.dieAt(trouble)) {
                    trouble.met().count();
                } else {
                    trouble.met().miss("No process died at " + step + ": there was no such call");
                }
            }
            if (trouble.met().timesDoneLate() >= ENOUGH_LATE && trouble.met().timesTakenOver() == 0) {
                trouble.met().miss("None of " + trouble.met().timesDoneLate()
                        + " calls that were done late was seen to be waited for");
            }
            return "died at %d of %d steps, all are %d; %d calls were done late, others were seen to wait for %d of them"
                    .formatted(trouble.timesCounted(), steps.size(), all.size(), trouble.met().timesDoneLate(),
                            trouble.met().timesTakenOver());
        }
    },

    /** SIGKILL while it is stored what a call has brought about. */
    KILL_AT_COMMIT(Trouble::timesCounted, true) {
        @Override
        String strike(Trouble trouble) {
            var all = trouble.part().of(Commit.shuffled(trouble.random()));
            var commits = asManyAsLast(trouble, all);
            for (var commit : commits) {
                if (commit.dieAt(trouble)) {
                    trouble.met().count();
                } else {
                    trouble.met().miss("No process died while it stored " + commit);
                }
            }
            return "died at %d of %d, all are %d".formatted(trouble.timesCounted(), commits.size(), all.size());
        }

        // Whose locks hold what is stored.
        @Override
        DatabaseKind database(DatabaseKind asked) {
            return DatabaseKind.POSTGRES;
        }
    },

    /** SIGKILL every few seconds, while one call in thirty is done and not answered, and one in five that writes takes long. */
    KILL_AT_RANDOM(Trouble::timesCounted, true) {
        @Override
        String strike(Trouble trouble) {
            var faults = trouble.world().ines.faults();
            trouble.once(faults, FaultRule.ANY, FIRST_CALLS, Fault.cut(When.AFTER_THE_WORK));
            faults.randomly(FaultRule.ANY, 0.03, trouble.random().nextLong(), Fault.cut(When.AFTER_THE_WORK));
            for (var writing : List.of("Add*", "Update*", "Insert*")) {
                for (int part = 1; part <= PARTS_OF_LONG; part++) {
                    faults.randomly(writing, 0.07, trouble.random().nextLong(),
                            Fault.late(LONG.multipliedBy(part).dividedBy(PARTS_OF_LONG)));
                }
            }
            trouble.again(100, 500, () -> {
                if (Trouble.await(START, trouble.cluster()::isAnyReady)) {
                    // It has to come to something.
                    Trouble.sleep(Duration.ofMillis(trouble.random().nextInt(500, 5000)));
                    if (trouble.random().nextBoolean()) {
                        Trouble.await(UNTIL_A_CALL_IS_HELD, () -> !faults.heldPorts().isEmpty());
                    }
                    var killed = trouble.cluster().killOne(trouble.random(), faults.heldPorts());
                    if (killed != Cluster.Killed.NOBODY) {
                        trouble.met().count();
                    }
                    if (killed == Cluster.Killed.WITH_A_CALL) {
                        trouble.met().doneLate();
                    }
                }
                trouble.cluster().restartDead();
            });
            return "killed " + trouble.timesCounted() + ", " + trouble.met().timesDoneLate()
                    + " of them with a call that INES did afterwards";
        }

        @Override
        List<String> missed(Trouble trouble) {
            var missed = new ArrayList<>(super.missed(trouble));
            if (trouble.met().timesDoneLate() == 0 && ProcessFigures.areTold()) {
                missed.add("No call was done after the death of its process");
            }
            return missed;
        }
    },

    /** INES does what it was asked for, and answers too late; one call in a hundred. */
    DONE_THEN_TIMEOUT_1(Scenario::struckCalls) {
        @Override
        String strike(Trouble trouble) {
            return doneThenTimeout(trouble, 0.01);
        }

        @Override
        List<String> missed(Trouble trouble) {
            return missedByChance(trouble);
        }
    },

    /** Likewise, one call in twenty. */
    DONE_THEN_TIMEOUT_5(Scenario::struckCalls) {
        @Override
        String strike(Trouble trouble) {
            return doneThenTimeout(trouble, 0.05);
        }

        @Override
        List<String> missed(Trouble trouble) {
            return missedByChance(trouble);
        }
    },

    /** Each fault that the simulator knows, at each operation. */
    INES_EVERY_FAULT(Scenario::struckCalls) {
        @Override
        String strike(Trouble trouble) {
            var ines = trouble.world().ines;
            everyFaultOfInes().forEach(fault -> {
                var operation = whereItShows(fault);
                trouble.once(ines.faults(), operation, operation.equals(FaultRule.ANY) ? FIRST_CALLS : 1, fault);
                ines.faults().randomly("*", 0.015, trouble.random().nextLong(), fault);
            });
            var away = new AtomicInteger();
            trouble.again(1000, 3000, () -> {
                trouble.world().isCut();
                ines.isAwayFor(Duration.ofMillis(trouble.random().nextInt(100, 800)));
                away.incrementAndGet();
                trouble.cluster().restartDead();
            });
            return "INES was shut " + away + " times";
        }
    },

    /** Each of these faults once at each operation, one after another. */
    INES_EACH_FAULT_AT_EACH_OPERATION(Trouble::timesCounted) {
        @Override
        String strike(Trouble trouble) {
            // Whom a pair needs to be deleted is to be there; and too many are a person's to judge.
            trouble.world().deletionsComeByChance(false);
            var pairs = trouble.part().of(Pair.shuffled(everyFaultOfInes(), trouble.random()));
            long end = System.nanoTime() + trouble.lasts().toNanos();
            int tried = 0;
            while (tried < pairs.size() && (trouble.isComplete() || tried < 2 || System.nanoTime() < end)) {
                pairs.get(tried++).meet(trouble, tried);
            }
            return "met %d of %d pairs, all are %d".formatted(trouble.timesCounted(), tried, pairs.size());
        }

        // The rules, and INES's part in them, are read for nearly every contact.
        @Override
        Map<String, String> settings() {
            return Map.of("connector.schema-age", "1s");
        }
    },

    /** Sessions at INES end in the midst of work, one by one and all at once. */
    SESSIONS_DROPPED(Scenario::callsWithoutSession) {
        @Override
        String strike(Trouble trouble) {
            trouble.world().ines.faults().randomly("*", 0.15, trouble.random().nextLong(), InesFaults.sessionDropped());
            var all = new AtomicInteger();
            trouble.again(300, 1500, () -> {
                trouble.world().ines.expireSessions();
                all.incrementAndGet();
            });
            return "all sessions ended " + all + " times";
        }
    },

    /** INES and Mautic take up to a second for each call. */
    LATENCY(Scenario::slowCalls) {
        @Override
        String strike(Trouble trouble) {
            var slow = new Fault.Latency(Duration.ofMillis(50), Duration.ofMillis(900));
            trouble.world().ines.faults().always("*", slow);
            trouble.world().mautic.faults().always("*", slow);
            trouble.lastWithRestarts();
            return "";
        }

        @Override
        List<String> missed(Trouble trouble) {
            var missed = new ArrayList<String>();
            if (trouble.world().slowCallsToInes() == 0) {
                missed.add("No call to INES was slow");
            }
            if (trouble.world().slowCallsToMautic() == 0) {
                missed.add("No call to Mautic was slow");
            }
            return missed;
        }

        // Else a slow machine makes calls that are given up, of which nothing can be said.
        @Override
        Duration readTimeout() {
            return SLOW_BUT_NOT_LOST;
        }
    },

    /** Mautic fails its reads, and the references that are written back; its tokens end. */
    MAUTIC_FAILS(Scenario::struckCalls) {
        @Override
        String strike(Trouble trouble) {
            everyFault().forEach(fault -> {
                trouble.once(mautic(trouble), "GET *", FIRST_CALLS, fault);
                mautic(trouble).randomly("GET *", 0.02, trouble.random().nextLong(), fault);
                mautic(trouble).randomly("PATCH *", 0.04, trouble.random().nextLong(), fault);
            });
            trouble.once(mautic(trouble), EDIT_CONTACTS, 2, Fault.cut(When.BEFORE_THE_WORK));
            trouble.once(mautic(trouble), EDIT_CONTACTS, 2, Fault.cut(When.AFTER_THE_WORK));
            trouble.again(1000, 4000, trouble.world().mautic::expireTokens);
            return "";
        }

        private static Faults mautic(Trouble trouble) {
            return trouble.world().mautic.faults();
        }
    },

    /** Webhooks are lost, doubled, reordered, held. */
    WEBHOOKS(Scenario::disturbedWebhooks) {
        @Override
        String strike(Trouble trouble) {
            return disturbWebhooks(trouble);
        }

        @Override
        List<String> missed(Trouble trouble) {
            return missedWebhooks(trouble);
        }

        @Override
        boolean needsWebhooks() {
            return true;
        }
    },

    /** Likewise, where Mautic refuses its audit log: only webhooks tell of a change, and once a day all is looked at. */
    WEBHOOKS_ALONE(Scenario::disturbedWebhooks) {
        @Override
        String strike(Trouble trouble) {
            trouble.world().mautic.statsAccess(StatsAccess.REFUSED_WITH_403);
            return disturbWebhooks(trouble);
        }

        @Override
        List<String> missed(Trouble trouble) {
            return missedWebhooks(trouble);
        }

        @Override
        boolean needsWebhooks() {
            return true;
        }

        @Override
        boolean isMendedADayLater() {
            return true;
        }
    },

    /** A person changes the mapping again and again, and takes it back, while all goes on. */
    MAPPING_CHANGES(Trouble::timesCounted) {
        @Override
        void prepare(Installation installation) {
            installation.rewrite(settings -> MappingChange.in(settings, Set.of(MappingChange.PHONE_NOT_MAPPED)));
        }

        @Override
        String strike(Trouble trouble) {
            trouble.world().hasOtherReferenceFields();
            var turns = new ArrayDeque<>(MappingChange.shuffled(trouble.random()));
            var changes = EnumSet.of(MappingChange.PHONE_NOT_MAPPED);
            int calls = trouble.world().ines.calls().count();
            Trouble.await(START, () -> trouble.world().ines.calls().count() >= calls + trouble.enough());
            trouble.again(2000, 6000, () -> {
                for (int i = 0; i < CHANGES_AT_ONCE; i++) {
                    var next = turns.remove();
                    turns.add(next);
                    if (!changes.remove(next)) {
                        changes.add(next);
                    }
                }
                comesIntoForce(trouble, changes);
            });
            changes.clear();
            comesIntoForce(trouble, changes);
            return "the mapping was changed " + trouble.timesCounted() + " times, "
                    + trouble.world().withOtherReference()
                    + " contacts had other references";
        }

        @Override
        List<String> missed(Trouble trouble) {
            var missed = new ArrayList<>(super.missed(trouble));
            if (trouble.timesCounted() * CHANGES_AT_ONCE < MappingChange.values().length) {
                missed.add("Not each change of the mapping came into force");
            }
            if (trouble.world().withOtherReference() == 0) {
                missed.add("No contact had another reference");
            }
            return missed;
        }

        private static void comesIntoForce(Trouble trouble, Set<MappingChange> changes) {
            trouble.awaitReady();
            var before = mappingInForce(trouble);
            trouble.cluster().replaceAll(() -> trouble.installation()
                    .rewrite(settings -> MappingChange.in(settings, changes)));
            trouble.awaitReady();
            if (Trouble.await(START, () -> !mappingInForce(trouble).equals(before))) {
                trouble.met().count();
            } else {
                trouble.met().miss("A mapping did not come into force: " + changes);
            }
        }

        // By which contacts are looked at, and where references are written.
        private static String mappingInForce(Trouble trouble) {
            Trouble.sleep(BETWEEN_LOOKS_AT_THE_MAPPING);
            try (var connection = trouble.installation().database().open();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("""
                            SELECT concat((SELECT max(digest) FROM mapping_in_force),
                                          (SELECT max(contact_field) FROM reference_fields))""")) {
                rows.next();
                return String.valueOf(rows.getString(1));
            } catch (SQLException e) {
                throw new Wrong("The mapping in force cannot be read", e);
            }
        }
    },

    /** PostgreSQL is stopped, or dies by SIGKILL, and is started again. */
    DATABASE_RESTARTS(Trouble::timesCounted) {
        @Override
        String strike(Trouble trouble) {
            var restarts = new AtomicInteger();
            trouble.again(2000, 5000, () -> {
                int before = timesTheDatabaseWasMissed(trouble);
                if (trouble.random().nextBoolean()) {
                    trouble.database().kill();
                } else {
                    trouble.database().stop();
                }
                Trouble.sleep(Duration.ofMillis(trouble.random().nextInt(0, 1500)));
                trouble.database().startAgain();
                restarts.incrementAndGet();
                trouble.cluster().restartDead();
                if (Trouble.await(SEEN_BY_NOW, () -> timesTheDatabaseWasMissed(trouble) > before)) {
                    trouble.met().count();
                }
            });
            return "the database was started again " + restarts + " times, which was noticed "
                    + trouble.timesCounted() + " times";
        }

        @Override
        DatabaseKind database(DatabaseKind asked) {
            return DatabaseKind.POSTGRES;
        }

        @Override
        boolean keepsAnswers() {
            return false;
        }
    },

    /** The clock of one machine after another jumps by up to an hour, forward and back. */
    CLOCK_JUMPS(Trouble::timesCounted) {
        @Override
        String strike(Trouble trouble) {
            trouble.again(1000, 4000, () -> {
                int place = trouble.random().nextInt(trouble.clocks().size());
                int seconds = trouble.random().nextInt(-LONGEST_JUMP, LONGEST_JUMP);
                Clock.set(trouble.clocks().get(place), seconds);
                if (Trouble.await(SEEN_BY_NOW, () -> Clock.isSeen(trouble.cluster().clock(place), seconds))) {
                    trouble.met().count();
                }
                trouble.cluster().restartDead();
            });
            trouble.clocks().forEach(clock -> Clock.set(clock, 0));
            return "";
        }

        @Override
        Optional<String> impossible() {
            return Clock.library().isPresent()
                    ? Optional.empty()
                    : Optional.of("it needs libfaketime (Debian: apt-get install faketime)");
        }

        @Override
        boolean keepsAnswers() {
            return false;
        }

        // What a clock that was ahead has put off for longer is brought forward, once that clock is set back.
        @Override
        Duration furthest() {
            return BROUGHT_FORWARD;
        }

        @Override
        Map<String, String> environment(Path clock) {
            return Clock.environment(clock);
        }
    },

    /** The disk of the embedded database is full, and has space again. */
    DISK_FULL(Scenario::writesThatFailed) {
        @Override
        String strike(Trouble trouble) {
            trouble.again(1000, 3000, () -> {
                SmallDisk.fill(trouble.installation().data());
                Trouble.sleep(Duration.ofMillis(trouble.random().nextInt(500, 3000)));
                SmallDisk.free(trouble.installation().data());
                trouble.cluster().restartDead();
            });
            return "";
        }

        @Override
        DatabaseKind database(DatabaseKind asked) {
            return DatabaseKind.H2;
        }

        @Override
        Optional<String> impossible() {
            return SmallDisk.canBeMounted()
                    ? Optional.empty()
                    : Optional.of("it needs the right to mount a tmpfs");
        }

        @Override
        boolean needsSmallDisk() {
            return true;
        }

        @Override
        boolean keepsAnswers() {
            return false;
        }
    };

    /** How long a call that is answered too late waits: longer than the connector does. */
    static final Duration TOO_LATE = Duration.ofMillis(2500);

    /** Among which each fault is met once. */
    private static final int FIRST_CALLS = 60;

    /** References are written by it, and tags are removed. */
    static final String EDIT_CONTACTS = "PATCH contacts/batch/edit";

    /** As in production, a process is taken for dead while calls that it made may still be done. */
    private static final Map<String, String> LATE_CALLS = Map.of(
            "connector.queue.lease", Step.LEASE.toSeconds() + "s");

    /** Less than the connector waits, and longer than it takes a process for alive. */
    private static final Duration LONG = Duration.ofSeconds(6);

    /** Calls that are done late take one of these parts of it. */
    private static final int PARTS_OF_LONG = 3;

    private static final Duration UNTIL_A_CALL_IS_HELD = Duration.ofSeconds(5);

    /** So many calls that are done late, and none that others are seen to wait for, say nothing of that wait. */
    private static final int ENOUGH_LATE = 3;

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration SLOW_BUT_NOT_LOST = Duration.ofSeconds(6);

    /** Several late calls may lie between the reading of a contact and its writing. */
    private static final Duration WHERE_CALLS_ARE_LATE = Duration.ofSeconds(40);

    /** What was refused is tried again after a quarter of an hour. */
    private static final Duration FURTHEST = Duration.ofMinutes(16);

    /** What is put off for twenty minutes or less is left as it is where a clock was set back. */
    private static final Duration BROUGHT_FORWARD = Duration.ofMinutes(21);

    private static final int LONGEST_JUMP = 3600;

    /** What the connector's log has of a database that is away. */
    private static final List<String> WITHOUT_DATABASE = List.of("SQLSTATE(", "in the database:",
            "Connection refused", "terminating connection", "could not be settled");

    /** Until a process that was started takes calls. */
    private static final Duration START = Duration.ofMinutes(1);

    /** The clock is read once a second. */
    private static final Duration SEEN_BY_NOW = Duration.ofSeconds(4);

    private static final int SECONDS_A_STEP = 3;

    private static final int CHANGES_AT_ONCE = 3;

    private static final Duration BETWEEN_LOOKS_AT_THE_MAPPING = Duration.ofMillis(500);

    /** Whose answers must not be lost on anybody. */
    private static final Set<String> CREATIONS = Set.of("AddClientWithContacts", "AddContact", "AddLead");

    private static final Set<Scenario> WITH_A_GOOD_INES = Set.of(KILL_AT_STEP, KILL_AT_COMMIT, KILL_AT_RANDOM,
            SESSIONS_DROPPED, LATENCY, MAUTIC_FAILS, WEBHOOKS, WEBHOOKS_ALONE, DATABASE_RESTARTS, DISK_FULL,
            MAPPING_CHANGES);

    private static final Set<Scenario> WITH_LOOKS_AT_ALL = Set.of(MAPPING_CHANGES, WEBHOOKS_ALONE, CLOCK_JUMPS);

    /** No process dies there, and neither Mautic nor the database fails while a tag is taken away. */
    private static final Set<Scenario> IN_WHICH_EACH_TAG_IS_HEARD = Set.of(DONE_THEN_TIMEOUT_1, DONE_THEN_TIMEOUT_5,
            INES_EVERY_FAULT, SESSIONS_DROPPED, LATENCY, WEBHOOKS);

    private final ToIntFunction<Trouble> timesMet;
    private final boolean areCallsLate;

    /** @param timesMet how often it met the connector: a run in which it did not says nothing */
    Scenario(ToIntFunction<Trouble> timesMet) {
        this(timesMet, false);
    }

    /** @param areCallsLate whether calls may be done when their process is dead */
    Scenario(ToIntFunction<Trouble> timesMet, boolean areCallsLate) {
        this.timesMet = timesMet;
        this.areCallsLate = areCallsLate;
    }

    /** @return what is worth telling of it */
    abstract String strike(Trouble trouble);

    int timesMet(Trouble trouble) {
        return timesMet.applyAsInt(trouble);
    }

    /** What was to go wrong, and did not, as far as is known by now. */
    List<String> missed(Trouble trouble) {
        return timesMet(trouble) == 0 ? List.of("The trouble met nothing") : trouble.met().missed();
    }

    DatabaseKind database(DatabaseKind asked) {
        return asked;
    }

    boolean needsWebhooks() {
        return false;
    }

    boolean needsSmallDisk() {
        return false;
    }

    /** Whether some of it is noticed only when all is looked at, as it is once a day. */
    boolean isMendedADayLater() {
        return false;
    }

    /** Whether each single change in Mautic is told: where all are only looked at, what changed at INES too wins. */
    boolean isEachChangeTold() {
        return !WITH_LOOKS_AT_ALL.contains(this);
    }

    /** How long after the connector has read a contact it may write it. */
    Duration untilWritten() {
        return areCallsLate ? WHERE_CALLS_ARE_LATE : World.LATELY;
    }

    /** Nothing of the connector's is to wait longer. */
    Duration furthest() {
        return FURTHEST;
    }

    /** Whether what INES answered can be kept at any time, and within its time: else a person may be asked about all. */
    boolean keepsAnswers() {
        return true;
    }

    /** Whether INES itself works well all the time: nothing fails for good then. */
    boolean hasAGoodInes() {
        return WITH_A_GOOD_INES.contains(this);
    }

    /** Whether a tag is heard that is given again as soon as Mautic does not show the one before it any more. */
    boolean hearsEachTag() {
        return IN_WHICH_EACH_TAG_IS_HEARD.contains(this);
    }

    /** Whether all calls at once are to be no more than the connector was told: a process that died may have some of them. */
    boolean countsCallsAtOnce() {
        return hasAGoodInes() && keepsAnswers() && !areCallsLate;
    }

    /** How long the connector waits for an answer of INES's: less than INES takes where it answers too late. */
    Duration readTimeout() {
        return areCallsLate ? Step.READ_TIMEOUT : READ_TIMEOUT;
    }

    /** Before the first process is started. */
    void prepare(Installation installation) {
        // Nothing, as a rule.
    }

    /** Of the connector, beside those of every run. */
    Map<String, String> settings() {
        return areCallsLate ? LATE_CALLS : Map.of();
    }

    /** Why it cannot be run on this machine. */
    Optional<String> impossible() {
        return Optional.empty();
    }

    /** What the connector's processes have in their environment. */
    Map<String, String> environment(Path clock) {
        return Map.of();
    }

    /** As the command line has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> List<T> asManyAsLast(Trouble trouble, List<T> all) {
        return trouble.isComplete()
                ? all
                : all.subList(0, Math.clamp(trouble.lasts().toSeconds() / SECONDS_A_STEP, Math.min(2, all.size()),
                        all.size()));
    }

    /** By chance it may be only reads that are struck: what would be there twice goes first, for certain. */
    private static String doneThenTimeout(Trouble trouble, double share) {
        var tooLate = Fault.held(When.AFTER_THE_WORK, TOO_LATE);
        int number = 0;
        for (var pair : Pair.shuffled(List.of(tooLate), trouble.random())) {
            if (CREATIONS.contains(pair.operation())) {
                pair.meet(trouble, ++number);
            }
        }
        trouble.world().ines.faults().randomly("*", share, trouble.random().nextLong(), tooLate);
        trouble.lastWithRestarts();
        return "%d of %d kinds of creations".formatted(trouble.timesCounted(), number);
    }

    /** Those that were struck for certain say nothing of the share. */
    private static List<String> missedByChance(Trouble trouble) {
        var missed = new ArrayList<>(trouble.met().missed());
        if (struckCalls(trouble) <= trouble.timesCounted()) {
            missed.add("No call was struck by chance");
        }
        return missed;
    }

    /** Where it makes a difference. */
    private static String whereItShows(Fault fault) {
        if (fault.equals(InesFaults.signInRefused())) {
            return Pair.SIGN_IN;
        }
        if (fault.equals(InesFaults.sessionDropped())) {
            return "Get*";
        }
        return fault.equals(InesFaults.withoutReferences()) ? "Add*" : FaultRule.ANY;
    }

    private static int struckCalls(Trouble trouble) {
        return trouble.world().struckCalls();
    }

    private static int callsWithoutSession(Trouble trouble) {
        return trouble.world().callsWithoutSession();
    }

    private static int slowCalls(Trouble trouble) {
        return trouble.world().slowCallsToInes() + trouble.world().slowCallsToMautic();
    }

    private static int timesTheDatabaseWasMissed(Trouble trouble) {
        return trouble.cluster().timesLogged(WITHOUT_DATABASE);
    }

    private static int writesThatFailed(Trouble trouble) {
        return trouble.cluster().timesLogged(List.of(SmallDisk.FULL));
    }

    /** Each way in turn, in an order that is left to chance. */
    private static String disturbWebhooks(Trouble trouble) {
        var turns = new ArrayDeque<WebhookDelivery>();
        trouble.again(300, 2000, () -> {
            if (turns.isEmpty()) {
                var ways = new ArrayList<>(List.of(WebhookDelivery.values()));
                Collections.shuffle(ways, trouble.random());
                turns.addAll(ways);
            }
            trouble.world().mautic.deliverWebhooks(turns.remove());
        });
        trouble.world().mautic.deliverWebhooks(WebhookDelivery.IN_ORDER);
        return disturbances().map(way -> webhooks(trouble, way) + " " + way.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static Stream<WebhookDelivery> disturbances() {
        return Stream.of(WebhookDelivery.values()).filter(way -> way != WebhookDelivery.IN_ORDER);
    }

    private static int webhooks(Trouble trouble, WebhookDelivery way) {
        return trouble.world().mautic.deliveredWebhooks().getOrDefault(way, 0);
    }

    private static int disturbedWebhooks(Trouble trouble) {
        return disturbances().mapToInt(way -> webhooks(trouble, way)).sum();
    }

    private static List<String> missedWebhooks(Trouble trouble) {
        return disturbances().filter(way -> webhooks(trouble, way) == 0)
                .map(way -> "No webhook was " + way.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Those that INES can have. */
    static List<Fault> everyFaultOfInes() {
        var faults = everyFault();
        faults.add(InesFaults.soapFault("Une erreur est survenue"));
        faults.add(InesFaults.brokenOff());
        faults.add(InesFaults.sessionDropped());
        faults.add(InesFaults.signInRefused());
        faults.add(InesFaults.withoutReferences());
        return faults;
    }

    /** Those that both sides can have. */
    private static List<Fault> everyFault() {
        var faults = new ArrayList<>(List.of(Fault.htmlPage(), new Fault.Truncated(), new Fault.Malformed(),
                new Fault.Drip(40, Duration.ofMillis(20)), Fault.latency(Duration.ofMillis(800)),
                Fault.held(When.BEFORE_THE_WORK, TOO_LATE), Fault.held(When.AFTER_THE_WORK, TOO_LATE)));
        for (var when : When.values()) {
            faults.add(Fault.cut(when));
        }
        for (int status : List.of(429, 500, 502, 503)) {
            faults.add(Fault.status(status));
        }
        for (int status : List.of(200, 500, 502, 503, 504)) {
            faults.add(new Fault.Answer(When.AFTER_THE_WORK, status, "text/html", "<html><body>…</body></html>"));
        }
        return faults;
    }

    static final class Clock {

        private static final List<Path> PLACES = List.of(
                Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
                Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
                Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"),
                Path.of("/usr/lib/faketime/libfaketimeMT.so.1"));

        /** In seconds: a process tells its time in whole ones, and an answer takes a while. */
        private static final int TOLERANCE = 3;

        private Clock() {}

        static Optional<Path> library() {
            return PLACES.stream().filter(Files::exists).findFirst();
        }

        /**
         * The monotonic clock goes on as ever, as that of a machine whose time is set; the file is read once a second. Where
         * libfaketime mends waits on that clock for a C library that needs it, it takes the faked time for them too: each wait
         * would be off by the whole jump.
         */
        static Map<String, String> environment(Path file) {
            return Map.of("LD_PRELOAD", library().orElseThrow().toString(), "FAKETIME_TIMESTAMP_FILE",
                    file.toAbsolutePath().toString(), "FAKETIME_DONT_FAKE_MONOTONIC", "1", "DONT_FAKE_MONOTONIC", "1",
                    "FAKETIME_FORCE_MONOTONIC_FIX", "0", "FAKETIME_CACHE_DURATION", "1");
        }

        /** @param told how far a process says that its clock is from ours */
        static boolean isSeen(Optional<Duration> told, int seconds) {
            return told.filter(difference -> Math.abs(difference.toSeconds() - seconds) <= TOLERANCE).isPresent();
        }

        static void set(Path file, int seconds) {
            try {
                var next = file.resolveSibling(file.getFileName() + ".next");
                Files.writeString(next, "%+d\n".formatted(seconds));
                Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                        java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
