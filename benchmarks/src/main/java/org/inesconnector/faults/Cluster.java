package org.inesconnector.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.inesconnector.processes.ConnectorNode;
import org.inesconnector.processes.Installation;
import org.inesconnector.processes.ProcessFigures;
import org.inesconnector.processes.Wrong;

/** The connector's processes. Whichever ends is started again at the same address, as a service manager does it. */
final class Cluster implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Installation installation;
    private final IntFunction<Map<String, String>> environment;
    private final List<Integer> ports;
    private final List<ConnectorNode> nodes = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    /** Where this program is ended, no process of the connector is left behind. */
    private final Thread ended = new Thread(this::leaveNobody);
    private final List<Instant> deaths = new ArrayList<>();
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

    private void leaveNobody() {
        List.copyOf(nodes).forEach(ConnectorNode::kill);
        installation.commands().killAll();
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
                if (restarts > kills) {
                    deaths.add(Instant.now());
                }
            }
        }
    }

    /** All end as they are asked to, what they find changed is changed, and others take their places. */
    synchronized void replaceAll(Runnable change) {
        nodes.forEach(ConnectorNode::close);
        change.run();
        // A command that began before the change goes by what was before.
        installation.commands().awaitEnd();
        for (int i = 0; i < nodes.size(); i++) {
            nodes.set(i, launch(i));
        }
    }

    synchronized boolean isReady(int place) {
        return nodes.get(place).isReady();
    }

    synchronized boolean isAnyReady() {
        return nodes.stream().anyMatch(ConnectorNode::isReady);
    }

    /** How far the clock of a process is from this machine's, as the process itself tells; empty where it does not. */
    Optional<Duration> clock(int place) {
        try {
            var request = HttpRequest.newBuilder(url(place).resolve("/actuator/health/liveness")).timeout(ANSWER)
                    .build();
            return http.send(request, BodyHandlers.discarding()).headers().firstValue("Date")
                    .map(date -> Duration.between(Instant.now(),
                            DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from)));
        } catch (IOException | DateTimeException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new Wrong("Interrupted", e);
        }
    }

    private synchronized URI url(int place) {
        return nodes.get(place).url();
    }

    /** In how many lines of their logs the processes say one of these. */
    int timesLogged(List<String> words) {
        return IntStream.rangeClosed(1, ports.size())
                .map(node -> (int) log(node).lines().filter(line -> words.stream().anyMatch(line::contains)).count())
                .sum();
    }

    private String log(int node) {
        try {
            return Files.readString(installation.directory().resolve("node-" + node).resolve("connector.log"));
        } catch (IOException _) {
            return "";
        }
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

    /** Whom a SIGKILL struck. */
    enum Killed {
        NOBODY,
        /** A process none of whose calls is held. */
        WITHOUT_A_CALL,
        WITH_A_CALL
    }

    /**
     * SIGKILL, to one that takes calls.
     *
     * @param held ports of this machine that calls come from which are held
     */
    synchronized Killed killOne(Random random, Set<Integer> held) {
        var ready = nodes.stream().filter(ConnectorNode::isReady).toList();
        if (ready.isEmpty()) {
            return Killed.NOBODY;
        }
        var node = ready.get(random.nextInt(ready.size()));
        boolean hasCall = held.stream().anyMatch(node::hasConnectionAt);
        node.kill();
        died(1);
        return hasCall ? Killed.WITH_A_CALL : Killed.WITHOUT_A_CALL;
    }

    /**
     * The service's processes or commands whose calls these are: others go on, and take over. Where it is not known whose they are, all
     * die.
     *
     * @param ports of this machine that calls come from
     * @return false where the system tells whose a call is, and it was nobody's
     */
    synchronized boolean killThoseAt(Set<Integer> ports) {
        var those = nodes.stream().filter(node -> ports.stream().anyMatch(node::hasConnectionAt)).toList();
        those.forEach(ConnectorNode::kill);
        int number = those.size() + installation.commands().killThoseAt(ports);
        died(number);
        if (number == 0) {
            killAll();
        }
        return number > 0 || !ProcessFigures.areTold();
    }

    /** The commands that run beside among them. */
    synchronized void killAll() {
        nodes.forEach(ConnectorNode::kill);
        died(nodes.size() + installation.commands().killAll());
    }

    private void died(int number) {
        if (number > 0) {
            kills += number;
            deaths.add(Instant.now());
        }
    }

    URI url() {
        return url(0);
    }

    synchronized List<URI> urls() {
        return nodes.stream().map(ConnectorNode::url).toList();
    }

    /** Processes that ended before their time. */
    synchronized int deaths() {
        return Math.max(kills, restarts);
    }

    /** When processes are known to have died, or were found dead. */
    synchronized List<Instant> momentsOfDeath() {
        return List.copyOf(deaths);
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
        http.close();
        try {
            Runtime.getRuntime().removeShutdownHook(ended);
        } catch (IllegalStateException _) {
            // This program is being ended.
        }
    }
}
