package org.inesconnector.connector.web.mapping;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.CurrentSchema;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.GoodConnection;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.MappingDraft;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.mapping.MappingSheet;
import org.inesconnector.connector.mapping.ReferenceAliases;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.mapping.SourceGroup;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.Conflict;
import org.inesconnector.connector.settings.PageSettings;
import org.inesconnector.connector.settings.UnusableSettings;
import org.inesconnector.connector.setup.ListFields;
import org.inesconnector.connector.setup.MauticSetup;
import org.inesconnector.connector.sync.OccupiedReferences;
import org.inesconnector.connector.web.Onward;
import org.inesconnector.connector.web.SideProblems;
import org.inesconnector.mautic.MauticException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which Mautic field feeds which INES field. Nothing is kept before it is saved; until then the form carries it. */
@Controller
@RequestMapping("/settings/mapping")
class MappingPage {

    private static final String PAGE = "mapping";
    private static final String UNREAD = "mapping-unread";
    private static final String PREFIX = "mapping.";

    private final MappingSettings saved;
    private final CurrentSchema schema;
    private final GoodConnection good;
    private final PageSettings settings;
    private final ListFields lists;
    private final MauticSetup setup;
    private final OccupiedReferences references;

    MappingPage(
            MappingSettings saved,
            CurrentSchema schema,
            GoodConnection good,
            PageSettings settings,
            ListFields lists,
            MauticSetup setup,
            OccupiedReferences references) {
        this.saved = saved;
        this.schema = schema;
        this.good = good;
        this.settings = settings;
        this.lists = lists;
        this.setup = setup;
        this.references = references;
    }

    @GetMapping
    String show(Model model) {
        if (good.since().isEmpty()) {
            return "mapping-later";
        }
        return read(model).map(now -> page(MappingDraft.of(saved), settings.version(), now, model))
                .orElse(UNREAD);
    }

    /** Nothing but a look at what was chosen: what fits, and what does not. */
    @PostMapping
    String look(@RequestParam Map<String, String> form, @RequestParam long version, Model model) {
        model.addAttribute("looked", true);
        return shown(form, version, model);
    }

    private String shown(Map<String, String> form, long version, Model model) {
        return answer(form, model, now -> page(draft(form, now), version, now, model));
    }

    /** Likewise, at one field; nobody waits for either side meanwhile. */
    @PostMapping("/row")
    String row(
            @RequestParam Map<String, String> form,
            @RequestParam String path,
            @RequestParam long version,
            Model model) {
        var now = schema.lastKnown().orElseGet(schema::get);
        fill(draft(form, now), version, now, model).rows()
                .filter(row -> row.path().equals(path))
                .findFirst()
                .ifPresent(row -> model.addAttribute("line", row(row)));
        return "mapping :: changed";
    }

    @PostMapping(params = "do=suggest")
    String suggest(@RequestParam Map<String, String> form, @RequestParam long version, Model model) {
        return answer(form, model, now -> page(suggested(form, now, _ -> true), version, now, model));
    }

    @PostMapping(params = {"accept", "!do"})
    String accept(
            @RequestParam Map<String, String> form,
            @RequestParam String accept,
            @RequestParam long version,
            Model model) {
        return answer(form, model, now -> page(suggested(form, now, accept::equals), version, now, model));
    }

    private MappingDraft suggested(Map<String, String> form, Schema now, Predicate<String> paths) {
        var draft = draft(form, now);
        var wanted = paths.and(path -> !isFixed(path));
        var suggestions = MappingSheet.suggestions(draft, now);
        suggestions.keySet().removeIf(target -> !wanted.test(target.path()));
        return draft.with(suggestions).withSuggestedValues(now, wanted);
    }

