package org.inesconnector.connector.cli;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.KnownSettings;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Settings that have no effect, as nothing has their name: most often a typing error. */
final class UnknownSettings {

    private UnknownSettings() {}

    /** Of files, environment and command line alike. */
    static List<Message> of(ConfigurableApplicationContext context) {
        var known = context.getBean(KnownSettings.class);
        return given(context)
                .flatMap(source -> unknown(source, known))
                .map(ConfigurationPropertyName::toString)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(name -> Message.of("setting.unknown", name))
                .toList();
    }

    private static Stream<ConfigurationPropertyName> unknown(
            IterableConfigurationPropertySource source, KnownSettings known) {
        boolean isEnvironment = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
        return source.stream()
                .filter(KnownSettings::isOurs)
                .filter(name -> known.kind(name) == KnownSettings.Kind.UNKNOWN)
                .filter(name -> !isEnvironment || !known.isKnownByItsDashesAsDots(name));
    }

    private static Stream<IterableConfigurationPropertySource> given(ConfigurableApplicationContext context) {
        return Stream.of(ConfigurationPropertySources.get(context.getEnvironment()).spliterator())
                .flatMap(all -> StreamSupport.stream(all, false))
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .map(IterableConfigurationPropertySource.class::cast);
    }
}
