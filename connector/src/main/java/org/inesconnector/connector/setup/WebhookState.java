package org.inesconnector.connector.setup;

import java.time.Instant;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;

/**
 * The webhook as it was seen last.
 *
 * @param detail what Mautic says of its last event, where that did not arrive
 * @param since when it was first seen so
 * @param readAt when it was seen last
 */
public record WebhookState(Kind kind, String address, String detail, Instant since, Instant readAt) {

    public enum Kind {
        WORKING,
        /** Switched off: by Mautic after failures, or by a person. */
        UNPUBLISHED,
        /** Deleted. */
        GONE,
        /** It sends to somewhere else. */
        ELSEWHERE,
        /** Mautic refuses to send to a private address. */
        PRIVATE,
        /** The last event did not arrive. */
        FAILING,
        /** The API user may not see it. */
        HIDDEN
    }

    private static final String UNAUTHORIZED = "401";

    /** How one event fared says little: that two looks in a row saw the same is no coincidence. */
    public boolean isCertain() {
        return switch (kind) {
            case UNPUBLISHED, GONE, ELSEWHERE -> true;
            case WORKING, PRIVATE, FAILING, HIDDEN -> readAt.isAfter(since);
        };
    }

    /** What is wrong and what to do; empty where nothing is. */
    public Optional<Message> trouble() {
        return switch (kind) {
            case WORKING -> Optional.empty();
            case UNPUBLISHED -> Optional.of(Message.of("webhook.unpublished", address));
            case GONE -> Optional.of(Message.of("webhook.gone", address));
            case ELSEWHERE -> Optional.of(Message.of("webhook.elsewhere", address));
            case PRIVATE -> Optional.of(Message.of("webhook.private", address));
            case FAILING -> Optional.of(detail.startsWith(UNAUTHORIZED)
                    ? Message.of("webhook.refused-here", address)
                    : Message.of("webhook.failing", address, detail));
            case HIDDEN -> Optional.of(Message.of("webhook.hidden", address));
        };
    }
}
