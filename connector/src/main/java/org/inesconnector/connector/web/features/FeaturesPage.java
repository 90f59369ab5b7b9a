package org.inesconnector.connector.web.features;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.GoodConnection;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.direct.DirectPushSettings;
import org.inesconnector.connector.features.FeaturesDraft;
import org.inesconnector.connector.features.ForecastRun;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.mapping.OfferedField;
import org.inesconnector.connector.mapping.OfferedFields;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.settings.PageSettings;
import org.inesconnector.connector.settings.UnusableSettings;
import org.inesconnector.connector.sync.LeadExample;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.connector.web.FormField;
import org.inesconnector.connector.web.Onward;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is sent for whom, what a lead says, and how much is asked of INES at once. */
@Controller
@RequestMapping("/settings/features")
class FeaturesPage {

    private static final String PAGE = "features";

    private final SyncSettings sync;
    private final InesConnectionSettings ines;
    private final DirectPushSettings push;
    private final MappingSettings mapping;
    private final GoodConnection good;
    private final ForecastRun forecast;
    private final PageSettings settings;
    private final InstantSource clock;

    FeaturesPage(
            SyncSettings sync,
            InesConnectionSettings ines,
            DirectPushSettings push,
            MappingSettings mapping,
            GoodConnection good,
            ForecastRun forecast,
            PageSettings settings,
            InstantSource clock) {
        this.sync = sync;
        this.ines = ines;
        this.push = push;
        this.mapping = mapping;
        this.good = good;
        this.forecast = forecast;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping
    String show(Model model, Locale locale) {
        return page(inForce(), List.of(), settings.version(), model, locale);
    }

    /** How far the count is, for a part of the page that asks again and again. */
    @GetMapping("/forecast")
    String forecast(HttpServletRequest request, Model model) {
        if (!Onward.isPart(request)) {
            return "redirect:/settings/features";
        }
        forecast(model);
        return "features :: forecast";
    }

    @PostMapping("/forecast")
    String count(HttpServletRequest request, Model model) {
        forecast.begin();
        return forecast(request, model);
    }

    /** What a lead would say with what is chosen; nothing is kept. */
    @PostMapping(params = "do=look")
    String look(@RequestParam Map<String, String> form, @RequestParam long version, Model model, Locale locale) {
        var draft = draft(form);
        return page(draft, draft.problems(), version, model, locale);
    }

    @PostMapping(params = "do=save")
    String save(
            @RequestParam Map<String, String> form,
            @RequestParam long version,
            Principal user,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        var draft = draft(form);
        var problems = draft.problems();
        if (!problems.isEmpty()) {
            return page(draft, problems, version, model, locale);
        }
        try {
            var conflict = settings.save(draft.changesFrom(inForce()), user.getName(), version);
            if (conflict.isPresent()) {
                model.addAttribute("conflict", conflict.get());
                return page(draft, List.of(), conflict.get().version(), model, locale);
            }
        } catch (UnusableSettings e) {
            return page(draft, e.at(FeaturesDraft.NAMES), version, model, locale);
        }
        return Onward.to("/settings/features", Message.of("settings.saved"), PAGE, request, response);
    }

    private FeaturesDraft inForce() {
        return FeaturesDraft.of(sync, ines, push);
    }

    /** A box that is not ticked is not sent at all. */
    private FeaturesDraft draft(Map<String, String> form) {
        var typed = new TreeMap<>(form);
        typed.put(FeaturesDraft.FULL, Boolean.toString(form.containsKey(FeaturesDraft.FULL)));
        typed.keySet().removeIf(name -> !FeaturesDraft.NAMES.contains(name) || settings.isFixed(name));
        return inForce().with(typed);
    }

    private String page(FeaturesDraft draft, List<FieldProblem> problems, long version, Model model, Locale locale) {
        var errors = problems.stream()
                .collect(Collectors.toMap(FieldProblem::field, FieldProblem::message, (first, _) -> first));
        model.addAttribute("fields", FeaturesDraft.NAMES.stream()
                .collect(Collectors.toMap(Function.identity(), name -> new FormField(
                        name, draft.value(name), settings.isFixed(name), false, errors.get(name)))));
        model.addAttribute("problems", problems);
        model.addAttribute("version", version);
        model.addAttribute("full", draft.isFull());
        model.addAttribute("languages", FeaturesDraft.LANGUAGES);
        model.addAttribute("zones", new TreeSet<>(ZoneId.getAvailableZoneIds()));
        model.addAttribute("connected", good.since().isPresent());
        model.addAttribute(
                "lead",
                LeadExample.in(draft.language(), draft.zone().orElse(ZoneOffset.UTC), clock.instant()));
        model.addAttribute("keptFields", kept(Messages.in(locale)));
        forecast(model);
        return PAGE;
    }

    /** The fields that were chosen not to overwrite what INES has. */
    private String kept(Messages words) {
        return Stream.of(Concept.values())
                .flatMap(concept -> settingsOf(concept).entrySet()
                        .stream()
                        .filter(field -> field.getValue().rule() == FieldRule.ONLY_WHERE_EMPTY)
                        .flatMap(field -> name(concept, field.getKey()).stream()))
                .map(words::text)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Map<String, MappingSettings.FieldSetting> settingsOf(Concept concept) {
        return concept == Concept.CONTACT ? mapping.contact() : mapping.client();
    }

    /** None for what is never overwritten anyway. */
    private static Optional<Message> name(Concept concept, String key) {
        var offered = OfferedFields.find(concept, key);
        if (offered.filter(OfferedField::neverOverwritten).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Message.of(
                "features.field-of." + concept.word(),
                offered.map(OfferedField::label).orElseGet(() -> Message.of("plain", key))));
    }

    private void forecast(Model model) {
        var state = forecast.state();
        model.addAttribute("running", state instanceof ForecastRun.State.Running);
        switch (state) {
            case ForecastRun.State.Done(var at, var count) -> {
                model.addAttribute("countedAt", at);
                model.addAttribute("count", count);
                model.addAttribute("skipped", count.skipped()
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(one -> Message.of("forecast.skipped", one.getValue(), one.getKey().message()))
                        .toList());
            }
            case ForecastRun.State.Failed(var why) -> model.addAttribute("failed", why);
            case ForecastRun.State.Running _,ForecastRun.State.NotAsked _ -> {
            }
        }
    }
}
