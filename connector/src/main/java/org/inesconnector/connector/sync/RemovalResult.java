package org.inesconnector.connector.sync;

import org.inesconnector.connector.messages.Message;

/** What became of a contact that was deleted in Mautic. */
public sealed interface RemovalResult {

    /** INES's contact is flagged "no longer synchronised". */
    record Flagged(long contactId, int contactRef) implements RemovalResult {}

    /** No contact there is linked with it. */
    record NothingAtInes(long contactId) implements RemovalResult {}

    /** It was deleted there as well. */
    record GoneAtInesToo(long contactId, int contactRef) implements RemovalResult {}

    record StillInMautic(long contactId) implements RemovalResult {}

    record Merged(long contactId, long winner) implements RemovalResult {}

    /** INES's contact is that of another one now, who was imported again, or is left of two with one address. */
    record PassedOn(long contactId, long winner, int contactRef) implements RemovalResult {}

    /** Whether it is at INES is for a person to say first. */
    record Uncertain(long contactId, Message why) implements RemovalResult {}

    record NotPublished() implements RemovalResult {}

    record Failed(Message why, PushResult.Blame blame) implements RemovalResult {}

    default Message message() {
        return switch (this) {
            case Flagged(long _, int contactRef) -> Message.of("removal.flagged", contactRef);
            case NothingAtInes(long contactId) -> Message.of("removal.nothing-at-ines", contactId);
            case GoneAtInesToo(long contactId, int contactRef) ->
                Message.of("removal.gone-at-ines-too", contactId, contactRef);
            case StillInMautic(long contactId) -> Message.of("removal.still-in-mautic", contactId);
            case Merged(long contactId, long winner) -> Message.of("push.merged", contactId, winner);
            case PassedOn(long contactId, long winner, int contactRef) ->
                Message.of("removal.passed-on", contactId, winner, contactRef);
            case Uncertain(long _, Message why) -> why;
            case NotPublished() -> Message.of("push.skipped", SkipReason.NOT_PUBLISHED.message());
            case Failed(Message why, var _) -> Message.of("push.failed", why);
        };
    }
}
