package org.inesconnector.connector.service;

import java.util.List;
import java.util.stream.Stream;
import org.inesconnector.connector.direct.DirectPushTroubles;
import org.inesconnector.connector.feed.FeedTroubles;
import org.inesconnector.connector.feed.Unaccounted;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.setup.MauticSetup;
import org.inesconnector.connector.setup.WebhookState;
import org.inesconnector.connector.sync.OccupiedReferences;
import org.springframework.stereotype.Component;

/**
 * Why what happens in Mautic is noticed late, or not: the audit log, direct pushes, the webhook, and the count. And why Mautic
 * is not given INES's references.
 */
@Component
public class MauticTroubles {

    private final FeedTroubles feed;
    private final DirectPushTroubles pushes;
    private final MauticSetup setup;
    private final Unaccounted unaccounted;
    private final OccupiedReferences references;

    MauticTroubles(
            FeedTroubles feed,
            DirectPushTroubles pushes,
            MauticSetup setup,
            Unaccounted unaccounted,
            OccupiedReferences references) {
        this.feed = feed;
        this.pushes = pushes;
        this.setup = setup;
        this.unaccounted = unaccounted;
        this.references = references;
    }

    /** Each with what to do. Mautic is not asked. */
    public List<Message> all() {
        return Stream.of(
                feed.all().stream(),
                pushes.all().stream(),
                setup.webhook().flatMap(WebhookState::trouble).stream(),
                unaccounted.trouble().stream(),
                references.found().stream())
                .flatMap(messages -> messages)
                .toList();
    }
}
