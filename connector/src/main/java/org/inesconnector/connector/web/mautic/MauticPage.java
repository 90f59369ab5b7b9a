package org.inesconnector.connector.web.mautic;

import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.GivenSetting;
import org.inesconnector.connector.settings.GivenSettings;
import org.inesconnector.connector.settings.PageSettings;
import org.inesconnector.connector.settings.UnusableSettings;
import org.inesconnector.connector.setup.MauticSetup;
import org.inesconnector.connector.setup.SetupOptions;
import org.inesconnector.connector.setup.SetupStep;
import org.inesconnector.connector.setup.SetupStep.Outcome;
import org.inesconnector.connector.setup.Thing;
import org.inesconnector.connector.setup.WebhookState;
import org.inesconnector.connector.web.SideProblems;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the connector needs in Mautic. The page is there at once; what Mautic must be asked for follows. */
@Controller
@RequestMapping("/settings/mautic")
class MauticPage {

    private static final String PUBLIC_URL = "connector.public-url";

    private static final String PAGE = "redirect:/settings/mautic";

    private final MauticSetup setup;
    private final GivenSettings given;
    private final PageSettings settings;

    MauticPage(MauticSetup setup, GivenSettings given, PageSettings settings) {
        this.setup = setup;
        this.given = given;
        this.settings = settings;
    }

    /** @param look given where the browser does not load the list by itself */
    @GetMapping
    String show(@RequestParam Optional<String> look, Model model) {
        look.ifPresent(_ -> look(model));
        model.addAttribute("looked", look.isPresent());
        return page(given.find(PUBLIC_URL).map(GivenSetting::value).orElse(""), settings.version(), model);
    }

    private String page(String address, long version, Model model) {
        model.addAttribute("version", version);
        model.addAttribute("address", address);
        model.addAttribute("fixed", given.isFixed(PUBLIC_URL));
        model.addAttribute("setting", PUBLIC_URL);
        return "mautic";
    }

    @GetMapping("/list")
    String list(Model model) {
        look(model);
        return "mautic :: list";
    }

    private void look(Model model) {
        try {
            var items = setup.look();
            var rows = items.stream().map(Row::of).toList();
            model.addAttribute("rows", rows.stream().filter(row -> !row.thing().isExample()).toList());
            model.addAttribute("examples", rows.stream().filter(row -> row.thing().isExample()).toList());
            model.addAttribute("more", items.stream().anyMatch(item -> item.thing().isExample() && item.canCreate()));
            model.addAttribute("good", items.stream().allMatch(item -> item.isGood()));
            model.addAttribute("creatable", rows.stream().anyMatch(row -> row.action().isPresent()));
            model.addAttribute("webhook", setup.webhook().flatMap(WebhookState::trouble).orElse(null));
        } catch (RuntimeException e) {
            model.addAttribute("problems", SideProblems.of(e));
        }
    }

    @PostMapping("/create")
    String createAll(
            @RequestParam(defaultValue = "false") boolean examples, Locale language, RedirectAttributes next) {
        return done(() -> setup.create(new SetupOptions(examples, language)), next);
    }

    @PostMapping("/create-one")
    String createOne(@RequestParam Thing thing, Locale language, RedirectAttributes next) {
        return done(() -> setup.create(thing, language), next);
    }

    private static String done(Supplier<List<SetupStep>> work, RedirectAttributes next) {
        try {
            var steps = work.get().stream().filter(step -> step.outcome() != Outcome.UNCHANGED).toList();
            next.addFlashAttribute("done", steps.stream().filter(SetupStep::isGood).map(MauticPage::line).toList());
            next.addFlashAttribute(
                    "undone", steps.stream().filter(step -> !step.isGood()).map(MauticPage::line).toList());
        } catch (RuntimeException e) {
            next.addFlashAttribute("undone", SideProblems.of(e));
        }
        return PAGE;
    }

    private static Message line(SetupStep step) {
        return Message.of("setup.line", step.item().name(), switch (step.outcome()) {
            case UNCHANGED -> Message.of("setup.present");
            case CREATED -> Message.of("setup.created");
            case REPAIRED -> Message.of("setup.repaired");
            case REFUSED -> Message.of("setup.refused", step.refusal().orElseThrow());
        });
    }

    @PostMapping("/address")
    String setAddress(
            @RequestParam String address,
            @RequestParam long version,
            Principal user,
            Model model,
            RedirectAttributes next) {
        var stripped = address.strip();
        var problem = problem(stripped);
        if (problem.isPresent()) {
            return refused(problem.get(), address, version, model);
        }
        try {
            var change = Map.of(PUBLIC_URL, Optional.of(stripped).filter(value -> !value.isEmpty()));
            var conflict = settings.save(change, user.getName(), version);
            if (conflict.isPresent()) {
                model.addAttribute("conflict", conflict.get());
                return page(address, conflict.get().version(), model);
            }
        } catch (UnusableSettings e) {
            return refused(e.problems().getFirst(), address, version, model);
        }
        next.addFlashAttribute(
                "notice", stripped.isEmpty() ? Message.of("setup.address.none") : Message.of("setup.address.saved"));
        return PAGE;
    }

    private Optional<Message> problem(String address) {
        return address.isEmpty() || MauticSetup.isPublicAddress(address)
                ? Optional.empty()
                : Optional.of(Message.of("setup.webhook.bad-public-url", address));
    }

    private String refused(Message why, String address, long version, Model model) {
        model.addAttribute("problem", why);
        return page(address, version, model);
    }
}
