package org.inesconnector.connector.cli;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.inesconnector.connector.messages.Message;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ConfigurableApplicationContext;

/** Settings that have no effect, as nothing has their name: most often a typing error. */
final class UnknownSettings {

    /** Read by other means than a record. */
    private static final Set<ConfigurationPropertyName> FURTHER = names(
            "connector.database.url",
            "connector.database.username",
            "connector.database.password");

    private static final Set<ConfigurationPropertyName> OURS = names("connector", "ines", "mautic", "mapping");

    private UnknownSettings() {}

    /** Of files, environment and command line alike. */
    static List<Message> of(ConfigurableApplicationContext context) {
        var records = context.getBeansWithAnnotation(ConfigurationProperties.class).values();
        var known = Stream
                .concat(FURTHER.stream(),
                        records.stream().map(Object::getClass).filter(Class::isRecord).flatMap(UnknownSettings::known))
                .collect(Collectors.toSet());
        return given(context)
                .filter(name -> OURS.stream().anyMatch(prefix -> prefix.isAncestorOf(name)))
                .filter(name -> known.stream().noneMatch(one -> one.equals(name) || one.isAncestorOf(name)))
                .map(ConfigurationPropertyName::toString)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(name -> Message.of("setting.unknown", name))
                .toList();
    }

    private static Stream<ConfigurationPropertyName> given(ConfigurableApplicationContext context) {
        return Stream.of(ConfigurationPropertySources.get(context.getEnvironment()).spliterator())
                .flatMap(all -> StreamSupport.stream(all, false))
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .map(IterableConfigurationPropertySource.class::cast)
                .flatMap(IterableConfigurationPropertySource::stream);
    }

    private static Stream<ConfigurationPropertyName> known(Class<?> settings) {
        var prefix = settings.getAnnotation(ConfigurationProperties.class).value();
        return known(ConfigurationPropertyName.of(prefix), settings);
    }

    /** Whatever is below a list or a map is its own. */
    private static Stream<ConfigurationPropertyName> known(ConfigurationPropertyName prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            var name = prefix.append(kebab(component));
            return component.getType().isRecord() ? known(name, component.getType()) : Stream.of(name);
        });
    }

    private static String kebab(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Set<ConfigurationPropertyName> names(String... names) {
        return Arrays.stream(names).map(ConfigurationPropertyName::of).collect(Collectors.toUnmodifiableSet());
    }
}
