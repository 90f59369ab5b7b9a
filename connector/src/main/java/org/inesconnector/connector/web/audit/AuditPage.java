package org.inesconnector.connector.web.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.audit.AuditCsv;
import org.inesconnector.connector.audit.AuditRun;
import org.inesconnector.connector.audit.AuditState;
import org.inesconnector.connector.audit.Drift;
import org.inesconnector.connector.connection.MauticConnectionSettings;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.web.Onward;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Begins an audit, shows what the last one found, and has it put right. */
@Controller
@RequestMapping("/audit")
class AuditPage {

    private static final String PAGE = "redirect:/audit";

    private static final int ROWS = 100;

    private static final int USUAL_SAMPLE = 200;

    private final AuditRun audit;
    private final Optional<URI> mautic;

    AuditPage(AuditRun audit, MauticConnectionSettings mautic) {
        this.audit = audit;
        this.mautic = Optional.ofNullable(mautic.url());
    }

    /** @param after how many findings are passed over */
    @GetMapping
    String show(@RequestParam(defaultValue = "0") int after, Model model) {
        int from = Math.clamp(after, 0, AuditRun.MOST_KEPT);
        var last = audit.last();
        state(last, model);
        model.addAttribute("sample", last.map(AuditState::sample)
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .orElse(USUAL_SAMPLE));
        model.addAttribute("findings", audit.findings(from, ROWS));
        model.addAttribute("isFirst", from == 0);
        model.addAttribute("next", last.filter(state -> state.counts().kept() > from + ROWS)
                .map(_ -> from + ROWS)
                .orElse(null));
        model.addAttribute("mautic", mautic.map(url -> url.toString().replaceFirst("/+$", "")).orElse(null));
        return "audit";
    }

    /** How far it is, for a part of the page that asks again and again; at its end the page is shown anew. */
    @GetMapping("/now")
    String now(HttpServletRequest request, HttpServletResponse response, Model model) {
        if (!Onward.isPart(request)) {
            return PAGE;
        }
        var last = audit.last();
        if (last.filter(AuditState::isRunning).isEmpty()) {
            response.setHeader("HX-Redirect", request.getContextPath() + "/audit");
        }
        state(last, model);
        return "audit :: now";
    }

    private void state(Optional<AuditState> last, Model model) {
        model.addAttribute("state", last.orElse(null));
        model.addAttribute("running", last.filter(AuditState::isRunning).isPresent());
        model.addAttribute("kinds", Drift.Kind.values());
        model.addAttribute("repairable", audit.repairable());
    }

    @GetMapping("/export")
    void export(Locale locale, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("ines-audit.csv").build().toString());
        try (var table = new AuditCsv(response.getOutputStream(), locale)) {
            audit.each(table::write);
        }
    }

    /** @param all whether every linked contact is to be compared, and not a sample */
    @PostMapping
    String begin(
            @RequestParam(defaultValue = "") String sample,
            @RequestParam(defaultValue = "false") boolean all,
            Principal user,
            RedirectAttributes next) {
        var wanted = all ? OptionalInt.empty() : number(sample);
        if (all || wanted.isPresent()) {
            boolean hasBegun = audit.begin(new AuditRun.Wish(wanted, false, user.getName()));
            next.addFlashAttribute("notice", Message.of(hasBegun ? "audit.begun" : "audit.runs-already"));
        } else {
            next.addFlashAttribute("problem", Message.of("audit.wrong-sample"));
        }
        return PAGE;
    }

    private static OptionalInt number(String typed) {
        try {
            int number = Integer.parseInt(typed.strip());
            return AuditRun.isSample(number) ? OptionalInt.of(number) : OptionalInt.empty();
        } catch (NumberFormatException _) {
            return OptionalInt.empty();
        }
    }

    @PostMapping("/stop")
    String stop(RedirectAttributes next) {
        if (audit.stop()) {
            next.addFlashAttribute("notice", Message.of("audit.stopping"));
        }
        return PAGE;
    }

    @PostMapping("/repair")
    String repair(@RequestParam(defaultValue = "false") boolean confirmed, RedirectAttributes next) {
        if (confirmed) {
            next.addFlashAttribute("notice", audit.repair()
                    .map(queued -> Message.of("audit.repaired", queued))
                    .orElseGet(() -> Message.of(
                            "audit.not-repaired",
                            audit.inTheWayOfRepairs().orElseGet(() -> Message.of("audit.runs-already")))));
        } else {
            next.addFlashAttribute("problem", Message.of("audit.confirm"));
        }
        return PAGE;
    }
}
