package org.inesconnector.connector.settings;

import java.nio.CharBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.secrets.Secrets;
import org.inesconnector.connector.secrets.UnusableKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Lets settings from pages count like those of a file: less than what an administrator's file or environment says. */
public final class SettingsFromDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** By which it is known whether a setting comes from a page. */
    public static final String NAME = "pages";

    private static final Logger LOG = LoggerFactory.getLogger(SettingsFromDatabase.class);

    private static final String OF_CONNECTIONS = "spring.datasource.hikari.data-source-properties";

    private static final String OUR_OWN_FILE = "class path resource";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var stored = read(environment);
        context.getBeanFactory().registerSingleton("settingsInForce", stored.inForce());
        var settings = new HashMap<>(stored.settings());
        var restored = Restored.takenFrom(settings);
        context.getBeanFactory().registerSingleton("restored", restored);
        var source = new MapPropertySource(NAME, settings);
        var sources = environment.getPropertySources();
        sources.stream()
                .map(PropertySource::getName)
                .filter(name -> name.contains(OUR_OWN_FILE))
                .findFirst()
                .ifPresentOrElse(ours -> sources.addBefore(ours, source), () -> sources.addLast(source));
        settings.keySet().removeIf(FixedSettings.in(sources)::contains);
        restored.holdIn(sources, environment);
        var pair = new PairInForce(Pair.in(environment), stored.linked());
        context.getBeanFactory().registerSingleton("pairInForce", pair);
        pair.holdIn(sources);
    }

    private record Stored(InForce inForce, Map<String, Object> settings, Optional<Pair> linked) {}

    /**
     * Nothing, where the database is new.
     *
     * @throws DataAccessException where it cannot be read: without what it says another pair, or what was restored, might be
     *             taken for the right one
     */
    private static Stored read(Environment environment) {
        try (var database = connect(Binder.get(environment))) {
            var jdbc = JdbcClient.create(database);
            return read(jdbc, Secrets.in(jdbc, environment));
        } catch (BadSqlGrammarException | EmptyResultDataAccessException _) {
            // It has no such tables, or they are being made.
            return new Stored(new InForce(0), Map.of(), Optional.empty());
        }
    }

    /** With what the pool says of its connections. */
    private static SingleConnectionDataSource connect(Binder settings) {
        var properties = settings.bindOrCreate("spring.datasource", DataSourceProperties.class);
        var database = new SingleConnectionDataSource(
                properties.determineUrl(), Objects.requireNonNullElse(properties.determineUsername(), ""),
                Objects.requireNonNullElse(properties.determinePassword(), ""), true);
        var more = new Properties();
        more.putAll(settings.bind(OF_CONNECTIONS, Bindable.mapOf(String.class, String.class)).orElseGet(Map::of));
        database.setConnectionProperties(more);
        return database;
    }

    private static Stored read(JdbcClient jdbc, Secrets secrets) {
        long version = jdbc.sql("SELECT version FROM setting_version").query(Long.class).single();
        var settings = new HashMap<String, Object>(StoredSettings.all(jdbc));
        SecretNames.all().forEach(name -> read(secrets, name).ifPresent(secret -> settings.put(name, asTyped(secret))));
        return new Stored(new InForce(version), settings, linkedPair(jdbc));
    }

    /** Not known to a database that an older program has left. */
    private static Optional<Pair> linkedPair(JdbcClient jdbc) {
        try {
            return LinkedPair.of(jdbc);
        } catch (BadSqlGrammarException _) {
            return Optional.empty();
        }
    }

    /** One whose key is lost is missing, until somebody gives it again. */
    private static Optional<String> read(Secrets secrets, String name) {
        try {
            return secrets.read(name);
        } catch (UnusableKey e) {
            LOG.warn("{}", Messages.in(Locale.getDefault()).text(e.why()));
            return Optional.empty();
        }
    }

    /** Placeholders are looked for in a String only: in a password they are a part of it. */
    private static CharSequence asTyped(String secret) {
        return CharBuffer.wrap(secret);
    }
}
