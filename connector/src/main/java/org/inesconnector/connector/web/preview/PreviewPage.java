package org.inesconnector.connector.web.preview;

import java.util.Optional;
import java.util.UUID;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.sync.ContactPreview;
import org.inesconnector.connector.sync.ContactPreview.Answer;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.SkipReason;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows what a push of a contact would send, and pushes it. */
@Controller
class PreviewPage {

    private final ContactPreview preview;
    private final Journal journal;
    private final ObjectProvider<PushNow> push;

    PreviewPage(ContactPreview preview, Journal journal, ObjectProvider<PushNow> push) {
        this.preview = preview;
        this.journal = journal;
        this.push = push;
    }

    @GetMapping("/preview")
    String show(@RequestParam(defaultValue = "") String contact, Model model) {
        model.addAttribute("asked", contact.strip());
        if (!contact.isBlank()) {
            show(preview.of(contact), model);
        }
        return "preview";
    }

    private static void show(Answer answer, Model model) {
        switch (answer) {
            case Answer.Planned planned -> {
                model.addAttribute("contact", planned.contact());
                model.addAttribute("company", planned.company().orElse(null));
                model.addAttribute("plan", planned.plan());
                model.addAttribute("reads", planned.reads());
                model.addAttribute("request", UUID.randomUUID());
            }
            case Answer.Prevented prevented -> {
                model.addAttribute("contact", prevented.contact());
                model.addAttribute("company", prevented.company().orElse(null));
                model.addAttribute("prevented", prevented.why());
            }
            case Answer.Nobody nobody -> model.addAttribute("nobody", nobody.why());
            case Answer.Several several -> model.addAttribute("several", several.contacts());
            case Answer.Unusable unusable -> model.addAttribute("problems", unusable.why());
        }
    }

    /**
     * The journal's row tells what became of it; where nothing was begun there is none.
     *
     * @param request of the form, so that a second click on its button writes no second lead; empty in an older one
     */
    @PostMapping("/preview/push")
    String push(@RequestParam long contact, @RequestParam Optional<UUID> request, RedirectAttributes next) {
        var outcome = push.getObject().push(contact, Origin.BY_HAND, request.orElseGet(UUID::randomUUID));
        next.addFlashAttribute("notice", message(outcome));
        return row(outcome, contact)
                .map(row -> "redirect:/journal/" + row.id())
                .orElse("redirect:/preview?contact=" + contact);
    }

    private static Message message(PushNow.Outcome outcome) {
        return switch (outcome) {
            case PushNow.Outcome.Here(PushResult result, var references) ->
                references.map(why -> Message.of("push.and", result.message(), why)).orElseGet(result::message);
            case PushNow.Outcome.Elsewhere(JournalRow row) -> row.outcome().orElseGet(() -> Message.of("push.busy"));
        };
    }

    private Optional<JournalRow> row(PushNow.Outcome outcome, long contact) {
        return switch (outcome) {
            case PushNow.Outcome.Here(PushResult.Skipped(SkipReason why, var _), var _) when why == SkipReason.NOT_PUBLISHED ->
                Optional.empty();
            case PushNow.Outcome.Here _ -> journal.ofContact(contact).stream().findFirst();
            case PushNow.Outcome.Elsewhere(JournalRow row) -> Optional.of(row);
        };
    }
}
