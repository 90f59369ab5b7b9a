package org.inesconnector.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.inesconnector.simulator.http.Call;
import org.inesconnector.simulator.http.Calls;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.Fault.When;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.http.Faults;

/**
 * A call of a contact's way, held until the process that made it, or all of them, have died by SIGKILL.
 *
 * @param mark what is in the request of such a call, and of no other one of the operation
 * @param provoke what makes such a call due
 */
record Step(boolean atInes, String operation, String mark, Work work, Consumer<World> provoke) {

    /** When the call is done. */
    enum Work {
        NEVER,
        BEFORE_THE_DEATH,
        /** Others have taken over by then, and it is done all the same, as late as the connector waits for any call. */
        AFTER_THE_DEATH
    }

    /** So much longer than a process is taken for alive that others have taken over before, also where they are slow. */
    static final Duration READ_TIMEOUT = Duration.ofSeconds(12);
    static final Duration LEASE = Duration.ofSeconds(2);

    private static final String ANYTHING = "";
    private static final String TAG = "\"tags\"";
    private static final String REFERENCE = "\"id_contact_ines\"";

    /** People are at work: a call of theirs, or another edit in Mautic, may be held instead. */
    private static final int MOST_TRIES = 6;

    /** What has happened so lately may be what the held call is about. */
    private static final Duration LATELY = Duration.ofSeconds(5);

    private static final Duration UNTIL_TAGS_ARE_GONE = Duration.ofSeconds(15);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(700);

    private static final Duration FOREVER = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LATE = READ_TIMEOUT.minusMillis(2500);
    private static final Duration UNTIL_DONE = Duration.ofSeconds(10);

    /** In the order in which they are died at: every second call is done late, until all of these are. */
    static List<Step> shuffled(Random random) {
        var late = steps(Work.AFTER_THE_DEATH);
        // What is only read is not done at all.
        late.removeIf(step -> step.operation.startsWith("GET"));
        var others = steps(Work.NEVER);
        others.addAll(steps(Work.BEFORE_THE_DEATH));
        Collections.shuffle(late, random);
        Collections.shuffle(others, random);
        var all = new ArrayList<Step>();
        for (int i = 0; i < others.size(); i++) {
            if (i < late.size()) {
                all.add(late.get(i));
            }
            all.add(others.get(i));
        }
        return all;
    }

    private static List<Step> steps(Work work) {
        return new ArrayList<>(List.of(
                atInes("AddClientWithContacts", work, World::somebodyComesToANewCompany),
                atInes("AddContact", work, World::somebodyComesToAKnownCompany),
                atInes("AddLead", work, World::somebodyKnownIsTagged),
                atInes("UpdateContact", work, World::somebodyKnownIsRenamed),
                atInes("UpdateClient", work, World::aKnownCompanyChanges),
                atInes("InsertContactCF", work, World::somebodyComesToAKnownCompany),
                atInes("UpdateContactCF", work, World::aCustomFieldChanges),
                atInes("InsertCompanyCF", work, World::somebodyComesToANewCompany),
                atInes("UpdateCompanyCF", work, World::aCustomFieldOfACompanyChanges),
                atInes(Pair.FLAG, work, World::somebodyKnownIsDeleted),
                new Step(false, Scenario.EDIT_CONTACTS, REFERENCE, work, World::somebodyComesToANewCompany),
                new Step(false, Scenario.EDIT_CONTACTS, TAG, work, World::somebodyKnownIsTagged),
                new Step(false, "GET contacts", ANYTHING, work, World::somebodyComesToANewCompany)));
    }

    private static Step atInes(String operation, Work work, Consumer<World> provoke) {
        return new Step(true, operation, ANYTHING, work, provoke);
    }

    /** How a try ended. */
    private enum End {
        AT_THE_STEP,
        /** Or at one that no process is known to have. */
        AT_ANOTHER_CALL,
        THERE_WAS_NO_CALL
    }

    /** @return whether a process died at that step */
    boolean dieAt(Trouble trouble) {
        // Else the removal of a tag would be held instead, nearly always.
        trouble.world().tagsComeByChance(!mark.equals(REFERENCE));
        try {
            var end = End.AT_ANOTHER_CALL;
            for (int tries = 0; tries < MOST_TRIES && end == End.AT_ANOTHER_CALL; tries++) {
                end = tryToDie(trouble);
            }
            return end == End.AT_THE_STEP;
        } finally {
            trouble.world().tagsComeByChance(true);
        }
    }

