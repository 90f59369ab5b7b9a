package org.inesconnector.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.inesconnector.simulator.http.Calls;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.Fault.When;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.http.Faults;

/**
 * A call of a contact's way, held before or after its work until the process that made it, or all of them, have died by
 * SIGKILL.
 *
 * @param provoke what makes such a call due
 */
record Step(boolean atInes, String operation, When when, Consumer<World> provoke) {

    private static final Duration FOREVER = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** In the order in which they are died at. */
    static List<Step> shuffled(Random random) {
        var steps = new ArrayList<Step>();
        for (var when : List.of(When.BEFORE_THE_WORK, When.AFTER_THE_WORK)) {
            steps.add(new Step(true, "AddClientWithContacts", when, World::somebodyComesToANewCompany));
            steps.add(new Step(true, "AddContact", when, World::somebodyComesToAKnownCompany));
            steps.add(new Step(true, "AddLead", when, World::somebodyKnownIsTagged));
            steps.add(new Step(true, "UpdateContact", when, World::somebodyKnownIsRenamed));
            steps.add(new Step(true, "UpdateClient", when, World::aKnownCompanyChanges));
            steps.add(new Step(true, "InsertContactCF", when, World::somebodyComesToAKnownCompany));
            steps.add(new Step(true, "UpdateContactCF", when, World::aCustomFieldChanges));
            steps.add(new Step(true, "InsertCompanyCF", when, World::somebodyComesToANewCompany));
            steps.add(new Step(false, Scenario.REFERENCES_BACK, when, World::somebodyComesToANewCompany));
            steps.add(new Step(false, "GET contacts", when, World::somebodyComesToANewCompany));
        }
        Collections.shuffle(steps, random);
        return steps;
    }

    /** @return whether a process died at that step; else all died at another */
    boolean dieAt(Trouble trouble) {
        var world = trouble.world();
        trouble.awaitReady();
        var fault = Fault.held(when, FOREVER);
        faults(world).add(new FaultRule(operation, 0, 1, 1, 0, fault));
        boolean held = trouble.provoke(() -> provoke.accept(world), PATIENCE, () -> isHeld(world, fault));
        if (trouble.random().nextBoolean()) {
            trouble.cluster().killAll();
        } else {
            trouble.cluster().killThoseAt(faults(world).heldPorts());
        }
        world.endFaults();
        trouble.cluster().restartDead();
        return held;
    }

    private boolean isHeld(World world, Fault fault) {
        return calls(world).of(operation).stream().anyMatch(call -> call.outcome().contains(fault.toString()));
    }

    private Faults faults(World world) {
        return atInes ? world.ines.faults() : world.mautic.faults();
    }

    private Calls calls(World world) {
        return atInes ? world.ines.calls() : world.mautic.calls();
    }

    @Override
    public String toString() {
        return operation + (when == When.BEFORE_THE_WORK ? " before" : " after") + " its work";
    }
}
