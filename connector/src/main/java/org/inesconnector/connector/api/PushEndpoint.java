package org.inesconnector.connector.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.embedded.Disk;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.queue.Retries;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.mautic.MauticClient;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Pushes a contact at once, and says what became of it. */
@RestController
class PushEndpoint {

    /**
     * Whom to push: one of the two.
     *
     * @param contact the contact's id in Mautic
     */
    record Request(@Nullable Long contact, @Nullable String email) {}

    /**
     * @param contact the contact that was pushed: the winner, where Mautic had merged the one that was named
     * @param state as in the journal; {@code PENDING} where it is tried again
     * @param message what became of it, in a sentence
     * @param notes leads that were written, and what is still to come
     */
    record Answer(
            long contact,
            RowState state,
            String message,
            List<String> notes,
            @Nullable Integer inesContact,
            @Nullable Integer inesClient) {}

    private final ObjectProvider<PushNow> push;
    private final Retries retries;
    private final ObjectProvider<MauticClient> mautic;
    private final Disk disk;

    PushEndpoint(ObjectProvider<PushNow> push, Retries retries, ObjectProvider<MauticClient> mautic, Disk disk) {
        this.push = push;
        this.retries = retries;
        this.mautic = mautic;
        this.disk = disk;
    }

    @PostMapping("/api/push")
    @Operation(summary = "Pushes a contact to INES at once, with a lead")
    Answer push(@RequestBody Request request, @Parameter(hidden = true) Locale locale) {
        long contact = contact(request);
        var outcome = push.getObject().push(contact, Origin.BY_HAND);
        disk.force();
        return switch (outcome) {
            case PushNow.Outcome.Here(PushResult.Skipped(SkipReason reason, var why), var _) when reason == SkipReason.NOT_PUBLISHED ->
                throw new Problem(HttpStatus.CONFLICT, why);
            case PushNow.Outcome.Here(PushResult.NoSuchContact gone, var _) ->
                throw new Problem(HttpStatus.NOT_FOUND, gone.message());
            case PushNow.Outcome.Here(PushResult result, var references) ->
                answer(contact, result, references, Messages.in(locale));
            case PushNow.Outcome.Elsewhere(JournalRow row) -> answer(row, Messages.in(locale));
        };
    }

    @PostMapping("/api/contacts/{id}/retry")
    @Operation(summary = "Lets a contact be tried again that has failed")
    void retry(@PathVariable long id) {
        if (!retries.contact(id)) {
            throw new Problem(HttpStatus.NOT_FOUND, Message.of("retry.not-failed", id));
        }
        disk.force();
    }

    private long contact(Request request) {
        var email = request.email() == null ? "" : request.email().strip();
        if ((request.contact() == null) == email.isEmpty()) {
            throw new Problem(HttpStatus.BAD_REQUEST, Message.of("api.push-whom"));
        }
        return request.contact() == null ? contact(email) : request.contact();
    }

    private long contact(String email) {
        var found = mautic.getObject().contactsWithEmail(email, 2);
        return switch (found.size()) {
            case 0 -> throw new Problem(HttpStatus.NOT_FOUND, Message.of("push.no-such-email", email));
            case 1 -> found.getFirst().id();
            default -> throw new Problem(HttpStatus.CONFLICT, Message.of("push.email-not-unique", email));
        };
    }

    private static Answer answer(
            long contact, PushResult result, Optional<Message> references, Messages messages) {
        return switch (result) {
            case PushResult.Pushed pushed -> answer(
                    contact, result, texts(pushed.notes(), references, messages), pushed.contactRef(),
                    pushed.clientRef(), messages);
            case PushResult.Unchanged unchanged -> answer(
                    contact, result, texts(unchanged.notes(), references, messages), unchanged.contactRef(),
                    unchanged.clientRef(), messages);
            default -> answer(contact, result, List.of(), null, null, messages);
        };
    }

    private static Answer answer(
            long contact,
            PushResult result,
            List<String> notes,
            @Nullable Integer inesContact,
            @Nullable Integer inesClient,
            Messages messages) {
        return new Answer(contact, state(result), messages.text(result.message()), notes, inesContact, inesClient);
    }

    private static RowState state(PushResult result) {
        return switch (result) {
            case PushResult.Pushed _,PushResult.Unchanged _ -> RowState.DONE;
            case PushResult.Skipped _ -> RowState.SKIPPED;
            case PushResult.Uncertain _ -> RowState.UNCERTAIN;
            case PushResult.Busy _,PushResult.Failed _ -> RowState.PENDING;
            case PushResult.NoSuchContact _,PushResult.Merged _,PushResult.Conflict _ -> RowState.FAILED;
        };
    }

    private static List<String> texts(List<Message> notes, Optional<Message> references, Messages messages) {
        return Stream.concat(notes.stream(), references.stream()).map(messages::text).toList();
    }

    private static Answer answer(JournalRow row, Messages messages) {
        var outcome = row.outcome().orElseGet(() -> Message.of("push.busy"));
        return new Answer(row.contactId(), row.state(), messages.text(outcome), List.of(), null, null);
    }
}
