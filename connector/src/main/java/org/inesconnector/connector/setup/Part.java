package org.inesconnector.connector.setup;

import java.util.Locale;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;

/** One thing in Mautic: how it is recognised, and how it is made. Each may throw any MauticException. */
interface Part {

    Thing thing();

    Message name();

    /** Empty where the settings want none. */
    Optional<SetupItem> look(MauticNow now);

    /** Whether what it is built upon is there. */
    default boolean isPossible() {
        return true;
    }

    /** Makes it, or puts it right, where {@link #look} says that this can be done. */
    void put(MauticNow now, Locale language);
}
