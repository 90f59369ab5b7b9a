package org.inesconnector.connector.web.journal;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalEntry;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Retries;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.sync.Settlement;
import org.inesconnector.connector.sync.SyncSettings;
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

    /** Whom Mautic has no more is not created: he is forgotten. */
    private static final String TO_BE_FLAGGED = "ines.contact-to-be-flagged-absent";

    /** Of what failed because only a person knows that INES does not have it. */
    private static final Set<String> TO_BE_CREATED_AGAIN = Set.of(
            "again.other-address", "again.other-name", "ines.contact-and-others-absent",
            "ines.client-and-others-absent", TO_BE_FLAGGED);

    private final Journal journal;
    private final Retries retries;
    private final Settlement settlement;
    private final SyncSettings settings;
    private final InstantSource clock;

    JournalDetail(
            Journal journal, Retries retries, Settlement settlement, SyncSettings settings, InstantSource clock) {
        this.journal = journal;
        this.retries = retries;
        this.settlement = settlement;
        this.settings = settings;
        this.clock = clock;
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
        boolean waitsForFull = waitsForFull(entry.row());
        page.addObject("waitsForFull", waitsForFull);
        page.addObject(
                "next",
                entry.row().next().filter(at -> !waitsForFull && at.isAfter(clock.instant())).orElse(null));
        boolean canBeRetried = retries.canBeTriedAgain(entry.row().contactId(), entry.row().id());
        page.addObject("canBeRetried", canBeRetried);
        page.addObject("isToBeFlagged",
                entry.row().outcome().filter(why -> why.key().equals(TO_BE_FLAGGED)).isPresent());
        page.addObject("canBeCreatedAgain", entry.row().outcome().filter(JournalDetail::isToldSo).isPresent()
                && (canBeRetried || canBeAnswered(entry.row())));
        return page;
    }

    private static ModelAndView notFound() {
        return new ModelAndView("error", Map.of("status", HttpStatus.NOT_FOUND.value()), HttpStatus.NOT_FOUND);
    }

    private boolean waitsForFull(JournalRow row) {
        return row.state() == RowState.PENDING && !row.isAskedFor() && !settings.fullSynchronisation();
    }

    private static boolean isToldSo(Message why) {
        return TO_BE_CREATED_AGAIN.contains(why.key()) || why.arguments()
                .stream()
                .anyMatch(argument -> argument instanceof Message inner && isToldSo(inner));
    }

    /** As a person says who has looked into INES; it is tried again with that. */
    @PostMapping("/journal/{id:[0-9]{1,18}}/create-again")
    String createAgain(@PathVariable long id, RedirectAttributes next) {
        var row = journal.entry(id).map(JournalEntry::row);
        var notice = row.map(JournalRow::contactId)
                .flatMap(settlement::createAgain)
                .orElseGet(() -> Message.of(triedAgain(row)));
        next.addFlashAttribute("notice", notice);
        return "redirect:/journal/" + id;
    }

    private String triedAgain(Optional<JournalRow> row) {
        if (row.filter(JournalDetail::isWaiting).isPresent()) {
            return "page.created-next";
        }
        return row.map(JournalRow::contactId).filter(retries::contact).isPresent() ? "page.retried" : "page.not-failed";
    }

    /** Between two attempts: the answer counts for the next one. */
    private boolean canBeAnswered(JournalRow row) {
        return isWaiting(row) && settlement.isAskedWhetherGone(row.contactId());
    }

    private static boolean isWaiting(JournalRow row) {
        return row.state() == RowState.PENDING;
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
