package org.inesconnector.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.inesconnector.processes.ConnectorNode;
import org.inesconnector.processes.Database;
import org.inesconnector.processes.Installation;
import org.inesconnector.processes.Waiting;
import org.inesconnector.processes.Wrong;

/** All processes of an installation, and what they used. */
record Nodes(Installation installation, List<ConnectorNode> all) implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration START = Duration.ofMinutes(2);
    /** Until each has heard of the others, and has taken its part of the calls. */
    private static final Duration ACQUAINTANCE = Duration.ofSeconds(10);

    /** In MiB, of the process that had most. */
    record Memory(double heap, double heapAfterCollection, double resident) {}

    static Nodes start(Installation installation, int number) {
        var nodes = new Nodes(installation, new ArrayList<>());
        try {
            for (int node = 1; node <= number; node++) {
                nodes.all.add(installation.start(node));
            }
            return nodes;
        } catch (RuntimeException e) {
            nodes.close();
            throw e;
        }
    }

    /**
     * Those of a fresh installation, when they have found out that there is nobody in Mautic yet, and know where each of
     * their feeds begins: before that, those who come would be taken for changed ones too.
     */
    static Nodes idle(Bench bench, Installation installation, int number) {
        var nodes = start(installation, number);
        try (var database = installation.database().connect()) {
            Waiting.until("the connector looks for contacts in Mautic", GLANCE, START,
                    () -> nodes.alive() && bench.sides().state().mautic().byOperation().containsKey("GET contacts")
                            && Database.count(database, "company_link_cursor") == 1);
            if (nodes.all.size() > 1) {
                LockSupport.parkNanos(ACQUAINTANCE.toNanos());
            }
            return nodes;
        } catch (SQLException e) {
            nodes.close();
            throw new Wrong("The database cannot be closed", e);
        } catch (RuntimeException e) {
            nodes.close();
            throw e;
        }
    }

    /** Whether no row waits or is worked on, and none is still to be queued. */
    static boolean haveNothingToDo(Connection database) {
        return Database.count(database, "linked_sweep") == 0
                && Database.count(database, "synchronisation WHERE state IN ('PENDING', 'RUNNING')") == 0;
    }

    ConnectorNode first() {
        return all.getFirst();
    }

    /** @throws Wrong where one has ended */
    boolean alive() {
        if (!all.stream().allMatch(ConnectorNode::isAlive)) {
            throw new Wrong("A connector ended: see " + installation.directory());
        }
        return true;
    }

    double cpuSeconds() {
        return all.stream().mapToDouble(node -> node.figures().cpuSeconds()).sum();
    }

    double residentMemory() {
        return most(node -> node.figures().residentMemory());
    }

    Memory memory() {
        return new Memory(most(node -> node.garbage().most()), most(node -> node.garbage().mostNeeded()),
                most(node -> node.figures().peakResidentMemory()));
    }

    private double most(ToDoubleFunction<ConnectorNode> figure) {
        return all.stream().mapToDouble(figure).max().orElse(0);
    }

    @Override
    public void close() {
        all.forEach(ConnectorNode::close);
    }
}
