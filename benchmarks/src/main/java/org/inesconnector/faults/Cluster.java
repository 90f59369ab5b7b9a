package org.inesconnector.faults;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.inesconnector.processes.ConnectorNode;
import org.inesconnector.processes.Installation;
import org.inesconnector.processes.Wrong;

/** The connector's processes. Whichever ends is started again at the same address, as a service manager does it. */
final class Cluster implements AutoCloseable {

    private final Installation installation;
    private final IntFunction<Map<String, String>> environment;
    private final List<Integer> ports;
    private final List<ConnectorNode> nodes = new ArrayList<>();
    /** Where this program is ended, no process of the connector is left behind. */
    private final Thread ended = new Thread(() -> List.copyOf(nodes).forEach(ConnectorNode::kill));
    private int kills;
    private int restarts;

    /**
     * @param ports one for each process
     * @param environment of each process, by its place
     */
    Cluster(Installation installation, List<Integer> ports, IntFunction<Map<String, String>> environment) {
        this.installation = installation;
        this.ports = List.copyOf(ports);
        this.environment = environment;
    }

    synchronized void start() {
        Runtime.getRuntime().addShutdownHook(ended);
        for (int i = 0; i < ports.size(); i++) {
            nodes.add(launch(i));
        }
        awaitAll();
    }

    private ConnectorNode launch(int place) {
        return installation.launch(place + 1, ports.get(place), environment.apply(place));
    }

    synchronized void restartDead() {
        for (int i = 0; i < nodes.size(); i++) {
            if (!nodes.get(i).isAlive()) {
                nodes.set(i, launch(i));
                restarts++;
            }
        }
    }

    synchronized boolean isReady(int place) {
        return nodes.get(place).isReady();
    }

    synchronized boolean isAnyReady() {
        return nodes.stream().anyMatch(ConnectorNode::isReady);
    }

    /** Also where one ends while it starts. */
    void awaitAll() {
        for (int tries = 0;; tries++) {
            try {
                restartDead();
                List.copyOf(nodes).forEach(ConnectorNode::awaitCalls);
                return;
            } catch (Wrong e) {
                if (tries == 5) {
                    throw e;
                }
            }
        }
    }

    /** SIGKILL, to one that takes calls or is about to. */
    synchronized void killOne(Random random) {
        nodes.get(random.nextInt(nodes.size())).kill();
        kills++;
    }

    synchronized void killAll() {
        nodes.forEach(ConnectorNode::kill);
        kills += nodes.size();
    }

    synchronized URI url() {
        return nodes.getFirst().url();
    }

    synchronized int kills() {
        return kills;
    }

    /** Processes that were started again, those that were killed among them. */
    synchronized int restarts() {
        return restarts;
    }

    @Override
    public synchronized void close() {
        nodes.forEach(ConnectorNode::close);
        try {
            Runtime.getRuntime().removeShutdownHook(ended);
        } catch (IllegalStateException _) {
            // This program is being ended.
        }
    }
}
