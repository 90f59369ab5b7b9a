package org.inesconnector.connector.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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
    private final FixedSettings fixed;

    SettingsTrial(ConfigurableEnvironment environment, KnownSettings known) {
        this.environment = environment;
        this.known = known;
        this.fixed = FixedSettings.in(environment.getPropertySources());
    }

    /**
     * @param stored what is set on pages, without secrets
     * @param changes to that
     * @return what is wrong; empty where it would start
     */
    List<SettingProblem> of(Map<String, String> stored, Map<String, Optional<String>> changes) {
        var refused = Stream
                .concat(
                        changes.entrySet()
                                .stream()
                                .flatMap(change -> change.getValue().stream()
                                        .flatMap(value -> refused(change.getKey(), value))),
                        secretsSentElsewhere(stored, changes))
                .toList();
        return refused.isEmpty() ? binding(stored, changes) : refused;
    }

    /**
     * What a file or the environment gives for one server cannot be forgotten where the address leads to another one. Where
     * there was no address, it is for the first one.
     */
    private Stream<SettingProblem> secretsSentElsewhere(
            Map<String, String> stored, Map<String, Optional<String>> changes) {
        return SecretNames.ofPlaces()
                .entrySet()
                .stream()
                .filter(place -> changes.containsKey(place.getKey()))
                .filter(place -> leadsElsewhere(
                        place.getKey(), Optional.ofNullable(stored.get(place.getKey())),
                        changes.getOrDefault(place.getKey(), Optional.empty())))
                .flatMap(place -> place.getValue()
                        .stream()
                        .filter(fixed::contains)
                        .sorted()
                        .flatMap(secret -> problem(
                                place.getKey(), Message.of("setting.secret-elsewhere", place.getKey(), secret))));
    }

    private boolean leadsElsewhere(String address, Optional<String> before, Optional<String> after) {
        var now = inForce(address, before).filter(Predicate.not(String::isBlank));
        return now.isPresent() && !Place.isSame(now, inForce(address, after));
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
        if (name.endsWith(".url") && Place.isNoWebAddress(value)) {
            return problem(name, Message.of("setting.no-address", name, value));
        }
        return value.contains("${") ? problem(name, "setting.placeholder") : Stream.empty();
    }

    private static Stream<SettingProblem> problem(String name, String key) {
        return problem(name, Message.of(key, name));
    }

    private static Stream<SettingProblem> problem(String name, Message why) {
        return Stream.of(new SettingProblem(name, why));
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

    /** What would be in force if pages set this, or nothing. */
    Optional<String> inForce(String name, Optional<String> onPages) {
        return onPages.or(() -> withoutPages(name));
    }

    private Optional<String> withoutPages(String name) {
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
