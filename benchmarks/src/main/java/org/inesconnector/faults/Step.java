package org.inesconnector.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.inesconnector.simulator.http.Calls;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.Fault.When;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.http.Faults;

/**
 * A call of a contact's way to INES, held before or after its work until the connector's processes have died by SIGKILL.
 *
 * @param provoke what makes such a call due
 */
record Step(boolean atInes, String operation, When when, Consumer<World> provoke) {

    private static final Duration FOREVER = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ENOUGH = 3;

    /** In the order in which they are died at. */
    static List<Step> shuffled(Trouble trouble) {
        var steps = new ArrayList<Step>();
        for (var when : List.of(When.BEFORE_THE_WORK, When.AFTER_THE_WORK)) {
            steps.add(new Step(true, "AddClientWithContacts", when, Step::newCompany));
            steps.add(new Step(true, "AddContact", when, World::addContact));
            steps.add(new Step(true, "AddLead", when, World::tag));
            steps.add(new Step(true, "UpdateContact", when, World::rename));
            steps.add(new Step(true, "UpdateClient", when, World::changeCompany));
            steps.add(new Step(false, "PATCH contacts/batch/edit", when, Step::newCompany));
            steps.add(new Step(false, "GET contacts", when, Step::newCompany));
        }
        Collections.shuffle(steps, trouble.random());
        return steps;
    }

    private static void newCompany(World world) {
        world.newCompany(2);
    }

    /** @return whether the processes died at that step; else they died at another */
    boolean dieAt(Trouble trouble) {
        var world = trouble.world();
        var fault = Fault.held(when, FOREVER);
        faults(world).add(new FaultRule(operation, 0, 1, 1, 0, fault));
        for (int i = 0; i < ENOUGH; i++) {
            provoke.accept(world);
        }
        boolean held = Trouble.await(PATIENCE, () -> isHeld(world, fault));
        trouble.cluster().killAll();
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
}
