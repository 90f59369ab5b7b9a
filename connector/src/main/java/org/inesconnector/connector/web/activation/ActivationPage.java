package org.inesconnector.connector.web.activation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.connection.CurrentSchema;
import org.inesconnector.connector.connection.GoodConnection;
import org.inesconnector.connector.direct.DirectPushSettings;
import org.inesconnector.connector.feed.Forecast;
import org.inesconnector.connector.mapping.MappingDraft;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Health;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.settings.PageSettings;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.connector.web.Onward;
import org.inesconnector.connector.web.SideProblems;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Whether anything leaves. */
@Controller
@RequestMapping("/settings/activation")
class ActivationPage {

    private static final String PAGE = "activation";
    private static final String PUBLISHED = "connector.published";

    private final SyncSettings sync;
    private final DirectPushSettings push;
    private final MappingSettings mapping;
    private final CurrentSchema schema;
    private final GoodConnection good;
    private final Health health;
    private final ObjectProvider<Forecast> forecast;
    private final PageSettings settings;

    ActivationPage(
            SyncSettings sync,
            DirectPushSettings push,
            MappingSettings mapping,
            CurrentSchema schema,
            GoodConnection good,
            Health health,
            ObjectProvider<Forecast> forecast,
            PageSettings settings) {
        this.sync = sync;
        this.push = push;
        this.mapping = mapping;
        this.schema = schema;
        this.good = good;
        this.health = health;
        this.forecast = forecast;
        this.settings = settings;
    }

    /** @param look given where the browser does not load by itself what both sides must be asked for */
    @GetMapping
    String show(@RequestParam Optional<String> look, Model model) {
        look.ifPresent(_ -> look(hindrances(), model));
        return page(model, settings.version());
    }

    /** What hinders it, and how many it is about: the answer may take long. */
    @GetMapping("/look")
    String look(HttpServletRequest request, Model model) {
        if (!Onward.isPart(request)) {
            return "redirect:/settings/activation?look";
        }
        look(hindrances(), model);
        return "activation :: look";
    }

    /** Off is always possible, and asks nobody; on, only where nothing hinders it that a person has to put right. */
    @PostMapping
    String save(
            @RequestParam boolean published,
            @RequestParam long version,
            Principal user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var hindrances = published ? hindrances() : List.<Message>of();
        if (!hindrances.isEmpty()) {
            model.addAttribute("refused", true);
            look(hindrances, model);
            return page(model, version);
        }
        var change = Map.of(PUBLISHED, Optional.of(Boolean.toString(published)));
        var conflict = settings.save(change, user.getName(), published ? version : settings.version());
        if (conflict.isPresent()) {
            model.addAttribute("conflict", conflict.get());
            return page(model, conflict.get().version());
        }
        var said = Message.of(published ? "activation.now-on" : "activation.now-off");
        return Onward.to("/settings/activation", said, PAGE, request, response);
    }

    private String page(Model model, long version) {
        model.addAttribute("version", version);
        model.addAttribute("on", settings.isOn(PUBLISHED));
        model.addAttribute("full", sync.fullSynchronisation());
        model.addAttribute("fixed", settings.isFixed(PUBLISHED));
        model.addAttribute("tag", push.pushTag());
        model.addAttribute("rules", push.pushRules());
        model.addAttribute("pauses", health.known().stream().map(Pause::reason).toList());
        if (good.since().isEmpty()) {
            look(hindrances(), model);
        }
        return PAGE;
    }

    private void look(List<Message> hindrances, Model model) {
        model.addAttribute("looked", true);
        model.addAttribute("hindrances", hindrances);
        if (hindrances.isEmpty()) {
            count(model);
        }
    }

    private void count(Model model) {
        try {
            model.addAttribute("eligible", forecast.getObject().eligible());
        } catch (RuntimeException e) {
            model.addAttribute("uncounted", SideProblems.of(e));
        }
    }

    /** What a person has to put right before anything can leave. */
    private List<Message> hindrances() {
        if (good.since().isEmpty()) {
            return List.of(Message.of("activation.no-connection"));
        }
        var hindrances = new ArrayList<Message>();
        try {
            MappingDraft.of(mapping)
                    .problems(schema.get())
                    .stream()
                    .map(FieldProblem::message)
                    .forEach(hindrances::add);
        } catch (RuntimeException e) {
            hindrances.addAll(SideProblems.of(e));
        }
        return hindrances;
    }
}
