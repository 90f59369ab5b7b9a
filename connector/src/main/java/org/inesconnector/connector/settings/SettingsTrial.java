package org.inesconnector.connector.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.BindMethod;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.stereotype.Component;

/** Tries whether the application would start with some settings, before they are saved. */
@Component
class SettingsTrial {

    private static final int LONGEST_NAME = 200;

    private final ConfigurableEnvironment environment;
    private final KnownSettings known;

    SettingsTrial(ConfigurableEnvironment environment, KnownSettings known) {
        this.environment = environment;
        this.known = known;
    }

    /**
     * @param stored what is set on pages, without secrets
     * @param changes to that
     * @return what is wrong; empty where it would start
     */
    List<SettingProblem> of(Map<String, String> stored, Map<String, Optional<String>> changes) {
        var names = changes.entrySet()
                .stream()
                .flatMap(change -> change.getValue().stream().flatMap(value -> refused(change.getKey(), value)))
                .toList();
        return names.isEmpty() ? binding(stored, changes) : names;
    }

    private Stream<SettingProblem> refused(String name, String value) {
        return switch (known.kind(name)) {
            case UNKNOWN -> problem(name, "setting.unknown");
            case OF_THE_MACHINE -> problem(name, "setting.of-the-machine");
            case SECRET -> Stream.empty();
            case OPEN -> refusedText(name, value);
        };
    }

    /** What stands for another setting could show a secret. */
    private static Stream<SettingProblem> refusedText(String name, String value) {
        if (name.length() > LONGEST_NAME) {
            return problem(name, "setting.long-name");
        }
        if (name.endsWith(".url") && Place.namesAUser(value)) {
            return problem(name, "setting.address-with-secrets");
        }
        return value.contains("${") ? problem(name, "setting.placeholder") : Stream.empty();
    }

    private static Stream<SettingProblem> problem(String name, String key) {
        return Stream.of(new SettingProblem(name, Message.of(key, name)));
    }

    /**
     * As it will be; and, where a file says something else of a setting, as it would be if the file did not: it may be
     * changed one day.
     */
    private List<SettingProblem> binding(Map<String, String> stored, Map<String, Optional<String>> changes) {
        var changed = new HashMap<String, Object>();
        changes.forEach((name, value) -> value.filter(_ -> known.kind(name) == KnownSettings.Kind.OPEN)
                .ifPresent(given -> changed.put(name, given)));
        var inForce = sources(stored, changes);
        var alone = sources(stored, changes);
        alone.addFirst(new MapPropertySource("changed", changed));
        return Stream.of(inForce, alone).flatMap(this::bind).distinct().toList();
    }

    private MutablePropertySources sources(Map<String, String> stored, Map<String, Optional<String>> changes) {
        var candidates = new HashMap<String, Object>(stored);
        changes.forEach((name, value) -> value.filter(_ -> known.kind(name) == KnownSettings.Kind.OPEN)
                .ifPresentOrElse(given -> candidates.put(name, given), () -> candidates.remove(name)));
        var sources = new MutablePropertySources();
        SettingSources.each(environment.getPropertySources())
                .map(source -> SettingSources.isOfPages(source)
                        ? new MapPropertySource(source.getName(), candidates)
                        : source)
                .forEach(sources::addLast);
        return sources;
    }

    /** What would be in force if nothing were set on pages. */
    Optional<String> withoutPages(String name) {
        return SettingSources.each(environment.getPropertySources())
                .filter(source -> !SettingSources.isOfPages(source))
                .flatMap(source -> Optional.ofNullable(source.getProperty(name)).stream())
                .map(Object::toString)
                .findFirst()
                .or(() -> known.preset(name));
    }

    private Stream<SettingProblem> bind(MutablePropertySources sources) {
        var placeholders = new PropertySourcesPlaceholdersResolver(sources);
        var binder = new Binder(ConfigurationPropertySources.from(sources), placeholders);
        var handler = new LengthsOfTime(placeholders).apply(BindHandler.DEFAULT);
        return known.records().stream().flatMap(type -> bind(binder, type, handler));
    }

    private static Stream<SettingProblem> bind(Binder binder, Class<?> type, BindHandler handler) {
        try {
            binder.bindOrCreate(
                    KnownSettings.prefix(type), Bindable.of(type).withBindMethod(BindMethod.VALUE_OBJECT), handler);
            return Stream.empty();
        } catch (BindException e) {
            return BindingWords.of(e).stream().map(why -> new SettingProblem(e.getName().toString(), why));
        }
    }
}
