package org.inesconnector.connector.queue;

import java.time.Duration;
import java.util.Set;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.SkipReason;

/** How the work on a row ends. */
sealed interface Ending {

    /** Other rows go first: it may be this one that makes INES fail. */
    Duration AFTER_A_FAILURE_OF_A_SIDE = Duration.ofSeconds(10);

    Message message();

    /** @param taken whether INES took something that was written */
    record Done(Message message, boolean taken) implements Ending {}

    /** @param reason a word that counts what is skipped for the same reason */
    record Skipped(String reason, Message message) implements Ending {}

    /** @param contactId the contact whose creation a person must settle before this row can go on */
    record Uncertain(long contactId, Message message) implements Ending {}

    record Failed(Message message) implements Ending {}

    /** The contact does not exist in Mautic any more. */
    record Gone(Message message) implements Ending {}

    /**
     * The contact was deleted in Mautic, and this is settled at INES: the connector forgets it.
     *
     * @param taken whether INES's contact was flagged; or there was none
     */
    record Removed(Message message, boolean taken) implements Ending {}

    /** Not tried, for a reason that is no contact's fault. */
    record NotTried(Message message) implements Ending {}

    /**
     * Failed for a reason that does not seem to be the contact's fault.
     *
     * @param counts other contacts were taken since this one was last tried: it may be this one after all
     */
    record HeldUp(Message message, boolean counts) implements Ending {}

    /**
     * @param after how long it waits before it is tried again
     * @param costs whether it counts as one of the contact's failed attempts
     */
    record Again(Message message, Duration after, boolean costs) implements Ending {}

    /**
     * Its process died.
     *
     * @param lastCall for so long a call of that process may still be under way: what is sent now must not arrive before it
     */
    record Orphaned(Message message, Duration lastCall) implements Ending {}

    /** Another contact is synchronised in its place: Mautic merged the two, or INES's is that one's now. Or it is there itself. */
    record Merged(long winner, Message message) implements Ending {}

    /** How long the row waits before it is tried again, if it is. */
    default Duration pause() {
        return switch (this) {
            case Again again -> again.after();
            case Orphaned orphaned -> orphaned.lastCall();
            case HeldUp _ -> AFTER_A_FAILURE_OF_A_SIDE;
            case Done _,Skipped _,Uncertain _,Failed _,Gone _,Removed _,NotTried _,Merged _ -> Duration.ZERO;
        };
    }

    default boolean costsAnAttempt() {
        return switch (this) {
            case Failed _,Gone _ -> true;
            case Again again -> again.costs();
            case Done _,Skipped _,Uncertain _,Removed _,Merged _,HeldUp _,NotTried _,Orphaned _ -> false;
        };
    }

    /** Whether it shows that INES takes what is written: what asked nothing of it, or only read, does not. */
    default boolean showsThatInesTakes() {
        return switch (this) {
            case Done done -> done.taken();
            case Removed removed -> removed.taken();
            case Skipped _,Uncertain _,Failed _,Gone _,NotTried _,HeldUp _,Again _,Orphaned _,Merged _ -> false;
        };
    }

    /** Reasons to be skipped for that a person may take away. */
    Set<String> WHILE_A_PERSON_DECIDES = Set.of(
            SkipReason.SAME_ADDRESS.name(), SkipReason.UPDATE_WOULD_BLANK.name());

    /** Whether it ends before a lead was due, though the contact may be sent some day: what asked for it waits for that. */
    default boolean leavesRequestOpen() {
        return switch (this) {
            case Failed _,Gone _ -> true;
            case Skipped(String reason, var _) -> WHILE_A_PERSON_DECIDES.contains(reason);
            case Done _,Uncertain _,Removed _,NotTried _,HeldUp _,Again _,Orphaned _,Merged _ -> false;
        };
    }

    default RowState state() {
        return switch (this) {
            case Done _,Removed _,Merged _ -> RowState.DONE;
            case Skipped _ -> RowState.SKIPPED;
            case Uncertain _ -> RowState.UNCERTAIN;
            case Failed _,Gone _ -> RowState.FAILED;
            case Again _,HeldUp _,NotTried _,Orphaned _ -> RowState.PENDING;
        };
    }
}
