package org.inesconnector.connector.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.inesconnector.connector.messages.Message;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Service;

/** Settings as a page shows and saves them. */
@Service
public class PageSettings {

    private final StoredSettings stored;
    private final Environment environment;

    PageSettings(StoredSettings stored, Environment environment) {
        this.stored = stored;
        this.environment = environment;
    }

    /** To be given back when what is seen now is saved. */
    public long version() {
        return stored.version();
    }

    /** Of what was saved on pages, but for secrets. */
    public Set<String> names() {
        return stored.all().keySet();
    }

    /** Whether a file, the environment or the command line sets it, or something below it: no page changes that. */
    public boolean isFixed(String name) {
        var property = ConfigurationPropertyName.adapt(name, '.');
        return StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
                .takeWhile(source -> !isOfPages(source))
                .anyMatch(source -> source.getConfigurationProperty(property) != null
                        || source.containsDescendantOf(property) == ConfigurationPropertyState.PRESENT);
    }

    private static boolean isOfPages(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof PropertySource<?> underlying
                && underlying.getName().equals(SettingsFromDatabase.NAME);
    }

    /**
     * Saves settings, but for those that are fixed.
     *
     * @param seen the version when they were shown
     * @return why nothing was saved: somebody else saved meanwhile
     */
    public Optional<Message> save(Map<String, Optional<String>> changes, String who, long seen) {
        var free = changes.entrySet()
                .stream()
                .filter(change -> !isFixed(change.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return stored.changeSince(seen, free, who).isPresent()
                ? Optional.empty()
                : Optional.of(Message.of(
                        "settings.changed-meanwhile",
                        stored.changes(1).stream().map(SettingChange::who).findFirst().orElse("?")));
    }
}
