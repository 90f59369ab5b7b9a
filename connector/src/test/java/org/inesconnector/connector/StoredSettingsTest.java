package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.connection.MauticConnectionSettings;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.settings.SettingChange;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.connector.settings.UnusableSettings;
import org.inesconnector.connector.sync.SyncSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an administrator sets on a page, across a restart. */
class StoredSettingsTest {

    private final String[] files = {
            "connector.database.url=" + H2.newDatabase(),
            "connector.secret-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "mautic.username=from-file"
    };
    private ConfigurableApplicationContext connector = Connector.start(files);

    @AfterEach
    void close() {
        connector.close();
    }

    private int change(Map<String, Optional<String>> changes) {
        return connector.getBean(StoredSettings.class).change(changes, "ada");
    }

    private void restart() {
        connector.close();
        connector = Connector.start(files);
    }

    @Test
    void aSettingTakesEffectWithTheNextStart() {
        change(Map.of(
                "ines.account", Optional.of("acme"),
                "connector.published", Optional.of("true"),
                "mapping.contact.MobilePhone.field", Optional.of("mobile"),
                "mapping.contact.MobilePhone.rule", Optional.of("only-where-empty"),
                "mapping.contact.7.values[Très chaud]", Optional.of("3")));
        restart();
        assertThat(connector.getBean(InesConnectionSettings.class).account()).isEqualTo("acme");
        assertThat(connector.getBean(SyncSettings.class).published()).isTrue();
        var mapping = connector.getBean(MappingSettings.class).contact();
        assertThat(Objects.requireNonNull(mapping.get("MobilePhone")).rule()).isEqualTo(FieldRule.ONLY_WHERE_EMPTY);
        assertThat(Objects.requireNonNull(mapping.get("7")).values()).containsEntry("Très chaud", "3");
    }

    @Test
    void aSecretIsNotShownToAnotherServerThanTheOneItIsFor() {
        change(Map.of(
                "ines.password", Optional.of("tr3s-secret"),
                "mautic.url", Optional.of("https://mautic.example.com/m"),
                "mautic.password", Optional.of("un-secret"),
                "mautic.client-secret", Optional.of("un-autre")));
        var stored = connector.getBean(StoredSettings.class);
        change(Map.of(
                "ines.url", Optional.of("https://webservices.inescrm.com"),
                "mautic.url", Optional.of("https://Mautic.example.com")));
        assertThat(stored.hasSecret("ines.password")).isTrue();
        assertThat(stored.hasSecret("mautic.password")).isTrue();
        change(Map.of(
                "ines.url", Optional.of("http://webservices.inescrm.com"),
                "mautic.url", Optional.of("https://mautic.example.com:8443"),
                "mautic.client-secret", Optional.of("of the new one")));
        assertThat(stored.hasSecret("ines.password")).isFalse();
        assertThat(stored.hasSecret("mautic.password")).isFalse();
        assertThat(stored.hasSecret("mautic.client-secret")).isTrue();
    }

    @Test
    void whereTheKeyIsLostTheProgramStartsWithoutTheSecretUntilItIsGivenAgain() {
        change(Map.of("ines.password", Optional.of("tr3s-secret"), "ines.account", Optional.of("acme")));
        files[1] = "connector.secret-key=BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";
        restart();
        assertThat(connector.getBean(InesConnectionSettings.class)).returns("acme", InesConnectionSettings::account)
                .extracting(InesConnectionSettings::password)
                .isNull();
        assertThat(connector.getBean(StoredSettings.class).hasSecret("ines.password")).isFalse();
        assertThat(change(Map.of("ines.password", Optional.of("tr3s-secret")))).isOne();
        restart();
        assertThat(connector.getBean(InesConnectionSettings.class).password()).isEqualTo("tr3s-secret");
    }

    @Test
    void whatAFileOrTheEnvironmentSaysCountsMore() {
        change(Map.of("mautic.username", Optional.of("from-page")));
        restart();
        assertThat(connector.getBean(MauticConnectionSettings.class).username()).isEqualTo("from-file");
    }