    /** Makes the fields that the connector needs for itself. */
    @PostMapping(params = "do=create-fields")
    String createFields(
            @RequestParam Map<String, String> form,
            @RequestParam long version,
            Model model,
            Locale locale) {
        try {
            var unusable = setup.createFields(locale).stream().findFirst();
            schema.forget();
            unusable.ifPresentOrElse(
                    name -> model.addAttribute("problem", Message.of("list-field.needed-is-unusable", name)),
                    () -> model.addAttribute("notice", Message.of("list-field.needed-are-there")));
        } catch (MauticException e) {
            model.addAttribute("problem", Failures.message(e));
        }
        return shown(form, version, model);
    }

    /** Makes a select with an INES list's values, and chooses it. */
    @PostMapping(params = {"create-list", "!accept", "!do"})
    String createList(
            @RequestParam Map<String, String> form,
            @RequestParam("create-list") String path,
            @RequestParam long version,
            Model model,
            Locale locale) {
        return answer(form, model, now -> {
            var draft = draft(form, now);
            var target = now.targets().filter(one -> one.path().equals(path)).findFirst();
            var changed = target.map(one -> created(one, draft, now, model, locale)).orElse(draft);
            var then = read(model).orElse(now);
            return page(changed.withSuggestedValues(then, path::equals), version, then, model);
        });
    }

    private MappingDraft created(InesTarget target, MappingDraft draft, Schema now, Model model, Locale locale) {
        try {
            return switch (lists.create(target, now, locale)) {
                case ListFields.Outcome.There(var source, Message name, boolean created) -> {
                    schema.forget();
                    model.addAttribute(
                            "notice", Message.of(created ? "list-field.created" : "list-field.was-there", name));
                    yield draft.with(Map.of(target, source));
                }
                case ListFields.Outcome.InTheWay(Message why) -> {
                    model.addAttribute("problem", why);
                    yield draft;
                }
            };
        } catch (MauticException e) {
            model.addAttribute("problem", Failures.message(e));
            return draft;
        }
    }

    /** What would be lost under INES's references is asked about first. */
    @PostMapping(params = "do=save")
    String save(
            @RequestParam Map<String, String> form,
            @RequestParam long version,
            @RequestParam Optional<String> anyway,
            Principal user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return answer(form, model, now -> {
            var draft = draft(form, now);
            boolean isGood = draft.problems(now).isEmpty();
            model.addAttribute("tried", !isGood);
            if (!isGood) {
                return page(draft, version, now, model);
            }
            boolean isLost = isAnythingLost(draft, now);
            if (isLost && anyway.isEmpty()) {
                model.addAttribute("refused", true);
                return page(draft, version, now, model);
            }
            try {
                var conflict = settings.save(draft.changes(settings.names()), user.getName(), version);
                if (isLost && conflict.isEmpty()) {
                    references.mayBeLost(draft.contactReference(), draft.clientReference());
                }
                return conflict.map(found -> conflict(found, draft, now, model))
                        .orElseGet(() -> Onward.to(
                                "/settings/mapping", Message.of("mapping.saved"), PAGE, request, response));
            } catch (UnusableSettings e) {
                model.addAttribute("troubles", e.problems());
                return page(draft, version, now, model);
            }
        });
    }

    /** What stands in two former fields counts no more: whoever has a reference there alone would be created. */
    @PostMapping(params = "do=forget")
    String forget(
            @RequestParam("former-contact") String contact,
            @RequestParam("former-client") String client,
            @RequestParam Optional<String> sure,
            Principal user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (sure.isEmpty()) {
            model.addAttribute("problem", Message.of("mapping.former-unsure"));
            return show(model);
        }
        if (!references.forget(new ReferenceAliases(contact, client), user.getName())) {
            model.addAttribute("problem", Message.of("mapping.former-unknown"));
            return show(model);
        }
        return Onward.to(
                "/settings/mapping", Message.of("mapping.former-forgotten", contact, client), PAGE, request, response);
    }

    private String conflict(Conflict conflict, MappingDraft draft, Schema now, Model model) {
        model.addAttribute("conflict", conflict);
        return page(draft, conflict.version(), now, model);
    }

