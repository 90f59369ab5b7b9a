package org.inesconnector.connector.settings;

import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.MutablePropertySources;

/**
 * What files, the environment and the command line set: no page changes that. What is below a fixed setting is fixed with
 * it; and where they say anything of a mapped field, they say all of it, lest its rule come from a page unseen.
 */
final class FixedSettings {

    private static final ConfigurationPropertyName MAPPING = ConfigurationPropertyName.of("mapping");
    private static final List<ConfigurationPropertyName> MAPPED = List.of(
            MAPPING.append("contact"), MAPPING.append("client"));

    private final List<ConfigurationPropertySource> sources;

    private FixedSettings(List<ConfigurationPropertySource> sources) {
        this.sources = sources;
    }

    static FixedSettings in(MutablePropertySources sources) {
        return new FixedSettings(SettingSources.beforePages(sources)
                .map(ConfigurationPropertySource::from)
                .filter(Objects::nonNull)
                .toList());
    }

    boolean contains(String name) {
        var whole = whole(KnownSettings.name(name));
        return sources.stream()
                .anyMatch(source -> source.getConfigurationProperty(whole) != null
                        || source.containsDescendantOf(whole) == ConfigurationPropertyState.PRESENT);
    }

    private static ConfigurationPropertyName whole(ConfigurationPropertyName name) {
        return MAPPED.stream()
                .filter(map -> map.isAncestorOf(name))
                .findFirst()
                .map(map -> name.chop(map.getNumberOfElements() + 1))
                .orElse(name);
    }
}
