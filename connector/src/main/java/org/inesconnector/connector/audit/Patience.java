package org.inesconnector.connector.audit;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a side again that is away for a moment: an audit of hours is not to end with one lost call. */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private final List<Duration> waits;

    Patience(Duration... waits) {
        this.waits = List.of(waits);
    }

    /** @throws RuntimeException what it threw in the end */
    <T> T asking(Supplier<T> side) {
        for (var wait : waits) {
            try {
                return side.get();
            } catch (InesException.Unavailable | MauticException.Unavailable e) {
                LOG.debug("The audit asks again in {}: {}", wait, e.getMessage());
                pause(wait);
            }
        }
        return side.get();
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
