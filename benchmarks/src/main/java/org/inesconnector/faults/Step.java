package org.inesconnector.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.inesconnector.simulator.http.Calls;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.Fault.When;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.http.Faults;

/**
 * A call of a contact's way, held until the process that made it, or all of them, have died by SIGKILL.
 *
 * @param provoke what makes such a call due
 */
record Step(boolean atInes, String operation, Work work, Consumer<World> provoke) {

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

    private static final Duration FOREVER = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LATE = READ_TIMEOUT.minusMillis(1500);
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
                new Step(true, "AddClientWithContacts", work, World::somebodyComesToANewCompany),
                new Step(true, "AddContact", work, World::somebodyComesToAKnownCompany),
                new Step(true, "AddLead", work, World::somebodyKnownIsTagged),
                new Step(true, "UpdateContact", work, World::somebodyKnownIsRenamed),
                new Step(true, "UpdateClient", work, World::aKnownCompanyChanges),
                new Step(true, "InsertContactCF", work, World::somebodyComesToAKnownCompany),
                new Step(true, "UpdateContactCF", work, World::aCustomFieldChanges),
                new Step(true, "InsertCompanyCF", work, World::somebodyComesToANewCompany),
                new Step(false, Scenario.REFERENCES_BACK, work, World::somebodyComesToANewCompany),
                new Step(false, "GET contacts", work, World::somebodyComesToANewCompany)));
    }

    /** @return whether a process died at that step; else all died at another */
    boolean dieAt(Trouble trouble) {
        var world = trouble.world();
        trouble.awaitReady();
        faults(world).add(new FaultRule(operation, 0, 1, 1, 0, fault()));
        boolean held = trouble.provoke(() -> provoke.accept(world), PATIENCE, () -> isHeld(world));
        long begun = System.nanoTime();
        if (held && work == Work.AFTER_THE_DEATH) {
            dieAndDoItLate(trouble, faults(world).heldPorts(), begun);
        } else {
            die(trouble);
        }
        world.endFaults();
        trouble.cluster().restartDead();
        return held;
    }

    private void die(Trouble trouble) {
        if (trouble.random().nextBoolean()) {
            trouble.cluster().killAll();
        } else {
            trouble.cluster().killThoseAt(faults(trouble.world()).heldPorts());
        }
    }

    /** Whoever takes over has to wait for it, though nobody can know that it comes, and has something newer to write. */
    private void dieAndDoItLate(Trouble trouble, Set<Integer> ports, long begun) {
        trouble.cluster().killThoseAt(ports);
        trouble.world().theSameHappensAgain();
        trouble.cluster().restartDead();
        Trouble.sleep(LATE.minusNanos(System.nanoTime() - begun));
        boolean waits = isWaitedFor(trouble);
        faults(trouble.world()).release();
        if (!Trouble.await(UNTIL_DONE, () -> isDoneLate(trouble.world()))) {
            trouble.met().miss("Was not done after the death of its process: " + operation);
        } else if (waits) {
            trouble.met().takenOver();
        }
    }

    /**
     * Others have noticed that the process died, and its contact waits for what it may have under way. False too where an embedded
     * database cannot be read, since whoever had it open has just died: then nobody has seen it.
     */
    private static boolean isWaitedFor(Trouble trouble) {
        try (var connection = trouble.installation().database().open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*) FROM synchronisation WHERE not_before > CURRENT_TIMESTAMP")) {
            rows.next();
            return rows.getLong(1) > 0;
        } catch (SQLException _) {
            return false;
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

    private boolean isDoneLate(World world) {
        return calls(world).of(operation).stream().anyMatch(call -> call.outcome().contains(fault().toString()));
    }

    private Faults faults(World world) {
        return atInes ? world.ines.faults() : world.mautic.faults();
    }

    private Calls calls(World world) {
        return atInes ? world.ines.calls() : world.mautic.calls();
    }

    @Override
    public String toString() {
        return operation + ", done " + work.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
