package org.inesconnector.connector.web.alerts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.inesconnector.connector.alerts.AlertSettings;
import org.inesconnector.connector.alerts.Alerts;
import org.inesconnector.connector.alerts.AlertsDraft;
import org.inesconnector.connector.alerts.Channel;
import org.inesconnector.connector.alerts.Condition;
import org.inesconnector.connector.alerts.Conditions;
import org.inesconnector.connector.alerts.Outcome;
import org.inesconnector.connector.alerts.Seen;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.PageSettings;
import org.inesconnector.connector.settings.UnusableSettings;
import org.inesconnector.connector.web.FormField;
import org.inesconnector.connector.web.Onward;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is told of trouble, and whether that works. */
@Controller
@RequestMapping("/settings/alerts")
class AlertsPage {

    private static final String PAGE = "alerts";
    private static final String PART = "alerts :: outcome";

    private final AlertSettings inForce;
    private final Alerts alerts;
    private final Conditions conditions;
    private final PageSettings settings;

    AlertsPage(AlertSettings inForce, Alerts alerts, Conditions conditions, PageSettings settings) {
        this.inForce = inForce;
        this.alerts = alerts;
        this.conditions = conditions;
        this.settings = settings;
    }

    /**
     * How a condition is.
     *
     * @param state as the page's texts and styles call it
     * @param told over which channels somebody was
     */
    record Line(Message title, String state, Optional<Instant> since, Optional<Message> why, Set<Message> told) {

        static Line of(Condition condition, Optional<Seen> seen, Set<Channel> told) {
            var holds = seen.filter(Seen.Holds.class::isInstance).map(Seen.Holds.class::cast);
            return new Line(
                    condition.title(),
                    seen.isEmpty() ? "unknown" : holds.isPresent() ? "holds" : "well",
                    holds.map(Seen.Holds::since),
                    holds.map(Seen.Holds::why),
                    told.stream().sorted().map(Channel::title).collect(Collectors.toCollection(LinkedHashSet::new)));
        }
    }

    @GetMapping
    String show(Model model) {
        return page(AlertsDraft.of(inForce), List.of(), settings.version(), model);
    }

    /** With what is typed; nothing is kept. */
    @PostMapping(params = "do=test")
    String test(
            @RequestParam Map<String, String> form,
            @RequestParam long version,
            HttpServletRequest request,
            Model model) {
        var draft = draft(form);
        var problems = problems(draft);
        if (problems.isEmpty()) {
            model.addAttribute("outcomes", said(alerts.test(draft.settings())));
        }
        page(draft, problems, version, model);
        return Onward.isPart(request) ? PART : PAGE;
    }

    private static Map<Message, Boolean> said(Map<Channel, Outcome> outcomes) {
        var said = new LinkedHashMap<Message, Boolean>();
        outcomes.forEach((channel, outcome) -> said.put(outcome.said(channel), outcome.isGood()));
        return said;
    }

    @PostMapping(params = "do=save")
    String save(
            @RequestParam Map<String, String> form,
            @RequestParam long version,
            Principal user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var draft = draft(form);
        var problems = problems(draft);
        var view = Onward.isPart(request) ? PART : PAGE;
        if (!problems.isEmpty()) {
            page(draft, problems, version, model);
            return view;
        }
        try {
            var conflict = settings.save(draft.changes(), user.getName(), version);
            if (conflict.isPresent()) {
                model.addAttribute("conflict", conflict.get());
                page(draft, List.of(), conflict.get().version(), model);
                return view;
            }
        } catch (UnusableSettings e) {
            page(draft, e.at(AlertsDraft.NAMES), version, model);
            return view;
        }
        return Onward.to("/settings/alerts", Message.of("settings.saved"), PART, request, response);
    }

    private AlertsDraft draft(Map<String, String> form) {
        var typed = new TreeMap<>(form);
        typed.keySet().removeIf(name -> !AlertsDraft.NAMES.contains(name) || settings.isFixed(name));
        return AlertsDraft.of(inForce)
                .with(typed, form.containsKey("forget-webhook") && !settings.isFixed(AlertsDraft.WEBHOOK));
    }

    private List<FieldProblem> problems(AlertsDraft draft) {
        return draft.problems()
                .stream()
                .map(problem -> settings.isFixed(problem.field())
                        ? new FieldProblem(
                                problem.field(), Message.of("connection.fixed-elsewhere"))
                        : problem)
                .toList();
    }

    private String page(AlertsDraft draft, List<FieldProblem> problems, long version, Model model) {
        var errors = problems.stream()
                .collect(Collectors.toMap(FieldProblem::field, FieldProblem::message, (first, _) -> first));
        model.addAttribute("fields", AlertsDraft.NAMES.stream()
                .collect(Collectors.toMap(Function.identity(), name -> new FormField(
                        name, draft.shown(name), settings.isFixed(name), draft.hasSecret(name), errors.get(name)))));
        model.addAttribute("problems", problems);
        model.addAttribute("version", version);
        model.addAttribute("languages", AlertsDraft.LANGUAGES);
        model.addAttribute("ways", AlertsDraft.waysOfTls());
        model.addAttribute("nobody", inForce.channels().isEmpty());
        model.addAttribute("failing", alerts.failing());
        model.addAttribute("lines", lines());
        return PAGE;
    }

    private List<Line> lines() {
        var now = conditions.now();
        var told = alerts.told();
        return Arrays.stream(Condition.values())
                .map(one -> Line.of(one, Optional.ofNullable(now.get(one)), told.getOrDefault(one, Set.of())))
                .toList();
    }
}
