package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.connection.MauticConnectionSettings;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.settings.SettingChange;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.connector.sync.SyncSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an administrator sets on a page, across a restart. */
class StoredSettingsTest {

    private final String[] files = {
            "connector.database.url=jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1",
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
}
