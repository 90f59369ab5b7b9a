package org.inesconnector.mautic;

import java.time.Instant;
import java.util.Optional;

/**
 * How the sending of an event ended, by Mautic's log.
 *
 * @param status of the answer, or {@code N/A} where there was none
 * @param note the answer's body, or why there was none
 */
public record WebhookDelivery(String status, String note, Optional<Instant> at) {

    private static final String REFUSED = "Access to private addresses is not allowed";

    public boolean arrived() {
        return status.matches("2\\d\\d");
    }

    /** Whether Mautic did not even try, since its setting {@code webhook_allowed_private_addresses} lacks the address. */
    public boolean refusedAsPrivate() {
        return !arrived() && note.contains(REFUSED);
    }
}
