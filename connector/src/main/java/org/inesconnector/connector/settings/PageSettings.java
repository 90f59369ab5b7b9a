package org.inesconnector.connector.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.inesconnector.connector.messages.Message;
import org.springframework.stereotype.Service;

/** Settings as a page shows and saves them. */
@Service
public class PageSettings {

    private final StoredSettings stored;
    private final GivenSettings given;

    PageSettings(StoredSettings stored, GivenSettings given) {
        this.stored = stored;
        this.given = given;
    }

    /** To be given back when what is seen now is saved. */
    public long version() {
        return stored.version();
    }

    /** Of what was saved on pages, but for secrets. */
    public Set<String> names() {
        return stored.all().keySet();
    }

    /** As {@link GivenSettings#isFixed}: no page changes it. */
    public boolean isFixed(String name) {
        return given.isFixed(name);
    }

    /** As {@link GivenSettings#isOn}. */
    public boolean isOn(String name) {
        return given.isOn(name);
    }

    /**
     * Saves settings, but for those that are fixed.
     *
     * @param seen the version when they were shown
     * @return empty where they were saved
     */
    public Optional<Conflict> save(Map<String, Optional<String>> changes, String who, long seen) {
        var free = changes.entrySet()
                .stream()
                .filter(change -> !isFixed(change.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return stored.changeSince(seen, free, who).isPresent()
                ? Optional.empty()
                : Optional.of(conflict(free));
    }

    private Conflict conflict(Map<String, Optional<String>> wanted) {
        long version = stored.version();
        var who = stored.changes(1).stream().map(SettingChange::who).findFirst().orElse("?");
        return new Conflict(Message.of("settings.changed-meanwhile", who), version, differences(wanted));
    }

    private List<Conflict.Difference> differences(Map<String, Optional<String>> wanted) {
        var now = stored.all();
        return new TreeMap<>(wanted).entrySet()
                .stream()
                .filter(change -> !KnownSettings.isMark(KnownSettings.name(change.getKey())))
                .map(change -> SecretNames.isSecret(change.getKey())
                        ? new Conflict.Difference(change.getKey(), Optional.empty(), Optional.empty(), true)
                        : new Conflict.Difference(
                                change.getKey(), Optional.ofNullable(now.get(change.getKey())), change.getValue(),
                                false))
                .filter(one -> one.secret() || !one.now().equals(one.wanted()))
                .toList();
    }
}
