package org.inesconnector.connector.setup;

import java.util.Optional;
import org.inesconnector.connector.messages.Message;

/**
 * What became of one thing.
 *
 * @param item as it is now
 * @param refusal why Mautic did not let it be made
 */
public record SetupStep(SetupItem item, Outcome outcome, Optional<Message> refusal) {

    public enum Outcome {
        UNCHANGED, CREATED, REPAIRED, REFUSED
    }

    public boolean isGood() {
        return item.isGood() && outcome != Outcome.REFUSED;
    }
}
