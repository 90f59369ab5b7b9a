package org.inesconnector.connector.settings;

import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/** Where settings come from; what counts most comes first. */
final class SettingSources {

    private static final String HELD = "held: ";

    private SettingSources() {}

    /** Lets nothing leave, whatever files, the environment and pages say; nobody has set that. */
    static void hold(MutablePropertySources sources, String why) {
        sources.addFirst(new MapPropertySource(HELD + why, Map.of("connector.published", false)));
    }

    /** Where somebody can set something; without the one that stands for all others. */
    static Stream<PropertySource<?>> each(MutablePropertySources sources) {
        return sources.stream()
                .filter(source -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
                .filter(source -> !source.getName().startsWith(HELD));
    }

    /** Files, the environment and the command line; after the pages come our own defaults. */
    static Stream<PropertySource<?>> beforePages(MutablePropertySources sources) {
        return each(sources).takeWhile(source -> !isOfPages(source));
    }

    static boolean isOfPages(PropertySource<?> source) {
        return source.getName().equals(SettingsFromDatabase.NAME);
    }
}
