package org.inesconnector.benchmarks;

import java.time.Duration;
import java.util.List;

/** All processes of the connector, and what they used. */
record Nodes(List<ConnectorNode> all) implements AutoCloseable {

    /** In MiB, of the process that had most. */
    record Memory(double heap, double heapAfterCollection, double resident) {}

    /** Those of a fresh installation, when they have found out that there is nobody in Mautic yet. */
    static Nodes idle(Bench bench, Installation installation) {
        var nodes = new Nodes(bench.start(installation));
        try {
            Waiting.until("the connector looks for contacts in Mautic", Duration.ofMillis(100), Duration.ofMinutes(2),
                    () -> nodes.alive() && bench.sides().state().mautic().byOperation().containsKey("GET contacts"));
            return nodes;
        } catch (RuntimeException e) {
            nodes.close();
            throw e;
        }
    }

    /** @throws Wrong where one has ended */
    boolean alive() {
        if (!all.stream().allMatch(ConnectorNode::isAlive)) {
            throw new Wrong("A connector ended");
        }
        return true;
    }

    double cpuSeconds() {
        return all.stream().mapToDouble(node -> node.figures().cpuSeconds()).sum();
    }

    double residentMemory() {
        return all.stream().mapToDouble(node -> node.figures().residentMemory()).max().orElse(0);
    }

    Memory memory() {
        return new Memory(
                all.stream().mapToDouble(node -> node.garbage().most()).max().orElse(0),
                all.stream().mapToDouble(node -> node.garbage().mostLeft()).max().orElse(0),
                all.stream().mapToDouble(node -> node.figures().peakResidentMemory()).max().orElse(0));
    }

    @Override
    public void close() {
        all.forEach(ConnectorNode::close);
    }
}
