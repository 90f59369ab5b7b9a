package org.inesconnector.benchmarks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what somebody else does. */
final class Waiting {

    private Waiting() {}

    /** @throws Wrong where it has not come within {@code atMost} */
    static void until(String what, Duration every, Duration atMost, BooleanSupplier isSo) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new Wrong("Waited for " + atMost + " in vain: " + what);
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }
}