    private End tryToDie(Trouble trouble) {
        var world = trouble.world();
        trouble.awaitReady();
        if (mark.equals(REFERENCE)) {
            Trouble.await(UNTIL_TAGS_ARE_GONE, () -> !world.hasSomebodyTheTag());
        }
        var since = Instant.now();
        faults(world).add(new FaultRule(operation, 0, 1, 1, 0, fault()));
        boolean held = trouble.provoke(() -> provoke.accept(world), Pair.betweenProvocations(operation), PATIENCE,
                () -> isHeld(world));
        if (held && work != Work.AFTER_THE_DEATH && !isOurs(world, since)) {
            world.endFaults();
            return End.AT_ANOTHER_CALL;
        }
        boolean isKnown = (held && work == Work.AFTER_THE_DEATH)
                ? dieAndDoItLate(trouble, faults(world).heldPorts(), since)
                : die(trouble);
        world.endFaults();
        trouble.cluster().restartDead();
        if (!held) {
            return End.THERE_WAS_NO_CALL;
        }
        return isKnown && isOurs(world, since) ? End.AT_THE_STEP : End.AT_ANOTHER_CALL;
    }

    /** @return whether the process whose call it is was among those that died, as far as the system tells */
    private boolean die(Trouble trouble) {
        if (trouble.random().nextBoolean()) {
            trouble.cluster().killAll();
            return true;
        }
        return trouble.cluster().killThoseAt(faults(trouble.world()).heldPorts());
    }

    /**
     * Whoever takes over has to wait for it, though nobody can know that it comes, and has something newer to write.
     *
     * @return as {@link #die} does
     */
    private boolean dieAndDoItLate(Trouble trouble, Set<Integer> ports, Instant since) {
        long begun = System.nanoTime();
        var before = waitsLongest(trouble);
        boolean isKnown = trouble.cluster().killThoseAt(ports);
        trouble.world().whatHappenedGetsNewer(since.minus(LATELY));
        trouble.cluster().restartDead();
        boolean waits = false;
        while (System.nanoTime() - begun < LATE.toNanos()) {
            Trouble.sleep(BETWEEN_LOOKS);
            waits = waits || waitsLongest(trouble).isAfter(before);
        }
        faults(trouble.world()).release();
        if (!Trouble.await(UNTIL_DONE, () -> struck(trouble.world(), since).isPresent())) {
            trouble.met().miss("Was not done after the death of its process: " + operation);
            return isKnown;
        }
        if (isKnown) {
            trouble.met().doneLate();
        }
        if (waits) {
            trouble.met().takenOver();
        }
        return isKnown;
    }

    /**
     * Until when a contact waits at most for what a process that died may have under way. Nobody has seen it where no process is there
     * that has the database open: to open an embedded one here would keep it open when all die.
     */
    private static Instant waitsLongest(Trouble trouble) {
        if (!trouble.cluster().isAnyReady()) {
            return Instant.MIN;
        }
        try (var connection = trouble.installation().database().open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT max(not_before) FROM synchronisation")) {
            rows.next();
            var latest = rows.getObject(1, OffsetDateTime.class);
            return latest == null ? Instant.MIN : latest.toInstant();
        } catch (SQLException _) {
            return Instant.MIN;
        }
    }

    private Fault fault() {
        return switch (work) {
            case NEVER -> Fault.held(When.BEFORE_THE_WORK, FOREVER);
            case BEFORE_THE_DEATH -> Fault.held(When.AFTER_THE_WORK, FOREVER);
            case AFTER_THE_DEATH -> Fault.late(FOREVER);
        };
    }

    private boolean isHeld(World world) {
        return !faults(world).heldPorts().isEmpty();
    }

    /** The call that was held, once it is over or INES has done it. */
    private Optional<Call> struck(World world, Instant since) {
        return calls(world).of(operation).stream()
                .filter(call -> !call.time().isBefore(since) && call.outcome().contains(fault().toString()))
                .findFirst();
    }

    private boolean isOurs(World world, Instant since) {
        return struck(world, since).filter(call -> call.request().contains(mark)).isPresent();
    }

    private Faults faults(World world) {
        return atInes ? world.ines.faults() : world.mautic.faults();
    }

    private Calls calls(World world) {
        return atInes ? world.ines.calls() : world.mautic.calls();
    }

    @Override
    public String toString() {
        return operation + (mark.isEmpty() ? "" : " of " + mark.replace("\"", "")) + ", done "
                + work.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
