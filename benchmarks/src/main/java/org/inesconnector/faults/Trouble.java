package org.inesconnector.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.inesconnector.processes.Database;
import org.inesconnector.processes.Installation;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.http.Faults;

/**
 * What a scenario makes trouble with.
 *
 * @param random decides everything that is left to chance
 * @param lasts how long the trouble goes on, and longer where less has come to INES by then than {@code enough} calls
 * @param clocks for each of the connector's processes a file that says how wrong its clock is
 * @param met of a scenario that counts itself
 * @param isComplete whether each step and each pair has its turn, however long that takes
 * @param part of all steps and pairs
 */
record Trouble(Scenario scenario, World world, Cluster cluster, Database database, Installation installation,
        Random random, Duration lasts, int enough, List<Path> clocks, Met met, boolean isComplete, Part part) {

    private static final Duration LONGER = Duration.ofMinutes(1);
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Duration BETWEEN_LOOKS_AT_A_START = Duration.ofMillis(200);
    private static final Duration START = Duration.ofMinutes(3);
    static final Duration BETWEEN_PROVOCATIONS = Duration.ofSeconds(3);

    /** Again and again until it is over, with a random wait of so many milliseconds before each time. */
    void again(int least, int most, Runnable something) {
        long begun = System.nanoTime();
        int calls = world.ines.calls().count();
        while (!isOver(Duration.ofNanos(System.nanoTime() - begun), world.ines.calls().count() - calls)) {
            sleep(Duration.ofMillis(random.nextInt(least, most)));
            something.run();
        }
    }

    /** A slow machine has longer, and not for ever. */
    private boolean isOver(Duration time, int calls) {
        return time.compareTo(lasts) > 0
                && ((calls >= enough && missed().isEmpty()) || time.compareTo(lasts.plus(LONGER)) > 0);
    }

    /** How often it met the connector. */
    int timesMet() {
        return scenario.timesMet(this);
    }

    /** What was to go wrong and did not, in words. */
    List<String> missed() {
        return scenario.missed(this);
    }

    int timesCounted() {
        return met.counted();
    }

    /** One of the first {@code calls} of the operation goes wrong in this way, or one soon after them: for certain. */
    void once(Faults faults, String operation, int calls, Fault fault) {
        met.expect(faults, new FaultRule(operation, random.nextInt(calls), 1, 1, met.expected(), fault));
    }

    /** Somebody starts again whatever ends meanwhile. */
    void lastWithRestarts() {
        again(200, 300, cluster::restartDead);
    }

    /** Until a process works, and comes to whatever happens now. */
    void awaitReady() {
        await(START, () -> {
            cluster.restartDead();
            boolean isReady = cluster.isAnyReady();
            if (!isReady) {
                sleep(BETWEEN_LOOKS_AT_A_START);
            }
            return isReady;
        });
    }

    /**
     * Lets it happen, and again a little later: it may not come to the call that it is to bring about.
     *
     * @return whether that has come within {@code atMost}
     */
    boolean provoke(Runnable something, Duration atMost, BooleanSupplier isSo) {
        return provoke(something, BETWEEN_PROVOCATIONS, atMost, isSo);
    }

    /** @param between one time and the next */
    boolean provoke(Runnable something, Duration between, Duration atMost, BooleanSupplier isSo) {
        long end = System.nanoTime() + atMost.toNanos();
        do {
            something.run();
            if (await(between, isSo)) {
                return true;
            }
            cluster.restartDead();
        } while (System.nanoTime() < end);
        return false;
    }

    /** Likewise, where to let it happen twice would be too much. */
    boolean provokeOnce(Runnable something, Duration atMost, BooleanSupplier isSo) {
        something.run();
        return await(atMost, () -> {
            cluster.restartDead();
            return isSo.getAsBoolean();
        });
    }

    /** @return whether it has come within {@code atMost} */
    static boolean await(Duration atMost, BooleanSupplier isSo) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        return true;
    }

    static void sleep(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
