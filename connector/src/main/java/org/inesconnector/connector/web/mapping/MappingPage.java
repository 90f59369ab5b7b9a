package org.inesconnector.connector.web.mapping;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.CurrentSchema;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.GoodConnection;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.MappingDraft;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.mapping.MappingSheet;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.mapping.SourceGroup;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.PageSettings;
import org.inesconnector.connector.setup.ListFields;
import org.inesconnector.connector.setup.MauticSetup;
import org.inesconnector.connector.web.Onward;
import org.inesconnector.mautic.MauticException;
import org.inesconnector.mautic.MauticField;
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
    private static final String PREFIX = "mapping.";

    private final MappingSettings saved;
    private final CurrentSchema schema;
    private final GoodConnection good;
    private final PageSettings settings;
    private final ListFields lists;
    private final MauticSetup setup;

    MappingPage(
            MappingSettings saved,
            CurrentSchema schema,
            GoodConnection good,
            PageSettings settings,
            ListFields lists,
            MauticSetup setup) {
        this.saved = saved;
        this.schema = schema;
        this.good = good;
        this.settings = settings;
        this.lists = lists;
        this.setup = setup;
    }

    @GetMapping
    String show(Model model) {
        if (good.since().isEmpty()) {
            return "mapping-later";
        }
        return page(MappingDraft.of(saved), settings.version(), model);
    }

    /** Nothing but a look at what was chosen: what fits, and what does not. */
    @PostMapping
    String look(@RequestParam Map<String, String> form, @RequestParam long version, Model model) {
        return page(draft(form), version, model);
    }

    /** Likewise, at one field. */
    @PostMapping("/row")
    String row(
            @RequestParam Map<String, String> form,
            @RequestParam String path,
            @RequestParam long version,
            Model model) {
        var sheet = fill(draft(form), version, model);
        sheet.rows()
                .filter(row -> row.path().equals(path))
                .findFirst()
                .ifPresent(row -> model.addAttribute("line", row(row)));
        return "mapping :: changed";
    }

    @PostMapping(params = "suggest")
    String suggest(@RequestParam Map<String, String> form, @RequestParam long version, Model model) {
        var draft = draft(form);
        return page(draft.with(MappingSheet.suggestions(draft, schema.get())), version, model);
    }

    @PostMapping(params = "accept")
    String accept(
            @RequestParam Map<String, String> form,
            @RequestParam String accept,
            @RequestParam long version,
            Model model) {
        var draft = draft(form);
        var suggestions = MappingSheet.suggestions(draft, schema.get());
        suggestions.keySet().removeIf(target -> !target.path().equals(accept));
        return page(draft.with(suggestions), version, model);
    }

    /** Makes the fields that the connector needs for itself. */
    @PostMapping(params = "create-fields")
    String createFields(
            @RequestParam Map<String, String> form,
            @RequestParam long version,
            Model model,
            Locale locale) {
        try {
            setup.createFields(locale);
            schema.forget();
            model.addAttribute("notice", Message.of("list-field.needed-are-there"));
        } catch (MauticException e) {
            model.addAttribute("problem", Failures.message(e));
        }
        return page(draft(form), version, model);
    }

    /** Makes a select with an INES list's values, and chooses it. */
    @PostMapping(params = "create-list")
    String createList(
            @RequestParam Map<String, String> form,
            @RequestParam("create-list") String path,
            @RequestParam long version,
            Model model,
            Locale locale) {
        var draft = draft(form);
        var target = schema.get().targets().filter(one -> one.path().equals(path)).findFirst();
        return page(target.map(one -> created(one, draft, model, locale)).orElse(draft), version, model);
    }

    private MappingDraft created(InesTarget target, MappingDraft draft, Model model, Locale locale) {
        try {
            return switch (lists.create(target, schema.get(), locale)) {
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

    @PostMapping(params = "save")
    String save(
            @RequestParam Map<String, String> form,
            @RequestParam long version,
            Principal user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var draft = draft(form);
        boolean isGood = draft.problems(schema.get()).isEmpty();
        model.addAttribute("tried", !isGood);
        if (!isGood) {
            return page(draft, version, model);
        }
        var changes = draft.changes(settings.names());
        changes.keySet()
                .removeIf(name -> isFixed(name.substring(PREFIX.length()).replaceFirst("^(\\w+\\.\\w+)\\..*", "$1")));
        var conflict = settings.save(changes, user.getName(), version);
        if (conflict.isPresent()) {
            model.addAttribute("problem", conflict.get());
            return page(draft, settings.version(), model);
        }
        return Onward.to("/settings/mapping", Message.of("settings.saved"), PAGE, request, response);
    }

    private MappingDraft draft(Map<String, String> form) {
        return MappingForm.read(form, MappingDraft.of(saved), this::isFixed);
    }

    private boolean isFixed(String path) {
        return settings.isFixed(PREFIX + path);
    }

    private String page(MappingDraft chosen, long version, Model model) {
        fill(chosen, version, model);
        return PAGE;
    }

    private MappingSheet fill(MappingDraft chosen, long version, Model model) {
        var now = schema.get();
        var draft = chosen.withSuggestedValues(now);
        var sheet = MappingSheet.of(draft, now);
        model.addAttribute("draft", draft);
        if (!model.containsAttribute("tried")) {
            model.addAttribute("tried", false);
        }
        model.addAttribute("version", version);
        model.addAttribute("general", sheet.general());
        model.addAttribute("wrong", rows(sheet.rows().filter(row -> !row.problems().isEmpty()).toList()));
        model.addAttribute("suggested", sheet.rows().filter(row -> row.suggestion().isPresent()).count());
        model.addAttribute("contact", rows(sheet.contact()));
        model.addAttribute("client", rows(sheet.client()));
        model.addAttribute("contactSources", SourceGroup.of(now, Concept.CONTACT));
        model.addAttribute("clientSources", SourceGroup.of(now, Concept.CLIENT));
        references(draft, now, model);
        return sheet;
    }

    private void references(MappingDraft draft, Schema now, Model model) {
        model.addAttribute("references", now.contactFields()
                .values()
                .stream()
                .filter(field -> field.type().equals("number") || field.type().equals("text"))
                .sorted(Comparator.comparing(MauticField::alias))
                .toList());
        model.addAttribute("flags", now.contactFields()
                .values()
                .stream()
                .filter(field -> field.type().equals("boolean"))
                .sorted(Comparator.comparing(MauticField::alias))
                .toList());
        model.addAttribute("fixedReferences", Stream.of("contact-reference", "client-reference", "stop-sync")
                .filter(this::isFixed)
                .toList());
        model.addAttribute("missing", Stream.of(
                draft.contactReference(), draft.clientReference(), draft.stopSync())
                .filter(alias -> !alias.isBlank() && !now.contactFields().containsKey(alias))
                .toList());
    }

    private List<MappingRow> rows(List<MappingSheet.Row> rows) {
        return rows.stream().map(this::row).toList();
    }

    private MappingRow row(MappingSheet.Row row) {
        return new MappingRow(row, isFixed(row.path()));
    }
}
