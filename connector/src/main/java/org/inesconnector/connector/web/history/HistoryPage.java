package org.inesconnector.connector.web.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.settings.SettingsImport;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.connector.settings.UnusableSettings;
import org.inesconnector.connector.settings.YamlExport;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who set what, and when; all settings as a file, and back. */
@Controller
@RequestMapping("/settings/history")
class HistoryPage {

    private static final int MOST = 10_000;

    private static final MediaType YAML = new MediaType("application", "yaml", UTF_8);

    private final StoredSettings stored;
    private final YamlExport export;
    private final SettingsImport settings;

    HistoryPage(StoredSettings stored, YamlExport export, SettingsImport settings) {
        this.stored = stored;
        this.export = export;
        this.settings = settings;
    }

    @GetMapping
    String show(@RequestParam(defaultValue = "200") int limit, Model model) {
        int shown = Math.clamp(limit, 1, MOST);
        var changes = stored.changes(shown);
        model.addAttribute("changes", changes);
        model.addAttribute("more", changes.size() == shown && shown < MOST ? Math.min(5 * shown, MOST) : null);
        return "history";
    }

    @GetMapping("/settings.yml")
    ResponseEntity<String> export(Locale locale) {
        var file = ContentDisposition.attachment().filename("ines-connector.yml").build();
        return ResponseEntity.ok()
                .contentType(YAML)
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(export.write(Messages.in(locale)));
    }

    /** Shows what would change. */
    @PostMapping("/look")
    String look(
            @RequestParam MultipartFile file,
            @RequestParam String text,
            @RequestParam(defaultValue = "false") boolean alone,
            Model model) throws IOException {
        try {
            return preview(file.isEmpty() ? text : decoded(file.getBytes()), alone, model);
        } catch (CharacterCodingException _) {
            return again(text, alone, List.of(Message.of("import.not-text")), model);
        }
    }

    private static String decoded(byte[] file) throws CharacterCodingException {
        var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private String preview(String text, boolean alone, Model model) {
        if (text.isBlank()) {
            return again(text, alone, List.of(Message.of("import.nothing")), model);
        }
        model.addAttribute("version", stored.version());
        var preview = settings.look(text, alone);
        model.addAttribute("preview", preview);
        return again(text, alone, preview.problems().stream().map(problem -> problem.message()).toList(), model);
    }

    private static String again(String text, boolean alone, List<Message> problems, Model model) {
        model.addAttribute("text", text);
        model.addAttribute("alone", alone);
        model.addAttribute("problems", problems);
        return "import";
    }

    /** Saves what was shown; where another has changed something meanwhile, it is shown once more. */
    @PostMapping("/import")
    String save(
            @RequestParam String text,
            @RequestParam(defaultValue = "false") boolean alone,
            @RequestParam long version,
            Principal user,
            Model model,
            RedirectAttributes next) {
        var preview = settings.look(text, alone);
        if (!preview.problems().isEmpty()) {
            return preview(text, alone, model);
        }
        try {
            var saved = settings.save(preview, user.getName(), version);
            if (saved.isEmpty()) {
                model.addAttribute("changed", Message.of("import.changed-meanwhile"));
                return preview(text, alone, model);
            }
            int changed = saved.getAsInt();
            next.addFlashAttribute(
                    "notice", changed == 0 ? Message.of("import.same") : Message.of("import.saved", changed));
            return "redirect:/settings/history";
        } catch (UnusableSettings e) {
            return again(text, alone, e.problems(), model);
        }
    }
}
