package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.mapping.MappingSettings.FieldSetting;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.settings.GivenSettings;
import org.inesconnector.connector.settings.ImportedChange;
import org.inesconnector.connector.settings.SettingsImport;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.connector.settings.UnusableSettings;
import org.inesconnector.connector.settings.YamlExport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** All settings as a file, and back. */
class SettingsFileTest {

    private static final Messages ENGLISH = Messages.in(Locale.ENGLISH);

    private final String[] files = {
            "connector.database.url=" + H2.newDatabase(),
            "connector.secret-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "mautic.username=from-file",
            "mautic.webhook-secret=tr3s-secret",
            "mapping.contact.LastName=lastname",
            "mapping.client.CompanyName.field=companyname",
            "connector.push-rules.points[0]=50",
            "connector.push-rules.points[1]=100"
    };
    private ConfigurableApplicationContext connector = Connector.start(files);

    @AfterEach
    void close() {
        connector.close();
    }

    private void change(Map<String, Optional<String>> changes) {
        connector.getBean(StoredSettings.class).change(changes, "ada");
        connector.close();
        connector = Connector.start(files);
    }

    private void changeSome() {
        change(Map.of(
                "ines.account", Optional.of("0123 # true: \"é\""),
                "ines.password", Optional.of("tr3s-secret"),
                "connector.published", Optional.of("true"),
                "connector.push-tag", Optional.of(""),
                "mautic.username", Optional.of("from-page"),
                "mapping.contact.7.values[Très chaud. Oui]", Optional.of("3"),
                "mapping.contact.7.field", Optional.of("no")));
    }

    private String export() {
        return connector.getBean(YamlExport.class).write(ENGLISH);
    }

    private List<ImportedChange> look(String yaml, boolean alone) {
        var preview = connector.getBean(SettingsImport.class).look(yaml, alone);
        assertThat(preview.problems()).isEmpty();
        return preview.changes();
    }

    private List<String> problems(String yaml) {
        var preview = connector.getBean(SettingsImport.class).look(yaml, false);
        assertThat(preview.canBeSaved()).isFalse();
        return preview.problems().stream().map(problem -> ENGLISH.text(problem.message())).toList();
    }

    @Test
    void theFileHasWhatIsInForceWithoutSecretsAndSaysWhatAFileFixes() {
        changeSome();
        assertThat(export()).doesNotContain("secret-key", "tr3s", "database.url", "from-page").contains("""
                  push-rules:
                    # set in a file or by the environment
                    points: 50,100
                """, """
                    '7':
                      field: 'no'
                      values:
                        '[Très chaud. Oui]': 3
                    LastName:
                      # set in a file or by the environment
                      field: lastname
                """, "published: true", "push-tag: ''");
    }

    @Test
    void whatWasExportedIsTheSameWhereItCameFromAndTakenElsewhere() {
        changeSome();
        var file = export();
        assertThat(look(file, true)).isEmpty();
        assertThat(look(file.replace("from-file", "from-elsewhere"), true))
                .extracting(ImportedChange::name, ImportedChange::fixed)
                .containsExactly(tuple("mautic.username", true));
        change(Map.of(
                "ines.account", Optional.empty(),
                "mapping.contact.7.values[Très chaud. Oui]", Optional.of("4"),
                "mapping.contact.7.field", Optional.empty(),
                "mapping.contact.7", Optional.of("other"),
                "ines.read-timeout", Optional.of("90s")));
        var service = connector.getBean(SettingsImport.class);
        long version = connector.getBean(StoredSettings.class).version();
        assertThat(look(file, false)).extracting(ImportedChange::name)
                .containsExactlyInAnyOrder(
                        "ines.account", "mapping.contact.7.field", "mapping.contact.7.values[Très chaud. Oui]");
        assertThat(service.save(service.look(file, true), "eve", version).orElseThrow()).isGreaterThan(3);
        connector.close();
        connector = Connector.start(files);
        assertThat(export()).isEqualTo(file);
        assertThat(connector.getBean(StoredSettings.class).all()).doesNotContainKeys(
                "mapping.contact.7", "ines.read-timeout");
        assertThat(connector.getBean(StoredSettings.class).hasSecret("ines.password")).isTrue();
    }

    @Test
    void whatCannotBeTakenIsSaidWithItsLine() {
        assertThat(problems("ines:\n  account: acme\n  read-timeout: soon"))
                .singleElement()
                .asString()
                .startsWith("Line 3: ines.read-timeout has a value that cannot be used: it must be a length of time");
        assertThat(
                problems("ines:\n\n  acount: acme\n  password: x\nserver:\n  port: 1\nconnector:\n  data-directory: /"))
                .satisfiesExactly(
                        unknown -> assertThat(unknown).isEqualTo(
                                "Line 3: ines.acount is no setting. Check how it is spelled."),
                        secret -> assertThat(secret).startsWith("Line 4: ines.password is a secret"),
                        foreign -> assertThat(foreign).startsWith("Line 6: server.port is no setting"),
                        machine -> assertThat(machine).startsWith("Line 8: connector.data-directory"));
        assertThat(problems("ines:\n  account: [")).singleElement().asString().contains("Line", "YAML");
        assertThat(problems("a: &x [1]\nb: *x")).singleElement().asString().startsWith("Line 2: the alias *x");
        assertThat(problems("ines: {account: a, account: b}")).singleElement().asString().contains("duplicate key");
        assertThat(problems("just text")).isNotEmpty();
        assertThat(problems("a: !!javax.script.ScriptEngineManager []")).isNotEmpty();
        assertThat(look("connector:\nines: {}\n", false)).isEmpty();
    }

