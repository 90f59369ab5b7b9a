package org.inesconnector.connector.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.KnownSettings.Kind;
import org.springframework.stereotype.Component;

/** Takes settings from a text as {@link YamlExport} writes it, all or none. */
@Component
public class SettingsImport {

    private final StoredSettings stored;
    private final GivenSettings given;
    private final KnownSettings known;

    SettingsImport(StoredSettings stored, GivenSettings given, KnownSettings known) {
        this.stored = stored;
        this.given = given;
        this.known = known;
    }

    /**
     * Changes nothing.
     *
     * @param alone whether what pages have set and the text does not name is to be unset
     */
    public ImportPreview look(String yaml, boolean alone) {
        try {
            var lines = YamlText.read(yaml);
            var refused = refused(lines);
            return refused.isEmpty() ? look(settings(lines), alone) : new ImportPreview(List.of(), refused);
        } catch (YamlText.Unreadable e) {
            return new ImportPreview(List.of(), List.of(e.problem()));
        }
    }

    /**
     * @param who for the history
     * @param seen the version when it was shown
     * @return how many settings changed; empty where somebody changed settings meanwhile, and nothing was changed now
     * @throws UnusableSettings where they cannot be saved
     */
    public OptionalInt save(ImportPreview preview, String who, long seen) {
        return stored.changeSince(seen, changes(preview.changes()), who);
    }

    private List<LineProblem> refused(List<YamlText.Line> lines) {
        return lines.stream().flatMap(line -> refused(line).map(why -> new LineProblem(line.number(), why)).stream())
                .toList();
    }

    private Optional<Message> refused(YamlText.Line line) {
        return switch (known.kind(line.name())) {
            case OPEN -> Optional.empty();
            case SECRET -> Optional.of(Message.of("import.secret", line.name()));
            case OF_THE_MACHINE -> Optional.of(Message.of("setting.of-the-machine", line.name()));
            case UNKNOWN -> isEmptyHeading(line)
                    ? Optional.empty()
                    : Optional.of(Message.of("import.unknown", line.name()));
        };
    }

    /** Such as {@code connector:} with nothing below. */
    private boolean isEmptyHeading(YamlText.Line line) {
        return line.value().isEmpty() && known.isHeading(KnownSettings.name(line.name()));
    }

    private record Wanted(String value, int line) {}

    private Map<String, Wanted> settings(List<YamlText.Line> lines) {
        var settings = new LinkedHashMap<String, Wanted>();
        for (var line : lines) {
            var name = KnownSettings.name(line.name());
            var wanted = new Wanted(line.value(), line.number());
            if (known.kind(name) == Kind.OPEN && !KnownSettings.isMark(name)) {
                known.list(name).ifPresentOrElse(
                        list -> settings.merge(list, wanted, (one, other) -> new Wanted(
                                one.value() + ',' + other.value(), one.line())),
                        () -> settings.put(known.spelled(name), wanted));
            }
        }
        return settings;
    }

    private ImportPreview look(Map<String, Wanted> settings, boolean alone) {
        var before = new TreeMap<String, String>();
        stored.all().forEach((written, value) -> {
            var name = KnownSettings.name(written);
            if (!KnownSettings.isMark(name)) {
                before.put(known.spelled(name), value);
            }
        });
        var changes = new ArrayList<ImportedChange>();
        settings.forEach((name, wanted) -> change(name, wanted.value(), before).ifPresent(changes::add));
        if (alone) {
            before.forEach((name, value) -> {
                if (!settings.containsKey(name)) {
                    changes.add(new ImportedChange(name, Optional.of(value), Optional.empty(), given.isFixed(name)));
                }
            });
        }
        return new ImportPreview(List.copyOf(changes), problems(changes, settings));
    }

    private Optional<ImportedChange> change(String name, String value, Map<String, String> before) {
        boolean fixed = given.isFixed(name);
        var now = fixed ? given.find(name).map(GivenSetting::value) : Optional.ofNullable(before.get(name));
        return now.equals(Optional.of(value))
                ? Optional.empty()
                : Optional.of(new ImportedChange(name, now, Optional.of(value), fixed));
    }

    private List<LineProblem> problems(List<ImportedChange> changes, Map<String, Wanted> settings) {
        return stored.tryOut(changes(changes))
                .stream()
                .map(problem -> new LineProblem(line(problem, settings), problem.why()))
                .toList();
    }

    private static int line(SettingProblem problem, Map<String, Wanted> settings) {
        return settings.entrySet()
                .stream()
                .filter(setting -> problem.isAbout(setting.getKey()))
                .findFirst()
                .map(setting -> setting.getValue().line())
                .orElse(0);
    }

    /** What is kept under another spelling of a name is replaced. */
    private Map<String, Optional<String>> changes(List<ImportedChange> wanted) {
        var changes = new LinkedHashMap<String, Optional<String>>();
        var kept = stored.all().keySet();
        wanted.stream().filter(change -> !change.fixed()).forEach(change -> {
            kept.stream()
                    .filter(name -> known.spelled(KnownSettings.name(name)).equals(change.name()))
                    .forEach(name -> changes.put(name, Optional.empty()));
            changes.put(change.name(), change.after());
        });
        return changes;
    }
}
