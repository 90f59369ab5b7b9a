package org.inesconnector.connector.web.questions;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.links.Intent;
import org.inesconnector.connector.links.OpenCreation;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.JournalRow;

/**
 * A creation whose end nobody but a person can know, with what is known of it.
 *
 * @param movedContact the INES contact that is at INES already, where only its new client may have been created
 * @param what was asked for
 */
record CreationQuestion(
        long contact,
        Optional<String> email,
        Optional<String> company,
        Instant since,
        Message reason,
        Optional<Integer> movedContact,
        Message what) {

    static CreationQuestion of(OpenCreation creation, Optional<JournalRow> row) {
        var moved = creation.intent()
                .map(Intent::movedContactRef)
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt);
        return new CreationQuestion(
                creation.mauticContactId(),
                row.flatMap(JournalRow::email),
                row.flatMap(JournalRow::company),
                creation.startedAt(),
                creation.uncertainBecause().orElseThrow(),
                moved,
                what(moved, creation.newClientOf().isPresent()));
    }

    private static Message what(Optional<Integer> moved, boolean withClient) {
        return moved.map(ref -> Message.of("question.what.client", ref))
                .orElseGet(() -> Message.of(withClient ? "question.what.both" : "question.what.contact"));
    }
}
