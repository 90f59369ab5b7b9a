package org.inesconnector.connector.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what happens, but not each time: others decide how often it does. */
final class RareWarning {

    private static final Logger LOG = LoggerFactory.getLogger(RareWarning.class);

    private static final Duration APART = Duration.ofMinutes(10);

    private final InstantSource clock;
    private Instant last = Instant.EPOCH;

    RareWarning(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void say(Message message) {
        var now = clock.instant();
        if (last.plus(APART).isBefore(now)) {
            last = now;
            LOG.warn("{}", Messages.in(Locale.getDefault()).text(message));
        }
    }
}
