package org.inesconnector.connector.audit;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a side again that is away for some minutes: an audit of hours is not to end with one lost call, or a restart. */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private static final Duration AT_A_TIME = Duration.ofSeconds(1);

    private final List<Duration> waits;

    Patience(Duration... waits) {
        this.waits = List.of(waits);
    }

    /**
     * @param requireToGoOn asked while it waits: what it throws ends the waiting
     * @throws RuntimeException what the side threw in the end
     */
    <T> T asking(Runnable requireToGoOn, Supplier<T> side) {
        for (var wait : waits) {
            try {
                return side.get();
            } catch (InesException.Unavailable | MauticException.Unavailable e) {
                LOG.debug("The audit asks again in {}: {}", wait, e.getMessage());
                pause(wait, requireToGoOn);
            }
        }
        return side.get();
    }

    private static void pause(Duration wait, Runnable requireToGoOn) {
        try {
            for (var left = wait; left.isPositive(); left = left.minus(AT_A_TIME)) {
                requireToGoOn.run();
                Thread.sleep(left.compareTo(AT_A_TIME) < 0 ? left : AT_A_TIME);
            }
            requireToGoOn.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
