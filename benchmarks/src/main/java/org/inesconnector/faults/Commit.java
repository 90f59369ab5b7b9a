package org.inesconnector.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.inesconnector.processes.Database;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.Fault.When;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.http.Faults;

/**
 * What is written down once a call has been answered, held by a lock of PostgreSQL's until all processes have died by SIGKILL:
 * what they had begun to store together is not stored, what they stored before is.
 *
 * @param table whose writing is held
 * @param provoke what makes such a call due
 */
record Commit(boolean atInes, String operation, String table, Consumer<World> provoke) {

    private static final int MOST_TRIES = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration FOREVER = Duration.ofMinutes(10);
    private static final Duration UNTIL_WRITTEN = Duration.ofSeconds(8);

    /** In the order in which they are died at. */
    static List<Commit> shuffled(Random random) {
        var all = new ArrayList<Commit>();
        for (var table : List.of("creation", "contact_link", "company_link", "lead", "synchronisation")) {
            all.add(new Commit(true, "AddClientWithContacts", table, World::somebodyComesToANewCompany));
        }
        for (var table : List.of("creation", "contact_link", "lead", "synchronisation")) {
            all.add(new Commit(true, "AddContact", table, World::somebodyComesToAKnownCompany));
        }
        all.add(new Commit(true, "AddLead", "lead", World::somebodyKnownIsTagged));
        all.add(new Commit(true, "UpdateContact", "contact_link", World::somebodyKnownIsRenamed));
        all.add(new Commit(true, "UpdateContact", "synchronisation", World::somebodyKnownIsRenamed));
        all.add(new Commit(true, "UpdateClient", "company_link", World::aKnownCompanyChanges));
        all.add(new Commit(true, Pair.FLAG, "contact_link", World::somebodyKnownIsDeleted));
        all.add(new Commit(false, Scenario.EDIT_CONTACTS, "contact_link", World::somebodyComesToANewCompany));
        Collections.shuffle(all, random);
        return all;
    }

    /** @return whether all died at that writing */
    boolean dieAt(Trouble trouble) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (tryToDie(trouble)) {
                return true;
            }
        }
        return false;
    }

    private boolean tryToDie(Trouble trouble) {
        trouble.awaitReady();
        var faults = faults(trouble.world());
        faults.add(new FaultRule(operation, 0, 1, 1, 0, Fault.held(When.AFTER_THE_WORK, FOREVER)));
        boolean isHeld = trouble.provoke(() -> provoke.accept(trouble.world()), Pair.betweenProvocations(operation),
                PATIENCE, () -> !faults.heldPorts().isEmpty());
        boolean died = isHeld && dieWhileItIsWritten(trouble, faults);
        trouble.world().endFaults();
        trouble.cluster().restartDead();
        return died;
    }

    /** What waits for the lock when it is given back is dropped by the server, or done without anybody who waits for it. */
    private boolean dieWhileItIsWritten(Trouble trouble, Faults faults) {
        try (var connection = trouble.installation().database().open();
                var statement = connection.createStatement();
                var other = trouble.installation().database().open()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL lock_timeout = '2s'");
            statement.execute("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
            faults.release();
            boolean waits = Trouble.await(UNTIL_WRITTEN, () -> !waiting(other).isEmpty());
            if (waits) {
                trouble.cluster().killAll();
                if (trouble.random().nextBoolean()) {
                    drop(other, waiting(other));
                }
            }
            connection.rollback();
            return waits;
        } catch (SQLException _) {
            return false;
        }
    }

    private List<Long> waiting(Connection connection) {
        return Database.numbers(connection,
                "SELECT pid FROM pg_locks WHERE NOT granted AND relation = '" + table + "'::regclass");
    }

    private static void drop(Connection connection, List<Long> backends) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (long backend : backends) {
                statement.execute("SELECT pg_terminate_backend(" + backend + ")");
            }
        }
    }

    private Faults faults(World world) {
        return atInes ? world.ines.faults() : world.mautic.faults();
    }

    @Override
    public String toString() {
        return table + " after " + operation;
    }
}
