package org.inesconnector.connector.web.journal;

import java.util.Map;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalEntry;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Retries;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One row: what was tried, planned and called, and why it failed. */
@Controller
class JournalDetail {

    private final Journal journal;
    private final Retries retries;

    JournalDetail(Journal journal, Retries retries) {
        this.journal = journal;
        this.retries = retries;
    }

    @GetMapping("/journal/{id:[0-9]{1,18}}")
    ModelAndView show(@PathVariable long id) {
        return journal.entry(id).map(this::page).orElseGet(JournalDetail::notFound);
    }

    private ModelAndView page(JournalEntry entry) {
        var page = new ModelAndView("journal-row");
        page.addObject("entry", entry);
        page.addObject("row", entry.row());
        page.addObject("others", journal.ofContact(entry.row().contactId())
                .stream()
                .filter(other -> other.id() != entry.row().id())
                .limit(10)
                .toList());
        page.addObject("canBeRetried", retries.canBeTriedAgain(entry.row().contactId(), entry.row().id()));
        return page;
    }

    private static ModelAndView notFound() {
        return new ModelAndView("error", Map.of("status", HttpStatus.NOT_FOUND.value()), HttpStatus.NOT_FOUND);
    }

    @PostMapping("/journal/{id:[0-9]{1,18}}/retry")
    String retry(@PathVariable long id, RedirectAttributes next) {
        boolean retried = journal.entry(id)
                .map(JournalEntry::row)
                .map(JournalRow::contactId)
                .filter(retries::contact)
                .isPresent();
        next.addFlashAttribute("notice", Message.of(retried ? "page.retried" : "page.not-failed"));
        return "redirect:/journal/" + id;
    }
}
