package org.inesconnector.connector.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.setup.MauticSetup;
import org.inesconnector.connector.setup.SetupItem;
import org.inesconnector.connector.setup.SetupOptions;
import org.inesconnector.connector.setup.SetupState;
import org.inesconnector.connector.setup.SetupStep;
import org.inesconnector.connector.setup.SetupStep.Outcome;
import org.inesconnector.connector.setup.Thing;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the connector needs in Mautic. */
@RestController
class SetupEndpoint {

    /** How a thing stands in Mautic. */
    enum State {
        PRESENT, MISSING, DIFFERENT, CANNOT_TELL
    }

    /**
     * @param name what it is, in a sentence
     * @param good whether nothing is to be done
     * @param why what is wrong with it; null where nothing is
     * @param advice what a person may or must do
     * @param outcome what was done; null where it was only looked at
     * @param refusal why Mautic did not let it be made
     */
    record Item(
            Thing thing,
            String name,
            State state,
            boolean good,
            @Nullable String why,
            List<String> advice,
            @Nullable Outcome outcome,
            @Nullable String refusal) {}

    private final ObjectProvider<MauticSetup> setup;

    SetupEndpoint(ObjectProvider<MauticSetup> setup) {
        this.setup = setup;
    }

    @GetMapping("/api/mautic/set-up")
    @Operation(summary = "What the connector needs in Mautic, and whether it is there; changes nothing")
    List<Item> look(@Parameter(hidden = true) Locale locale) {
        var messages = Messages.in(locale);
        return setup.getObject().look().stream()
                .map(item -> item(item, item.isGood(), null, Optional.empty(), messages)).toList();
    }

    @PostMapping("/api/mautic/set-up")
    @Operation(summary = "Creates what is missing in Mautic, and puts right what is the connector's own")
    List<Item> create(
            @RequestParam(defaultValue = "false") boolean examples, @Parameter(hidden = true) Locale locale) {
        var messages = Messages.in(locale);
        return setup.getObject().create(new SetupOptions(examples, locale)).stream().map(step -> item(step, messages))
                .toList();
    }

    private static Item item(SetupStep step, Messages messages) {
        return item(step.item(), step.isGood(), step.outcome(), step.refusal(), messages);
    }

    private static Item item(
            SetupItem item, boolean good, @Nullable Outcome outcome, Optional<Message> refusal, Messages messages) {
        return new Item(
                item.thing(),
                messages.text(item.name()),
                state(item.state()),
                good,
                item.state().reason().map(messages::text).orElse(null),
                item.advice().stream().map(messages::text).toList(),
                outcome,
                refusal.map(messages::text).orElse(null));
    }

    private static State state(SetupState state) {
        return switch (state) {
            case SetupState.Present _ -> State.PRESENT;
            case SetupState.Missing _ -> State.MISSING;
            case SetupState.Different _ -> State.DIFFERENT;
            case SetupState.CannotTell _ -> State.CANNOT_TELL;
        };
    }
}
