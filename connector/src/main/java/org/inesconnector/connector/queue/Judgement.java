package org.inesconnector.connector.queue;

import java.time.Duration;
import java.util.List;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.PushResult.Blame;
import org.inesconnector.connector.sync.RemovalResult;
import org.inesconnector.connector.sync.SkipReason;
import org.springframework.stereotype.Component;

/** What the outcome of the work on a row means for the row. */
@Component
final class Judgement {

    /** After so many failed attempts a row is left alone. */
    static final int ATTEMPTS = 3;

    /** A row that fails as if INES were away, again and again while INES is not, is at fault itself. */
    static final int HELD_UP_AT_MOST = 5;

    private static final Duration WHILE_ANOTHER_CREATES = Duration.ofSeconds(2);

    private static final Duration UNTIL_PUBLISHED = Duration.ofMinutes(1);

    /** What was answered shows within that time. */
    private static final Duration UNTIL_ANSWERED = Duration.ofMinutes(15);

    private final List<Duration> betweenAttempts;

    Judgement(QueueSettings settings) {
        this.betweenAttempts = settings.betweenAttempts();
    }

    Ending of(PushResult result, Claimed row) {
        return switch (result) {
            case PushResult.Pushed pushed -> done(result, pushed.notes(), !pushed.plan().calls().isEmpty());
            case PushResult.Unchanged unchanged -> done(result, unchanged.notes(), false);
            case PushResult.Skipped(SkipReason reason, Message _) when reason == SkipReason.NOT_PUBLISHED ->
                new Ending.Again(result.message(), UNTIL_PUBLISHED, false);
            case PushResult.Skipped(SkipReason reason, Message why) -> new Ending.Skipped(reason.name(), why);
            case PushResult.Uncertain(long contactId, var _) -> new Ending.Uncertain(contactId, result.message());
            case PushResult.Busy _ -> new Ending.Again(result.message(), WHILE_ANOTHER_CREATES, false);
            case PushResult.NoSuchContact _ -> new Ending.Gone(result.message());
            case PushResult.Merged(long _, long winner) -> new Ending.Merged(winner, result.message());
            case PushResult.Conflict(Message why) -> new Ending.Failed(why);
            case PushResult.Failed(Message why, Blame blame) -> failed(why, blame, row, true);
        };
    }

    Ending of(RemovalResult result, Claimed row) {
        return switch (result) {
            case RemovalResult.Flagged _ -> new Ending.Removed(result.message(), true);
            case RemovalResult.NothingAtInes _,RemovalResult.GoneAtInesToo _ ->
                new Ending.Removed(result.message(), false);
            case RemovalResult.StillInMautic(long contactId) -> new Ending.Merged(contactId, result.message());
            case RemovalResult.Merged(long _, long winner) -> new Ending.Merged(winner, result.message());
            case RemovalResult.PassedOn(long _, long winner, int _) -> new Ending.Merged(winner, result.message());
            case RemovalResult.Uncertain(long contactId, Message why) -> new Ending.Uncertain(contactId, why);
            case RemovalResult.NotPublished _ -> new Ending.Again(result.message(), UNTIL_PUBLISHED, false);
            case RemovalResult.Failed(Message why, Blame blame) -> failed(why, blame, row, true);
        };
    }

    /** @param othersTaken whether INES took another contact since this one was last tried */
    Ending failed(Message why, Blame blame, Claimed row, boolean othersTaken) {
        return switch (blame) {
            case NOBODY -> new Ending.Again(why, betweenAttempts.getLast(), false);
            case QUESTION -> new Ending.Again(why, UNTIL_ANSWERED, false);
            case CONTACT, INES, MAUTIC, DATABASE -> blamed(why, blame, row, othersTaken);
        };
    }

    private Ending blamed(Message why, Blame blame, Claimed row, boolean othersTaken) {
        if (blame != Blame.CONTACT && row.heldUp() < HELD_UP_AT_MOST) {
            return new Ending.HeldUp(why, othersTaken);
        }
        return row.attempts() + 1 >= ATTEMPTS
                ? new Ending.Failed(why)
                : new Ending.Again(why, betweenAttempts.get(Math.min(row.attempts(), betweenAttempts.size() - 1)),
                        true);
    }

    private static Ending done(PushResult result, List<Message> notes, boolean wasWritten) {
        return new Ending.Done(
                notes.stream().reduce(result.message(), (all, note) -> Message.of("push.and", all, note)),
                wasWritten || notes.stream().anyMatch(note -> note.key().equals("push.lead-written")));
    }
}