    @Test
    void aSecretTakesEffectAndStandsNowhereInClear() {
        change(Map.of("ines.password", Optional.of("tr3s-secret")));
        restart();
        assertThat(connector.getBean(InesConnectionSettings.class).password()).isEqualTo("tr3s-secret");
        var stored = connector.getBean(StoredSettings.class);
        assertThat(stored.all()).isEmpty();
        assertThat(stored.hasSecret("ines.password")).isTrue();
        assertThat(stored.changes(10)).singleElement()
                .extracting(SettingChange::before, SettingChange::after, SettingChange::isSecret)
                .containsExactly(Optional.empty(), Optional.empty(), true);
        var jdbc = connector.getBean(JdbcClient.class);
        for (var table : new String[]{"secret", "setting", "setting_change"}) {
            assertThat(jdbc.sql("SELECT * FROM " + table).query().listOfRows().toString())
                    .doesNotContain("tr3s-secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "a${b:c}d", "${nothing}", "${ines.account}", "a\\${b}c", "a\\\\${b:c}", "$${{b}}", "a\\b\\", "${a:${b:c}}",
            "${", "x${a", "${a${b}", "#{1 + 1}"
    })
    void aSecretArrivesAsItWasTyped(String secret) {
        change(Map.of("ines.password", Optional.of(secret), "ines.account", Optional.of("acme")));
        restart();
        assertThat(connector.getBean(InesConnectionSettings.class).password()).isEqualTo(secret);
        assertThat(refused(Map.of("ines.account", Optional.of("acme2")))).isEmpty();
    }

    @Test
    void eachChangeIsKeptWithWhoAndWhatWasBefore() {
        change(Map.of("ines.account", Optional.of("acme")));
        change(Map.of("ines.account", Optional.of("acme2")));
        change(Map.of("ines.account", Optional.empty()));
        assertThat(connector.getBean(StoredSettings.class).changes(10))
                .extracting(SettingChange::who, SettingChange::before, SettingChange::after)
                .containsExactly(
                        tuple("ada", Optional.of("acme2"), Optional.empty()),
                        tuple("ada", Optional.of("acme"), Optional.of("acme2")),
                        tuple("ada", Optional.empty(), Optional.of("acme")));
    }

    @Test
    void savingTheSameAgainChangesNothing() {
        var settings = Map.of("ines.account", Optional.of("acme"), "ines.password", Optional.of("tr3s-secret"));
        assertThat(change(settings)).isEqualTo(2);
        assertThat(change(settings)).isZero();
        assertThat(connector.getBean(StoredSettings.class).changes(10)).hasSize(2);
    }

    private List<Message> refused(Map<String, Optional<String>> changes) {
        try {
            change(changes);
        } catch (UnusableSettings e) {
            return e.problems();
        }
        return List.of();
    }

    @ParameterizedTest
    @CsvSource({
            "ines.read-timeout, soon, ines.read-timeout has a value that cannot be used: it must be a length of time",
            "connector.published, perhaps, it must be true or false",
            "mapping.contact.City.rule, sometimes, it must be one of: always",
            "connector.push-tag, -vip, cannot be a tag of Mautic’s",
            "connector.push-rules.points, '50,many', connector.push-rules.points has a value that cannot be used",
            "connector.feed.interval, 1ms, at least 100ms",
            "connector.queue.keep, 23h, connector.queue.keep must be at least 1d",
            "ines.read-timeout, 0, ines.read-timeout must be at least 100ms",
            "connector.queue.waits, '1s,0s', connector.queue.waits must be at least 1ms",
            "connector.queue.between-attempts, '20,120', connector.queue.between-attempts has a value that cannot be used",
            "ines.calls-at-once, 0, must be at least 1",
            "connector.pulished, true, is no setting",
            "ines.url.host, x, is no setting",
            "server.port, 80, is no setting",
            "connector.database.url, jdbc:h2:mem:x, belongs into application.yml",
            "connector.secret-key, x, belongs into application.yml",
            "mautic.username, '${ines.password}', must not contain",
    })
    void withWhatTheApplicationWouldNotStartNothingIsSaved(String name, String value, String why) {
        var refused = refused(Map.of("ines.account", Optional.of("acme"), name, Optional.of(value)));
        assertThat(refused).singleElement()
                .satisfies(problem -> assertThat(Messages.in(Locale.ENGLISH).text(problem)).contains(why));
        assertThat(connector.getBean(StoredSettings.class).all()).isEmpty();
        assertThat(connector.getBean(StoredSettings.class).version()).isZero();
    }

    @Test
    void noLengthOfTimeIsTakenWithoutItsUnitNorWhereItIsLessThanNothing() {
        var lengths = OperationsGuideTest.defaults()
                .entrySet()
                .stream()
                .filter(preset -> preset.getValue().matches("([0-9]+(ms|[smhd]),?)+"))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(lengths).hasSizeGreaterThan(20).allSatisfy(name -> {
            assertThat(refused(Map.of(name, Optional.of("90")))).extracting(Message::key)
                    .containsExactly("setting.wrong");
            assertThat(refused(Map.of(name, Optional.of("-1s")))).isNotEmpty();
        });
    }

    @Test
    void aValueThatAFileHidesForNowMustBeUsableToo() {
        connector.close();
        connector = Connector.start(
                Stream.concat(Stream.of(files), Stream.of("ines.read-timeout=20s")).toArray(String[]::new));
        assertThat(refused(Map.of("ines.read-timeout", Optional.of("soon")))).hasSize(1);
        assertThat(refused(Map.of("ines.read-timeout", Optional.of("40s")))).isEmpty();
    }

    @Test
    void whatNoVersionKnowsAnyMoreCanBeTakenOut() {
        connector.getBean(JdbcClient.class)
                .sql("INSERT INTO setting (name, text_value) VALUES ('connector.former', 'x')")
                .update();
        assertThat(change(Map.of("connector.former", Optional.empty()))).isOne();
    }
}
