package org.inesconnector.connector.settings;

import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/** Where settings come from; what counts most comes first. */
final class SettingSources {

    private SettingSources() {}

    /** Without the one that stands for all others. */
    static Stream<PropertySource<?>> each(MutablePropertySources sources) {
        return sources.stream()
                .filter(source -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source));
    }

    /** Files, the environment and the command line; after the pages come our own defaults. */
    static Stream<PropertySource<?>> beforePages(MutablePropertySources sources) {
        return each(sources).takeWhile(source -> !isOfPages(source));
    }

    static boolean isOfPages(PropertySource<?> source) {
        return source.getName().equals(SettingsFromDatabase.NAME);
    }
}