    @Test
    void thatAConnectionWasTestedStaysHere() {
        changeSome();
        change(Map.of(
                "connector.tested.digest", Optional.of("abc"),
                "connector.tested.at", Optional.of("2026-11-28T01:36:17Z")));
        assertThat(export()).doesNotContain("tested");
        assertThat(look("connector: {tested: {digest: other}}", false)).isEmpty();
        assertThat(look(export(), true)).isEmpty();
    }

    @Test
    void anAddressThatHoldsAPasswordIsRefused() {
        assertThat(problems("ines: {url: 'https://u:p@ines.example.com'}")).singleElement()
                .asString()
                .contains("ines.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "file:///etc/passwd", "jar:file:/lib.jar!/x", "ftp://ines.example", "ldap://ines.example",
            "//ines.example", "https:///x"
    })
    void anAddressThatIsNoWebAddressIsRefusedOnBothSides(String address) {
        assertThat(problems("ines: {url: '" + address + "'}\nmautic: {url: '" + address + "'}"))
                .satisfiesExactly(
                        ines -> assertThat(ines).startsWith("Line 1: ").contains("ines.url"),
                        mautic -> assertThat(mautic).startsWith("Line 2: ").contains("mautic.url"));
    }

    /** A secret that pages keep is forgotten then; this one stays in force, and would be sent there. */
    @ParameterizedTest
    @CsvSource({
            "ines.password, ines.url, https://webservices.inescrm.com, https://evil.example",
            "ines.password, ines.url, https://webservices.inescrm.com, http://webservices.inescrm.com",
            "mautic.password, mautic.url, https://mautic.example.com, https://evil.example",
            "mautic.client-secret, mautic.url, https://mautic.example.com, https://mautic.example.com:8443",
            "connector.alerts.mail.password, connector.alerts.mail.host, smtp.example.com, evil.example"
    })
    void anAddressIsNotChangedWhereAFileGivesWhatWouldBeSentThere(
            String secret, String address, String before, String after) {
        change(Map.of(
                "mautic.url", Optional.of("https://mautic.example.com/m"),
                "connector.alerts.mail.host", Optional.of("smtp.example.com"),
                "connector.alerts.mail.from", Optional.of("connector@example.com"),
                "connector.alerts.mail.to", Optional.of("ops@example.com")));
        connector.close();
        connector = Connector.start(
                Stream.concat(Stream.of(files), Stream.of(secret + "=tr3s-secret")).toArray(String[]::new));
        var stored = connector.getBean(StoredSettings.class);
        var kept = stored.all();
        assertThat(problems("# elsewhere\n" + address + ": '" + after + "'")).singleElement()
                .asString()
                .startsWith("Line 2: " + address + " cannot lead to another server")
                .contains(secret)
                .doesNotContain("tr3s");
        for (var elsewhere : List.of(after, "")) {
            assertThatThrownBy(() -> stored.change(Map.of(address, Optional.of(elsewhere)), "eve"))
                    .isInstanceOf(UnusableSettings.class);
        }
        assertThat(stored.all()).isEqualTo(kept);
        stored.change(Map.of(address, Optional.of(before)), "ada");
        assertThat(stored.all()).containsEntry(address, before);
    }

    @Test
    void anAddressThatWouldGoBackToAnotherOnesIsNotTakenOutWhereAFileGivesWhatWouldBeSentThere() {
        change(Map.of("ines.url", Optional.of("https://ines.example.com"), "ines.account", Optional.of("acme")));
        connector.close();
        connector = Connector.start(
                Stream.concat(Stream.of(files), Stream.of("ines.password=tr3s-secret")).toArray(String[]::new));
        var alone = connector.getBean(SettingsImport.class).look("ines: {account: acme}", true);
        assertThat(alone.problems()).extracting(problem -> problem.why().key())
                .containsExactly("setting.secret-elsewhere");
    }

    @Test
    void whereTheFileGivesASecretAndNobodyAnAddressItIsForTheFirstOne() {
        connector.close();
        connector = Connector.start(
                Stream.concat(Stream.of(files), Stream.of("mautic.password=tr3s-secret")).toArray(String[]::new));
        assertThat(look("mautic: {url: 'https://mautic.example.com'}", false)).hasSize(1);
    }

    @Test
    void whereAFileSaysAMappedFieldARuleFromAPageIsNotInForce() {
        change(Map.of(
                "mapping.client.CompanyName.rule", Optional.of("never"),
                "mapping.client.City.field", Optional.of("companycity"),
                "mapping.client.City.rule", Optional.of("never")));
        var mapped = connector.getBean(MappingSettings.class).client();
        assertThat(mapped).extractingByKey("CompanyName").extracting(FieldSetting::rule).isEqualTo(FieldRule.ALWAYS);
        assertThat(mapped).extractingByKey("City").extracting(FieldSetting::rule).isEqualTo(FieldRule.NEVER);
        assertThat(look("mapping: {client: {CompanyName: {when-emptied: empty}}}", false))
                .singleElement()
                .satisfies(change -> assertThat(change.fixed()).isTrue());
    }

    @Test
    void whatAFileSaysIsKnownHoweverItIsWritten() {
        var given = connector.getBean(GivenSettings.class);
        for (var name : List.of("mapping.contact.LastName.field", "mapping.contact.LastName", "mautic.webhook-secret",
                "mapping.contact.LastName.rule", "mapping.contact", "connector.push-rules",
                "mautic.webhookSecret", "connector.push-rules.points", "mautic.username")) {
            assertThat(given.isFixed(name)).as(name).isTrue();
        }
        assertThat(given.isFixed("mapping.contact.City.rule")).isFalse();
        assertThat(given.isFixed("ines.account")).isFalse();
        assertThat(given.isFixed("connector.published")).isFalse();
    }
}
