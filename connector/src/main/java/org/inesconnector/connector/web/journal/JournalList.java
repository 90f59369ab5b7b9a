package org.inesconnector.connector.web.journal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalCsv;
import org.inesconnector.connector.queue.JournalPage;
import org.inesconnector.connector.queue.JournalPosition;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Retries;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.sync.SyncSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The journal's rows, two hundred at a time, and all of them for a spreadsheet. */
@Controller
class JournalList {

    private static final int ROWS = 200;

    private final Journal journal;
    private final JournalCsv csv;
    private final Retries retries;
    private final SyncSettings settings;

    JournalList(Journal journal, JournalCsv csv, Retries retries, SyncSettings settings) {
        this.journal = journal;
        this.csv = csv;
        this.retries = retries;
        this.settings = settings;
    }

    @GetMapping("/journal")
    String list(Wish wish, Model model) {
        show(wish, page(wish), model);
        model.addAttribute("states", RowState.values());
        model.addAttribute("origins", Origin.values());
        model.addAttribute("retriable", RowState.FAILED.name().equals(wish.state()) ? retries.count() : 0);
        return "journal";
    }

    @PostMapping("/retries")
    String retryAll(RedirectAttributes next) {
        next.addFlashAttribute("notice", Message.of("retry.all", retries.all()));
        return "redirect:/journal?state=FAILED&stands=true";
    }

    /** The rows alone, for a page that has been open for a while; nothing where it shows the same already. */
    @GetMapping("/journal/rows")
    @Nullable
    String rows(Wish wish, @RequestParam(defaultValue = "") String seen, Model model, HttpServletResponse response) {
        var page = page(wish);
        if (seen.equals(mark(page.rows()))) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        show(wish, page, model);
        return "journal :: rows";
    }

    @GetMapping("/journal/export")
    @Nullable
    String export(Wish wish, Locale locale, Model model, HttpServletResponse response) throws IOException {
        if (!wish.problems().isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return list(wish, model);
        }
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("ines-journal.csv").build().toString());
        csv.write(wish.filter(settings.timeZone()), locale, response.getOutputStream());
        return null;
    }

    /** Nothing where it is not known what is meant: all would look like an answer. */
    private JournalPage page(Wish wish) {
        if (!wish.problems().isEmpty()) {
            return new JournalPage(List.of(), Optional.empty());
        }
        var filter = wish.filter(settings.timeZone());
        return position(wish)
                .map(position -> journal.page(filter, position, ROWS))
                .orElseGet(() -> journal.first(filter, ROWS));
    }

    private static Optional<JournalPosition> position(Wish wish) {
        return Optional.ofNullable(wish.after()).flatMap(JournalPosition::parse);
    }

    private static void show(Wish wish, JournalPage page, Model model) {
        model.addAttribute("wish", wish);
        model.addAttribute("rows", page.rows());
        model.addAttribute("problems", wish.problems());
        model.addAttribute("live", position(wish).isEmpty() && wish.problems().isEmpty()
                ? wish.address("/journal/rows", Optional.empty())
                : null);
        model.addAttribute("mark", mark(page.rows()));
        model.addAttribute("newest", wish.address("/journal", Optional.empty()));
        model.addAttribute("isFirst", position(wish).isEmpty());
        model.addAttribute("older", page.next()
                .map(next -> wish.address("/journal", Optional.of(next.toString())))
                .orElse(null));
        model.addAttribute("export", wish.address("/journal/export", Optional.empty()));
    }

    /** The same in every process. */
    private static String mark(List<JournalRow> rows) {
        return Integer.toHexString(rows.toString().hashCode());
    }
}
