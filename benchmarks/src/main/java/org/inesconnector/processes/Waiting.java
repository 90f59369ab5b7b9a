package org.inesconnector.processes;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for what somebody else does. */
public final class Waiting {

    private static final Duration LOOK = Duration.ofSeconds(10);

    private Waiting() {}

    /** @throws Wrong where it has not come within {@code atMost} */
    public static void until(String what, Duration every, Duration atMost, BooleanSupplier isSo) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new Wrong("Waited for " + atMost + " in vain: " + what);
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }

    /** @throws Wrong where {@code progress}, asked for every ten seconds, has been the same for {@code patience} */
    public static void whileItGoesOn(String what, Duration every, Duration patience, BooleanSupplier isSo,
            LongSupplier progress) {
        long before = Long.MIN_VALUE;
        long lastStep = System.nanoTime();
        long lastLook = lastStep;
        while (!isSo.getAsBoolean()) {
            long now = System.nanoTime();
            if (now - lastLook > LOOK.toNanos()) {
                lastLook = now;
                long there = progress.getAsLong();
                if (there != before) {
                    before = there;
                    lastStep = now;
                } else if (now - lastStep > patience.toNanos()) {
                    throw new Wrong("Nothing has happened for " + patience + ": " + what);
                }
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }
}
