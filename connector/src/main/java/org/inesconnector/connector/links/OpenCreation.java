package org.inesconnector.connector.links;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.inesconnector.connector.messages.Message;

/**
 * A creation at INES whose end is not known (yet).
 *
 * @param mergedInto the contact that Mautic merged it into, where that one has a creation of its own
 * @param newClientOf the Mautic company whose client is created with the contact
 * @param intent empty where an older version began it
 * @param uncertainBecause why its end will not be known any more; empty while the answer may still come
 */
public record OpenCreation(
        long id,
        long mauticContactId,
        OptionalLong mergedInto,
        OptionalLong newClientOf,
        Instant startedAt,
        Optional<Message> uncertainBecause,
        Optional<Intent> intent) {

    static final Message PROCESS_DIED = Message.of("uncertain.process-died");
}
