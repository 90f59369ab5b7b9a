package org.inesconnector.mautic;

/** What became of one contact in a batch of writes. */
public sealed interface FieldsWritten {

    /** The contact's id as it was given. */
    long contactId();

    record Written(long contactId) implements FieldsWritten {}

    /** The contact was merged away: Mautic wrote its fields to the one that remains. */
    record WrittenToWinner(long contactId, long winnerId) implements FieldsWritten {}

    /** The contact does not exist (any more). */
    record Missing(long contactId) implements FieldsWritten {}

    record Refused(long contactId, String reason) implements FieldsWritten {}
}
