package org.inesconnector.connector.settings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.inesconnector.connector.secrets.Secrets;
import org.inesconnector.connector.secrets.UnusableKey;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Settings that were made on pages, by their names in files. What files and environment say counts more. They take effect
 * when the engine is started again.
 */
@Repository
public class StoredSettings {

    private static final String CHANGES = """
            SELECT at, who, name, old_value, new_value, is_secret FROM setting_change
            WHERE name NOT LIKE 'connector.tested.%'
            ORDER BY id DESC FETCH FIRST :limit ROWS ONLY
            """;

    private static final String CHANGED = """
            INSERT INTO setting_change (at, who, name, old_value, new_value, is_secret)
            VALUES (:at, :who, :name, :before, :after, :secret)
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final InstantSource clock;
    private final Secrets secrets;
    private final InForce inForce;
    private final SettingsTrial trial;
    private final ApplicationEventPublisher events;

    StoredSettings(
            JdbcClient jdbc,
            TransactionOperations transaction,
            InstantSource clock,
            Secrets secrets,
            InForce inForce,
            SettingsTrial trial,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.secrets = secrets;
        this.inForce = inForce;
        this.trial = trial;
        this.events = events;
    }

    /** Without the secrets. */
    public Map<String, String> all() {
        return all(jdbc);
    }

    static Map<String, String> all(JdbcClient jdbc) {
        var all = new TreeMap<String, String>();
        jdbc.sql("SELECT name, text_value FROM setting").query(row -> {
            all.put(row.getString("name"), row.getString("text_value"));
        });
        return all;
    }

    /** Whether a secret is kept: that is all that is told of it. */
    public boolean hasSecret(String name) {
        return SecretNames.isSecret(name) && kept(name).isPresent();
    }

    /**
     * Changes some settings, together.
     *
     * @param changes the new value of each, or empty for none; what is the same as before is no change
     * @param who for the history
     * @return how many changed
     * @throws UnusableSettings where the application would not start with them: none is saved then
     */
    public int change(Map<String, Optional<String>> changes, String who) {
        return told(transaction.execute(_ -> changeAll(changes, who)));
    }

    /**
     * Likewise, unless settings were changed since.
     *
     * @param seen {@link #version} when they were looked at
     * @return how many changed; empty where somebody changed settings meanwhile, and nothing was changed now
     */
    public OptionalInt changeSince(long seen, Map<String, Optional<String>> changes, String who) {
        var changed = transaction.execute(_ -> {
            raiseVersion(0);
            return version() == seen ? OptionalInt.of(changeAll(changes, who)) : OptionalInt.empty();
        });
        changed.ifPresent(this::told);
        return changed;
    }

    /**
     * Lets every process start anew where something was changed on which depends what they may do.
     *
     * @return whether it was
     */
    public boolean startAnew(BooleanSupplier change) {
        return told(Boolean.TRUE.equals(transaction.execute(_ -> {
            raiseVersion(0);
            boolean isChanged = change.getAsBoolean();
            raiseVersion(isChanged ? 1 : 0);
            return isChanged;
        })) ? 1 : 0) > 0;
    }

    private int told(int changed) {
        if (changed > 0) {
            events.publishEvent(new SettingsChanged(this));
        }
        return changed;
    }

    /** What is wrong with changes, in words; empty where they can be saved. */
    public List<SettingProblem> tryOut(Map<String, Optional<String>> changes) {
        return trial.of(all(), changes);
    }

    private int changeAll(Map<String, Optional<String>> wanted, String who) {
        raiseVersion(0);
        var before = all();
        var changes = withoutSecretsOfOtherPlaces(before, wanted);
        var problems = trial.of(before, changes);
        if (!problems.isEmpty()) {
            throw new UnusableSettings(problems);
        }
        int changed = (int) changes.entrySet()
                .stream()
                .filter(change -> SecretNames.isSecret(change.getKey())
                        ? changeSecret(change.getKey(), change.getValue(), who)
                        : change(change.getKey(), before.get(change.getKey()), change.getValue(), who))
                .count();
        raiseVersion(Math.min(changed, 1));
        return changed;
    }

    /** What opens one server is not shown to another: where the address changes, what was kept for the old one is forgotten. */
    private Map<String, Optional<String>> withoutSecretsOfOtherPlaces(
            Map<String, String> before, Map<String, Optional<String>> wanted) {
        var changes = new LinkedHashMap<>(wanted);
        SecretNames.ofPlaces().forEach((address, secrets) -> {
            if (wanted.containsKey(address)) {
                var now = trial.inForce(address, Optional.ofNullable(before.get(address)));
                if (!Place.isSame(now, trial.inForce(address, wanted.get(address)))) {
                    secrets.forEach(secret -> changes.putIfAbsent(secret, Optional.empty()));
                }
            }
        });
        return changes;
    }

    /** Two who save at once are one after another. */
    private void raiseVersion(int by) {
        jdbc.sql("UPDATE setting_version SET version = version + :by WHERE id = 1").param("by", by).update();
    }

    private boolean change(String name, @Nullable String before, Optional<String> after, String who) {
        if (Optional.ofNullable(before).equals(after)) {
            return false;
        }
        jdbc.sql("DELETE FROM setting WHERE name = :name").param("name", name).update();
        after.ifPresent(value -> jdbc.sql("INSERT INTO setting (name, text_value) VALUES (:name, :value)")
                .param("name", name)
                .param("value", value)
                .update());
        remember(who, name, before, after.orElse(null), false);
        return true;
    }

    private Optional<String> kept(String name) {
        try {
            return secrets.read(name);
        } catch (UnusableKey _) {
            return Optional.empty();
        }
    }

    private boolean changeSecret(String name, Optional<String> after, String who) {
        if (kept(name).equals(after)) {
            return false;
        }
        after.ifPresentOrElse(value -> secrets.keep(name, value), () -> secrets.forget(name));
        remember(who, name, null, null, true);
        return true;
    }

    private void remember(
            String who, String name, @Nullable String before, @Nullable String after, boolean isSecret) {
        jdbc.sql(CHANGED)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("who", who)
                .param("name", name)
                .param("before", before)
                .param("after", after)
                .param("secret", isSecret)
                .update();
    }

    /** The newest first, of what people set. */
    public List<SettingChange> changes(int limit) {
        return jdbc.sql(CHANGES).param("limit", limit).query(StoredSettings::settingChange).list();
    }

    /** Grows with each change, in whichever process. */
    public long version() {
        return jdbc.sql("SELECT version FROM setting_version").query(Long.class).single();
    }

    /** Whether somebody has changed settings since the application was started. */
    public boolean areNewer() {
        return version() != inForce.version();
    }

    private static SettingChange settingChange(ResultSet row, int number) throws SQLException {
        return new SettingChange(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("who"),
                row.getString("name"),
                Optional.ofNullable(row.getString("old_value")),
                Optional.ofNullable(row.getString("new_value")),
                row.getBoolean("is_secret"));
    }
}