    /**
     * What was typed is not lost where a side does not answer: then it is held against what was read last, or waits on a
     * page of its own.
     */
    private String answer(Map<String, String> form, Model model, Function<Schema, String> work) {
        return read(model).map(work).orElseGet(() -> {
            model.addAttribute("typed", MappingForm.typed(form));
            return UNREAD;
        });
    }

    private Optional<Schema> read(Model model) {
        try {
            return Optional.of(schema.get());
        } catch (RuntimeException e) {
            model.addAttribute("troubles", SideProblems.of(e));
            return schema.lastKnown();
        }
    }

    private MappingDraft draft(Map<String, String> form, Schema now) {
        var inForce = MappingDraft.of(saved);
        var chosen = MappingForm.newlyChosen(form, inForce);
        return MappingForm.read(form, inForce, this::isFixed)
                .withSuggestedValues(now, path -> chosen.contains(path) && !isFixed(path));
    }

    private boolean isFixed(String path) {
        return settings.isFixed(PREFIX + path);
    }

    private String page(MappingDraft draft, long version, Schema now, Model model) {
        var sheet = fill(draft, version, now, model);
        if (sheet.general().isEmpty() && !model.containsAttribute("troubles")) {
            model.addAttribute("occupied", occupied(draft, now));
        }
        model.addAttribute("former", former(now));
        return PAGE;
    }

    /** Where Mautic does not say how many are concerned, nobody is asked. */
    private List<OccupiedReferences.Former> former(Schema now) {
        try {
            return references.former(now.contactFields()::containsKey);
        } catch (MauticException _) {
            return List.of();
        }
    }

    /** Where Mautic does not say it, the mapping can be made all the same. */
    private List<Message> occupied(MappingDraft draft, Schema now) {
        try {
            return references.told(chosen(draft, now));
        } catch (MauticException e) {
            return List.of(Failures.message(e));
        }
    }

    /** Where Mautic does not say it, nothing is written before it does. */
    private boolean isAnythingLost(MappingDraft draft, Schema now) {
        try {
            return !references.overwritten(chosen(draft, now)).isEmpty();
        } catch (MauticException _) {
            return false;
        }
    }

    private static Stream<String> chosen(MappingDraft draft, Schema now) {
        return Stream.of(draft.contactReference(), draft.clientReference()).filter(now.contactFields()::containsKey);
    }

    private MappingSheet fill(MappingDraft draft, long version, Schema now, Model model) {
        var sheet = MappingSheet.of(draft, now);
        Stream.of("tried", "looked")
                .filter(name -> !model.containsAttribute(name))
                .forEach(name -> model.addAttribute(name, false));
        model.addAttribute("version", version);
        model.addAttribute("general", sheet.general());
        model.addAttribute("wrong", rows(sheet.rows().filter(row -> !row.problems().isEmpty()).toList()));
        model.addAttribute(
                "suggested",
                sheet.rows().filter(MappingSheet.Row::hasSuggestion).filter(row -> !isFixed(row.path())).count());
        model.addAttribute("contact", rows(sheet.contact()));
        model.addAttribute("client", rows(sheet.client()));
        model.addAttribute("contactSources", SourceGroup.of(now, Concept.CONTACT));
        model.addAttribute("clientSources", SourceGroup.of(now, Concept.CLIENT));
        references(draft, now, model);
        return sheet;
    }

    private void references(MappingDraft draft, Schema now, Model model) {
        var choices = ReferenceChoice.of(draft, now);
        model.addAttribute("references", choices);
        model.addAttribute(
                "fixedReferences", choices.stream().map(ReferenceChoice::name).filter(this::isFixed).toList());
        model.addAttribute("missing", choices.stream().anyMatch(ReferenceChoice::isMissing));
    }

    private List<MappingRow> rows(List<MappingSheet.Row> rows) {
        return rows.stream().map(this::row).toList();
    }

    private MappingRow row(MappingSheet.Row row) {
        return new MappingRow(row, isFixed(row.path()));
    }
}
