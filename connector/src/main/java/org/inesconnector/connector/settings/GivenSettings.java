package org.inesconnector.connector.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.inesconnector.connector.settings.KnownSettings.Kind;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/** The settings in force that somebody made, wherever he did, but for those that are secret or of one machine. */
@Component
public class GivenSettings {

    private final ConfigurableEnvironment environment;
    private final KnownSettings known;
    private final FixedSettings fixed;

    GivenSettings(ConfigurableEnvironment environment, KnownSettings known) {
        this.environment = environment;
        this.known = known;
        this.fixed = FixedSettings.in(environment.getPropertySources());
    }

    /** By name. */
    public List<GivenSetting> all() {
        var all = new TreeMap<String, GivenSetting>();
        for (var source : sources()) {
            boolean fixed = !SettingSources.isOfPages(source);
            values(source).forEach((name, value) -> all.putIfAbsent(name, new GivenSetting(name, value, fixed)));
        }
        return List.copyOf(all.values());
    }

    public Optional<GivenSetting> find(String name) {
        var wanted = KnownSettings.name(name);
        return all().stream().filter(setting -> KnownSettings.name(setting.name()).equals(wanted)).findFirst();
    }

    /**
     * Whether a file, the environment or the command line says it, or something below it, or of a mapped field anything at
     * all; secrets can be asked for, too.
     */
    public boolean isFixed(String name) {
        return fixed.contains(name);
    }

    /** Whether it is switched on, also while something holds it. */
    public boolean isOn(String name) {
        var sources = new MutablePropertySources();
        SettingSources.each(environment.getPropertySources()).forEach(sources::addLast);
        return new Binder(ConfigurationPropertySources.from(sources), new PropertySourcesPlaceholdersResolver(sources))
                .bind(name, Boolean.class)
                .orElse(false);
    }

    private List<PropertySource<?>> sources() {
        var all = environment.getPropertySources();
        return Stream
                .concat(SettingSources.beforePages(all), SettingSources.each(all).filter(SettingSources::isOfPages))
                .toList();
    }

    private Map<String, String> values(PropertySource<?> source) {
        var values = new LinkedHashMap<String, String>();
        if (ConfigurationPropertySource.from(source) instanceof IterableConfigurationPropertySource readable) {
            readable.stream()
                    .filter(name -> known.kind(name) == Kind.OPEN && !KnownSettings.isMark(name))
                    .sorted()
                    .forEach(name -> add(name, readable, values));
        }
        return values;
    }

    /** The elements of a list are one setting. */
    private void add(ConfigurationPropertyName name, ConfigurationPropertySource source, Map<String, String> values) {
        var value = text(Objects.requireNonNull(source.getConfigurationProperty(name)).getValue());
        known.list(name).ifPresentOrElse(
                list -> values.merge(list, value, (one, other) -> one + ',' + other),
                () -> values.put(known.spelled(name), value));
    }

    private static String text(Object value) {
        return value instanceof Collection<?> several
                ? String.join(",", several.stream().map(Object::toString).toList())
                : value.toString();
    }
}
