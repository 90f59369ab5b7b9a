package org.inesconnector.connector.web.connection;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.ConnectionDraft;
import org.inesconnector.connector.connection.ConnectionReport;
import org.inesconnector.connector.connection.ConnectionTest;
import org.inesconnector.connector.connection.GoodConnection;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.connection.MauticConnectionSettings;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.LinkedPair;
import org.inesconnector.connector.settings.PageSettings;
import org.inesconnector.connector.settings.Pair;
import org.inesconnector.connector.settings.UnusableSettings;
import org.inesconnector.connector.web.FormField;
import org.inesconnector.connector.web.Onward;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where both sides are and who signs in there: tried out, then saved. */
@Controller
@RequestMapping("/settings/connection")
class ConnectionPage {

    private static final String PAGE = "connection";
    private static final String PART = "connection :: outcome";
    private static final String MAY_BE_BLANKED = "ines.may-be-blanked";

    private static final List<String> FIELDS = List.of(
            "ines.url", "ines.account", "ines.username", "ines.password",
            "mautic.url", "mautic.username", "mautic.password", "mautic.client-id", "mautic.client-secret");

    private final InesConnectionSettings ines;
    private final MauticConnectionSettings mautic;
    private final ConnectionTest test;
    private final GoodConnection good;
    private final PageSettings settings;
    private final LinkedPair linked;

    ConnectionPage(
            InesConnectionSettings ines,
            MauticConnectionSettings mautic,
            ConnectionTest test,
            GoodConnection good,
            PageSettings settings,
            LinkedPair linked) {
        this.ines = ines;
        this.mautic = mautic;
        this.test = test;
        this.good = good;
        this.settings = settings;
        this.linked = linked;
    }

    @GetMapping
    String show(Model model) {
        fill(model, ConnectionDraft.of(ines, mautic), List.of(), settings.version());
        return PAGE;
    }

    @PostMapping(params = "do=test")
    String test(
            @RequestParam Map<String, String> form,
            @RequestParam long version,
            HttpServletRequest request,
            Model model) {
        var draft = draft(form);
        var problems = problems(draft);
        fill(model, draft, problems, version);
        if (problems.isEmpty()) {
            model.addAttribute("report", test.of(draft));
            model.addAttribute("otherPair", otherPair(draft).orElse(null));
        }
        return Onward.isPart(request) ? PART : PAGE;
    }

    /**
     * What was typed is sent to both sides first: only what is good, and is what the database is linked with, is saved, unless
     * somebody insists.
     */
    @PostMapping(params = "do=save")
    String save(
            @RequestParam Map<String, String> form,
            @RequestParam long version,
            @RequestParam Optional<String> anyway,
            @RequestParam(name = "may-be-blanked", defaultValue = "") Set<String> allowed,
            Principal user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var draft = draft(form);
        var problems = problems(draft);
        fill(model, draft, problems, version);
        var view = Onward.isPart(request) ? PART : PAGE;
        if (!problems.isEmpty()) {
            return view;
        }
        var report = test.of(draft);
        model.addAttribute("report", report);
        model.addAttribute("allowed", allowed);
        var otherPair = otherPair(draft);
        model.addAttribute("otherPair", otherPair.orElse(null));
        boolean isDoubtful = !report.isGood() || otherPair.isPresent();
        if (isDoubtful && anyway.isEmpty()) {
            model.addAttribute("refused", true);
            return view;
        }
        try {
            var conflict = settings.save(changes(draft, report, allowed), user.getName(), version);
            if (conflict.isPresent()) {
                model.addAttribute("conflict", conflict.get());
                model.addAttribute("version", conflict.get().version());
                model.addAttribute("refused", isDoubtful);
                return view;
            }
        } catch (UnusableSettings e) {
            fill(model, draft, e.at(FIELDS), version);
            return view;
        }
        if (!report.isGood()) {
            return Onward.to("/settings/connection", Message.of("settings.saved"), PART, request, response);
        }
        return allowed.containsAll(report.blanked())
                ? Onward.to("/settings/mapping", Message.of("settings.connection-good"), PART, request, response)
                : Onward.to(
                        "/settings/connection",
                        Message.of("settings.connection-blanked", String.join(", ", report.blanked())),
                        PART,
                        request,
                        response);
    }

    private Optional<Message> otherPair(ConnectionDraft draft) {
        return Pair.of(draft.shown("ines.url"), draft.shown("ines.account"), draft.shown("mautic.url"))
                .flatMap(linked::wouldHold);
    }

    /** @param allowed what somebody says may be blanked: of that, what the test found */
    private Map<String, Optional<String>> changes(
            ConnectionDraft draft, ConnectionReport report, Set<String> allowed) {
        var changes = new TreeMap<>(draft.changes());
        changes.putAll(good.remembered(draft, report));
        var mayBeBlanked = new TreeSet<>(ines.mayBeBlanked());
        if (report.blanked().stream().filter(allowed::contains).filter(mayBeBlanked::add).count() > 0) {
            changes.put(MAY_BE_BLANKED, Optional.of(String.join(",", mayBeBlanked)));
        }
        return changes;
    }

    private ConnectionDraft draft(Map<String, String> form) {
        var typed = FIELDS.stream()
                .filter(name -> form.containsKey(name) && !settings.isFixed(name))
                .collect(Collectors.toMap(name -> name, name -> form.getOrDefault(name, "")));
        var saved = ConnectionDraft.of(ines, mautic);
        return saved.with(typed, isWayFixed() ? saved.byClient() : "client".equals(form.get("way")));
    }

    private List<FieldProblem> problems(ConnectionDraft draft) {
        return draft.problems()
                .stream()
                .map(problem -> settings.isFixed(problem.field())
                        ? new FieldProblem(problem.field(), Message.of("connection.fixed-elsewhere"))
                        : problem)
                .toList();
    }

    private boolean isWayFixed() {
        return Stream.of("mautic.username", "mautic.password", "mautic.client-id", "mautic.client-secret")
                .anyMatch(settings::isFixed);
    }

    /** @param version of the settings when the form was first shown, whatever was tried out since */
    private void fill(Model model, ConnectionDraft draft, List<FieldProblem> problems, long version) {
        var errors = problems.stream()
                .collect(Collectors.toMap(FieldProblem::field, FieldProblem::message, (first, _) -> first));
        var fields = FIELDS.stream()
                .collect(Collectors.toMap(name -> name, name -> new FormField(
                        name, draft.shown(name), settings.isFixed(name), draft.hasSecret(name), errors.get(name))));
        model.addAttribute("fields", fields);
        model.addAttribute("byClient", draft.byClient());
        model.addAttribute("wayFixed", isWayFixed());
        model.addAttribute("problems", problems);
        model.addAttribute("version", version);
        model.addAttribute("allowed", Set.of());
        model.addAttribute("blankedFixed", settings.isFixed(MAY_BE_BLANKED));
        model.addAttribute("goodSince", good.since().orElse(null));
    }
}
