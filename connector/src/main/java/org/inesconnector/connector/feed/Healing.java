package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.stereotype.Component;

/** Makes good for changes that were not noticed: everything is looked at once more. */
@Component
class Healing {

    private final SyncSettings settings;
    private final FeedTroubles troubles;
    private final LinkedSweeps sweeps;
    private final Cursor firstSynchronisation;

    Healing(SyncSettings settings, FeedTroubles troubles, LinkedSweeps sweeps, Cursor firstSynchronisation) {
        this.settings = settings;
        this.troubles = troubles;
        this.sweeps = sweeps;
        this.firstSynchronisation = firstSynchronisation;
    }

    /**
     * Where only what is asked for is sent, nothing is late: contacts are looked at once all are to be sent.
     *
     * @param unreadSince when it was that what was read last happened, by Mautic's clock; empty where nothing was
     */
    void begin(Optional<Instant> unreadSince) {
        if (settings.fullSynchronisation()) {
            troubles.keep(FeedTroubles.Kind.LOST, Message.of("feed.lost"), Duration.ZERO);
        }
        firstSynchronisation.beginAgain(firstSynchronisation.position());
        sweeps.beginAll(unreadSince);
    }
}
