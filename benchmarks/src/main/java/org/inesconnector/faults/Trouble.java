package org.inesconnector.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.inesconnector.processes.Database;

/**
 * What a scenario makes trouble with.
 *
 * @param random decides everything that is left to chance
 * @param lasts how long the trouble goes on, and longer where less has come to INES by then than {@code enough} calls
 * @param data directory of an embedded database
 * @param clocks for each of the connector's processes a file that says how wrong its clock is
 * @param counted how often a scenario that counts itself met the connector
 */
record Trouble(Scenario scenario, World world, Cluster cluster, Database database, Random random, Duration lasts,
        int enough, Path data, List<Path> clocks, AtomicInteger counted) {

    private static final Duration LONGER = Duration.ofMinutes(1);
    private static final Duration GLANCE = Duration.ofMillis(20);

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
                && ((calls >= enough && met() > 0) || time.compareTo(lasts.plus(LONGER)) > 0);
    }

    void count() {
        counted.incrementAndGet();
    }

    /** How often it met the connector. */
    int met() {
        return scenario.met(this);
    }

    /** Somebody starts again whatever ends meanwhile. */
    void lastWithRestarts() {
        again(200, 300, cluster::restartDead);
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
