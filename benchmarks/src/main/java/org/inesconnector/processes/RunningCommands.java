package org.inesconnector.processes;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The commands of an installation that run now, each in a process of its own. */
public final class RunningCommands {

    /** How a command ends that was killed. */
    public static final int KILLED = 137;

    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger killed = new AtomicInteger();

    Process start(ProcessBuilder command) throws IOException {
        var process = command.start();
        running.add(process);
        var _ = process.onExit().thenRun(() -> running.remove(process));
        return process;
    }

    /**
     * SIGKILL, to those that have a connection from one of these ports of this machine.
     *
     * @return how many these are
     */
    public int killThoseAt(Collection<Integer> ports) {
        return kill(alive().stream()
                .filter(process -> ports.stream().anyMatch(new ProcessFigures(process.pid())::hasConnectionAt))
                .toList());
    }

    /** @return how many there are */
    public int killAll() {
        return kill(alive());
    }

    /** By its handle: whoever reads what it says reads on to the end. */
    private int kill(List<Process> those) {
        killed.addAndGet(those.size());
        those.forEach(process -> {
            process.toHandle().destroyForcibly();
            process.onExit().join();
        });
        return those.size();
    }

    /** How many were killed so far. */
    public int killed() {
        return killed.get();
    }

    /** Those that run now come to their end; others may begin meanwhile. */
    public void awaitEnd() {
        alive().forEach(process -> process.onExit().join());
    }

    private List<Process> alive() {
        return running.stream().filter(Process::isAlive).toList();
    }
}
