package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.inesconnector.connector.connection.CurrentSchema;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.direct.DirectPushSettings;
import org.inesconnector.connector.links.ReferenceFields;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.MappingReader;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.mapping.ReferenceAliases;
import org.inesconnector.connector.settings.LinkedPair;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.ines.Dialect;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The four pages of the settings over HTTP, as without JavaScript: one set-up, from nothing to published. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class SettingsPagesTest {

    private static final BothSides SIDES = new BothSides(
            "connector.database.url=jdbc:h2:mem:pages;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
    private static final String CONNECTION = "/settings/connection";
    private static final String MAPPING = "/settings/mapping";
    private static final String FEATURES = "/settings/features";
    private static final String ACTIVATION = "/settings/activation";

    private static Visitor ada = new Visitor("", "");

    @BeforeAll
    static void start() {
        SIDES.listenUnset("ines.calls-per-second=500", "mapping.contact.Fax=fax");
        SIDES.bean(Users.class).create("ada", "une longue phrase", Role.ADMINISTRATOR);
        SIDES.bean(Users.class).create("rita", "une longue phrase", Role.READER);
        ada = visitor("ada");
    }

    private static Visitor visitor(String name) {
        var visitor = new Visitor(SIDES.address(), "fr-FR");
        visitor.signIn(name, "une longue phrase");
        return visitor;
    }

    @AfterAll
    static void stop() {
        ada.close();
        SIDES.close();
    }

    private static Map<String, String> filledIn(String page, String form, Map<String, String> more) {
        var values = new LinkedHashMap<>(ada.get(page).form(form));
        values.putAll(more);
        return values;
    }

    private static Map<String, String> connection(Map<String, String> more) {
        var values = filledIn(CONNECTION, "connection", Map.of(
                "ines.url", SIDES.ines.url().toString(),
                "ines.account", InesSimulator.ACCOUNT,
                "ines.username", InesSimulator.USERNAME,
                "ines.password", InesSimulator.PASSWORD,
                "mautic.url", SIDES.mautic.url().toString(),
                "mautic.username", MauticSimulator.USERNAME,
                "mautic.password", MauticSimulator.PASSWORD));
        values.putAll(more);
        return values;
    }

    @Test
    @Order(1)
    void beforeTheConnectionIsGoodThereIsNoMappingAndNothingCanBePublished() {
        assertThat(ada.get(MAPPING).text()).contains("Tester la connexion");
        var activation = ada.get(ACTIVATION);
        assertThat(activation.text()).contains("La connexion n’a pas été testée", "Non publié",
                "l’ancien plugin Mautic envoie encore des contacts à INES, désactivez-le d’abord");
        var token = activation.csrf();
        assertThat(ada.post(ACTIVATION, Map.of("published", "true", "version", "0", "_csrf", token)).text())
                .contains("quelque chose l’empêche");
        assertThat(SIDES.bean(SyncSettings.class).published()).isFalse();
    }

    @Test
    @Order(2)
    void whatIsMissingIsToldAtItsFieldAndWhatWasTypedIsStillThere() {
        var answer = ada.post(CONNECTION, connection(Map.of(
                "ines.account", "<script>alert(1)</script>", "ines.password", "", "mautic.url", "mautic", "do",
                "test")));
        assertThat(answer.body()).contains("value=\"&lt;script&gt;alert(1)&lt;/script&gt;\"")
                .doesNotContain("<script>alert", MauticSimulator.PASSWORD);
        assertThat(answer.body()).containsPattern("id=\"ines-password\"[^>]*aria-invalid=\"true\"")
                .containsPattern("id=\"mautic-url\"[^>]*aria-invalid=\"true\"");
        assertThat(answer.text()).contains("À remplir.", "Rien n’a encore été essayé");
        assertThat(answer.form("connection")).containsEntry("mautic.url", "mautic");
    }

    @Test
    @Order(3)
    void aConnectionThatDoesNotWorkIsShownStepByStepAndNotSaved() {
        var answer = ada.post(CONNECTION, connection(Map.of("ines.password", "faux-secret", "do", "save")));
        assertThat(answer.text()).contains(
                "INES est joignable oui", "INES accepte la connexion non", "Vérifiez Compte, Utilisateur",
                "Les réglages et les listes d’INES sont lisibles non essayé",
                "Les champs de Mautic sont lisibles oui");
        assertThat(answer.body()).doesNotContain("faux-secret").contains("name=\"anyway\"");
        assertThat(SIDES.bean(StoredSettings.class).all()).isEmpty();
    }

    @Test
    @Order(4)
    void withHtmxOnlyTheOutcomeOfATestIsAnswered() {
        var answer = ada.part(CONNECTION, connection(Map.of("do", "test")));
        assertThat(answer.body().strip()).startsWith("<div id=\"outcome\"");
        assertThat(answer.text()).contains("Tout fonctionne.");
        assertThat(SIDES.bean(StoredSettings.class).all()).isEmpty();
    }

    @Test
    @Order(5)
    void aGoodConnectionIsSavedWithItsSecretsAndLeadsOnToTheMapping() {
        var answer = ada.post(CONNECTION, connection(Map.of("do", "save")));
        assertThat(answer.path()).isEqualTo(MAPPING);
        assertThat(answer.text()).contains("les deux côtés fonctionnent", "Champs de la société");
        assertThat(SIDES.bean(InesConnectionSettings.class).password()).isEqualTo(InesSimulator.PASSWORD);
        var again = ada.get(CONNECTION);
        assertThat(again.body()).doesNotContain(InesSimulator.PASSWORD, MauticSimulator.PASSWORD);
        assertThat(again.text()).contains("laissez la case vide", "a été testée le");
    }

    @Test
    @Order(6)
    void aSecretThatIsLeftEmptyIsKept() {
        var form = filledIn(CONNECTION, "connection", Map.of("ines.password", "", "mautic.password", "", "do", "save"));
        assertThat(ada.post(CONNECTION, form).path()).isEqualTo(MAPPING);
        assertThat(SIDES.bean(InesConnectionSettings.class).password()).isEqualTo(InesSimulator.PASSWORD);
    }

    @Test
    @Order(6)
    void whatUpdatesWouldEraseAtInesIsToldAndAllowedWithATick() {
        SIDES.ines.administration().dialect(Dialect.without("Language"));
        var saved = ada.post(CONNECTION, filledIn(CONNECTION, "connection", Map.of("do", "save")));
        assertThat(saved.path()).isEqualTo(CONNECTION);
        assertThat(saved.text()).contains("INES ne renvoie pas tout d’un contact (Language)");
        var tested = ada.post(CONNECTION, filledIn(CONNECTION, "connection", Map.of("do", "test")));
        assertThat(tested.text()).contains("ceux qu’il a ne sont pas mis à jour", "Personne ne se sert de Language")
                .doesNotContain("Tout fonctionne");
        var allowed = filledIn(CONNECTION, "connection", Map.of("do", "save", "may-be-blanked", "Language"));
        assertThat(ada.post(CONNECTION, allowed).path()).isEqualTo(MAPPING);
        assertThat(SIDES.bean(InesConnectionSettings.class).mayBeBlanked()).containsExactly("Language");
        SIDES.ines.administration().dialect(Dialect.OURS);
    }

    @Test
    @Order(7)
    void aMappingWithoutItsRequiredFieldsIsNotSavedAndSaysSoAtTheFields() {
        assertThat(ada.get(MAPPING).text()).contains("Rien ne peut être envoyé avec cette correspondance")
                .doesNotContain("n’a pas été enregistrée");
        var form = filledIn(MAPPING, "mapping", Map.of("contact.LastName.field", "lastname", "do", "save"));
        var answer = ada.post(MAPPING, form);
        assertThat(answer.text()).contains("n’a pas été enregistrée", "doit être associé avant tout envoi");
        assertThat(answer.body())
                .containsPattern("id=\"contact-PrimaryMailAddress-field\"[^>]*aria-invalid=\"true\"");
        assertThat(answer.form("mapping")).containsEntry("contact.LastName.field", "lastname");
        assertThat(SIDES.bean(MappingSettings.class).contact()).containsOnlyKeys("Fax");
    }

    @Test
    @Order(8)
    void suggestionsAreTakenOverWithOneClickAndSavedWithAnother() {
        var suggested = ada.post(MAPPING, filledIn(MAPPING, "mapping", Map.of("do", "suggest"))).form("mapping");
        assertThat(suggested).containsEntry("contact.PrimaryMailAddress.field", "email")
                .containsEntry("contact.MobilePhone.field", "mobile")
                .containsEntry("client.CompanyName.field", "companyname");
        suggested.put("contact.MobilePhone.rule", "only-where-empty");
        suggested.put("contact.City.when-emptied", "empty");
        suggested.put("do", "save");
        var saved = ada.post(MAPPING, suggested);
        assertThat(saved.text()).contains("Enregistré.");
        var mapping = SIDES.bean(MappingSettings.class);
        assertThat(MappingReader.read(mapping).fields()).hasSizeGreaterThan(15);
        assertThat(Objects.requireNonNull(mapping.contact().get("MobilePhone")).rule())
                .isEqualTo(FieldRule.ONLY_WHERE_EMPTY);
        assertThat(ada.get(MAPPING).form("mapping")).containsEntry("contact.MobilePhone.rule", "only-where-empty")
                .containsEntry("contact.City.when-emptied", "empty");
    }

    @Test
    @Order(9)
    void whatNoLongerFeedsAnythingIsTakenOut() {
        var form = filledIn(MAPPING, "mapping", Map.of("contact.MobilePhone.field", "", "do", "save"));
        ada.post(MAPPING, form);
        assertThat(SIDES.bean(MappingSettings.class).contact()).doesNotContainKey("MobilePhone");
        assertThat(SIDES.bean(StoredSettings.class).all().keySet()).noneMatch(name -> name.contains("MobilePhone"));
    }

    @Test
    @Order(10)
    void aListIsMadeInMauticWithInesValuesAndChosen() {
        var answer = ada.post(MAPPING, filledIn(MAPPING, "mapping", Map.of("create-list", "contact.Type")));
        assertThat(answer.text()).contains("Mautic a maintenant le champ « Type (INES) » (ines_ct_type)");
        assertThat(answer.form("mapping")).containsEntry("contact.Type.field", "ines_ct_type")
                .containsEntry("contact.LastName.field", "lastname");
    }

    @Test
    @Order(11)
    void valuesOfTwoListsAreMatchedByHandAndKept() {
        var form = filledIn(MAPPING, "mapping", Map.of("contact.Rang.field", "title"));
        var row = ada.part(MAPPING + "/row?path=contact.Rang", form);
        assertThat(row.body().strip()).startsWith("<tr id=\"contact-Rang\"");
        assertThat(row.text()).contains("ne sont pas dans la liste d’INES", "Ce que chaque valeur devient");
        form.put("contact.Rang.values[Mr]", "=1");
        form.put("contact.Rang.values[Mrs]", "=0");
        form.put("contact.Rang.values[Miss]", "-");
        form.put("do", "save");
        assertThat(ada.post(MAPPING, form).text()).contains("Enregistré.");
        assertThat(Objects.requireNonNull(SIDES.bean(MappingSettings.class).contact().get("Rang")).values())
                .isEqualTo(Map.of("Mr", "1", "Mrs", "0", "Miss", ""));
        assertThat(ada.get(MAPPING).form("mapping")).containsEntry("contact.Rang.values[Miss]", "-")
                .containsEntry("contact.Rang.values[Mr]", "=1");
    }

    @Test
    @Order(12)
    void whoSavesWhatAnotherHasChangedMeanwhileIsToldAndLosesNothing() {
        var old = filledIn(FEATURES, "features", Map.of("connector.push-tag", "vers ines", "do", "save"));
        ada.post(FEATURES, filledIn(FEATURES, "features", Map.of("ines.calls-at-once", "5", "do", "save")));
        var late = ada.post(FEATURES, old);
        assertThat(late.text()).contains(
                "ada a modifié des réglages depuis que vous avez ouvert cette page", "voici ce qui change",
                "ines.calls-at-once 5");
        assertThat(late.form("features")).containsEntry("connector.push-tag", "vers ines");
        assertThat(SIDES.bean(DirectPushSettings.class).pushTag()).isEqualTo("ines");
        assertThat(SIDES.bean(InesConnectionSettings.class).callsAtOnce()).isEqualTo(5);
        var again = late.form("features");
        again.put("do", "save");
        assertThat(ada.post(FEATURES, again).text()).contains("Enregistré.");
        assertThat(SIDES.bean(DirectPushSettings.class).pushTag()).isEqualTo("vers ines");
    }

    @Test
    @Order(13)
    void aFeatureThatCannotBeUsedIsToldAtItsFieldWithWhatWasTyped() {
        var answer = ada.post(FEATURES, filledIn(FEATURES, "features", Map.of(
                "connector.push-rules.points", "cinquante", "connector.time-zone", "Paris", "do", "save")));
        assertThat(answer.text()).contains("« cinquante » n’est pas un nombre de points",
                "« Paris » n’est pas un fuseau");
        assertThat(answer.form("features")).containsEntry("connector.push-rules.points", "cinquante");
    }

    @Test
    @Order(13)
    void whatWouldKeepTheProgramFromStartingIsToldAtItsFieldToo() {
        var feature = ada.post(FEATURES, filledIn(FEATURES, "features", Map.of(
                "connector.push-tag", "${ines.password}", "do", "save")));
        assertThat(feature.text()).contains("Rien n’a été enregistré");
        assertThat(feature.form("features")).containsEntry("connector.push-tag", "${ines.password}");
        assertThat(feature.body()).containsPattern("id=\"connector-push-tag\"[^>]*aria-invalid=\"true\"");
        var account = ada.part(
                CONNECTION, connection(Map.of("ines.account", "${x}", "do", "save", "anyway", "true")));
        assertThat(account.status()).isEqualTo(200);
        assertThat(account.body()).contains("href=\"#ines-account\"");
        var sender = ada.part("/settings/alerts", filledIn("/settings/alerts", "alerts", Map.of(
                "connector.alerts.mail.host", "${x}", "connector.alerts.mail.from", "a@example.com",
                "connector.alerts.mail.to", "b@example.com", "do", "save")));
        assertThat(sender.status()).isEqualTo(200);
        assertThat(sender.body()).contains("href=\"#connector-alerts-mail-host\"");
    }

    @Test
    @Order(14)
    void whatTheCommandLineSaysIsShownAsFixedAndCannotBeChanged() {
        var page = ada.get(FEATURES);
        assertThat(page.body()).containsPattern("id=\"ines-calls-per-second\"[^>]*disabled");
        var form = filledIn(FEATURES, "features", Map.of("ines.calls-per-second", "1", "do", "save"));
        ada.post(FEATURES, form);
        assertThat(SIDES.bean(InesConnectionSettings.class).callsPerSecond()).isEqualTo(500);
        assertThat(SIDES.bean(StoredSettings.class).all()).doesNotContainKey("ines.calls-per-second");
        var mapping = ada.get(MAPPING);
        assertThat(mapping.body()).containsPattern("id=\"contact-Fax-field\"[^>]*disabled");
        assertThat(mapping.form("mapping")).doesNotContainKey("contact.Fax.field");
        assertThat(SIDES.bean(StoredSettings.class).all().keySet()).noneMatch(name -> name.contains("contact.Fax"));
    }

    @Test
    @Order(15)
    void theSwitchSaysWhatItWillDoAndDoesIt() {
        SIDES.contact(SIDES.company("Ateliers"), "Lefèvre");
        var page = ada.get(ACTIVATION + "?look");
        assertThat(page.text()).contains("Contacts qui ont une adresse e-mail et une société", "vers ines")
                .doesNotContain("Ce qui empêche l’envoi");
        var version = Long.toString(SIDES.bean(StoredSettings.class).version());
        var answer = ada.post(
                ACTIVATION, Map.of("published", "true", "version", version, "_csrf", page.csrf()));
        assertThat(answer.text()).contains("Publié : des contacts partent", "Arrêter la publication")
                .doesNotContain("ancien plugin");
        assertThat(SIDES.bean(SyncSettings.class).published()).isTrue();
    }

    @Test
    @Order(16)
    void aChangeNeedsTheTokenOfThePage() {
        assertThat(ada.post(ACTIVATION, Map.of("published", "false", "version", "1")).status()).isEqualTo(403);
        assertThat(SIDES.bean(SyncSettings.class).published()).isTrue();
    }

    @Test
    @Order(17)
    void aReaderSeesNoneOfThesePages() {
        try (var rita = visitor("rita")) {
            for (var page : new String[]{CONNECTION, MAPPING, FEATURES, ACTIVATION}) {
                assertThat(rita.get(page).status()).as(page).isEqualTo(403);
            }
        }
    }

    @Test
    @Order(18)
    void everyTextIsThereInEitherLanguage() {
        for (var language : new String[]{"en", "fr"}) {
            ada.post("/language", ada.get(FEATURES).form("language"));
            for (var page : new String[]{CONNECTION, MAPPING, FEATURES, ACTIVATION}) {
                var answer = ada.get(page);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).as(page).contains("<html lang=\"" + language + "\"").doesNotContain("??");
            }
        }
    }

    private static void another(Map<String, Optional<String>> changes) {
        SIDES.bean(StoredSettings.class).change(changes, "eve");
    }

    private static Map<String, String> stored() {
        return SIDES.bean(StoredSettings.class).all();
    }

    @Test
    @Order(19)
    void savingTheMappingAsItIsShownChangesNothingHoweverOddItsFieldsAre() {
        another(Map.of(
                "mapping.stop-sync", Optional.of("title"),
                "mapping.contact-reference", Optional.of("mobile"),
                "mapping.client-reference", Optional.of("attribution"),
                "mapping.contact.City.field", Optional.of("contact:city"),
                "mapping.contact.NPai.field", Optional.of("fax"),
                "mapping.contact.Rang.field", Optional.of("city"),
                "mapping.contact.Rang.values[Paris]", Optional.of("1"),
                "mapping.contact.Rang.values[Lyon]", Optional.of("0")));
        var before = stored();
        var page = ada.get(MAPPING);
        assertThat(page.text()).contains("Dans Mautic, ce champ est du type", "Paris → 1");
        var form = page.form("mapping");
        form.put("do", "save");
        assertThat(ada.post(MAPPING, form).text()).contains("Enregistré.");
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    @Order(20)
    void aReferenceThatIsNotChosenIsToldAndNotSaved() {
        var answer = ada.post(MAPPING, filledIn(MAPPING, "mapping", Map.of("contact-reference", "", "do", "save")));
        assertThat(answer.text()).contains("mapping.contact-reference n’indique aucun champ de Mautic");
        assertThat(stored()).containsEntry("mapping.contact-reference", "mobile");
    }

    @Test
    @Order(20)
    void aReferenceThatHasNoFieldOfItsOwnIsToldAndNotSaved() {
        var one = ada.post(MAPPING, filledIn(MAPPING, "mapping", Map.of("client-reference", "mobile", "do", "save")));
        assertThat(one.text()).contains("n’a pas été enregistrée",
                "« mobile » de Mautic est choisi pour les deux références");
        var sent = ada.post(MAPPING, filledIn(MAPPING, "mapping", Map.of("contact-reference", "city", "do", "look")));
        assertThat(sent.text()).contains("est aussi envoyé à INES (contact.City)");
        assertThat(stored()).containsEntry("mapping.client-reference", "attribution");
    }

    @Test
    @Order(20)
    void aReferenceFieldThatIsInUseIsToldWhileNobodyIsLinked() {
        assertThat(ada.get(MAPPING).text()).doesNotContain("aucun n’est encore lié");
        SIDES.mautic.createContact(Map.of("email", "seul@example.com", "mobile", "0600000000"));
        assertThat(ada.get(MAPPING).text())
                .contains(
                        "quelque chose dans le champ « mobile » de Mautic, alors qu’aucun n’est encore lié à INES : 1");
    }

    @Test
    @Order(21)
    void whatWouldBeLostUnderTheReferencesOfLinkedContactsIsAskedAboutFirst() {
        SIDES.mautic.addContactField("customer_number", "Numéro de client", "number", Map.of());
        SIDES.mautic.createContact(Map.of("email", "client@example.com", "customer_number", "4711"));
        SIDES.bean(CurrentSchema.class).forget();
        link(99);
        var choice = Map.of("contact-reference", "customer_number", "do", "save");
        var asked = ada.post(MAPPING, filledIn(MAPPING, "mapping", choice));
        assertThat(asked.text()).contains(
                "n’a pas été enregistrée",
                "« customer_number » de Mautic, où aucune référence d’INES n’a jamais été notée : 1");
        assertThat(stored()).containsEntry("mapping.contact-reference", "mobile");
        assertThat(contactFieldsEver()).doesNotContain("customer_number");

        var insisting = asked.form("mapping");
        insisting.putAll(Map.of("anyway", "true", "do", "save"));
        assertThat(ada.post(MAPPING, insisting).text()).contains("Enregistré.");
        assertThat(stored()).containsEntry("mapping.contact-reference", "customer_number");
        assertThat(contactFieldsEver()).contains("customer_number");
        another(Map.of("mapping.contact-reference", Optional.of("mobile")));
    }

    private static List<String> contactFieldsEver() {
        return SIDES.bean(ReferenceFields.class).ever().stream().map(ReferenceAliases::contact).toList();
    }

    @Test
    @Order(21)
    void whatFieldsHoldThatWereChosenByMistakeCountsNoMoreOnceAPersonSaysSo() {
        SIDES.mautic.addContactField("badge", "Badge", "number", Map.of());
        SIDES.mautic.createContact(Map.of("email", "badge@example.com", "badge", "12"));
        SIDES.bean(CurrentSchema.class).forget();
        SIDES.bean(ReferenceFields.class).accept("badge", "attribution");
        var page = ada.get(MAPPING);
        assertThat(page.text()).contains("« badge » et « attribution ». Contacts qui y ont quelque chose : 1");
        var form = page.form("former-0");
        form.putAll(Map.of("former-contact", "badge", "former-client", "attribution", "do", "forget"));
        assertThat(ada.post(MAPPING, form).text()).contains("cochez la case");
        assertThat(contactFieldsEver()).contains("badge");
        form.put("sure", "true");
        assertThat(ada.post(MAPPING, form).text()).contains("n’est plus pris pour des références d’INES");
        assertThat(contactFieldsEver()).doesNotContain("badge");
        assertThat(ada.get(MAPPING).text()).doesNotContain("« badge »");
    }

    @Test
    @Order(21)
    void anotherAccountThanTheLinkedOneIsSavedOnlyWhereSomebodyInsists() {
        link(98);
        SIDES.bean(LinkedPair.class).keep();
        var address = SIDES.ines.url().toString();
        var elsewhere = address.replace("127.0.0.1", "localhost");
        var asked = ada.post(CONNECTION, connection(Map.of("ines.url", elsewhere, "do", "save")));
        assertThat(asked.text()).contains("sont liés avec le compte INES", "à localhost:", "Enregistrer malgré tout");
        assertThat(stored()).containsEntry("ines.url", address);
        assertThat(ada.post(CONNECTION, connection(Map.of("ines.url", elsewhere, "do", "test"))).text())
                .contains("sont liés avec le compte INES")
                .doesNotContain("Enregistrer malgré tout");

        ada.post(CONNECTION, connection(Map.of("ines.url", elsewhere, "anyway", "true", "do", "save")));
        assertThat(stored()).containsEntry("ines.url", elsewhere);
        ada.post(CONNECTION, connection(Map.of("do", "save")));
        assertThat(stored()).containsEntry("ines.url", address);
    }

    @Test
    @Order(21)
    void theLinkedOneUnderAnotherSpellingOfItsAddressIsSavedAtOnce() {
        link(97);
        SIDES.bean(LinkedPair.class).keep();
        var address = SIDES.mautic.url().toString();
        ada.post(CONNECTION, connection(Map.of("mautic.url", address + "/", "do", "save")));
        assertThat(stored()).containsEntry("mautic.url", address + "/");
        ada.post(CONNECTION, connection(Map.of("do", "save")));
        assertThat(stored()).containsEntry("mautic.url", address);
    }

    private static void link(long contact) {
        SIDES.bean(JdbcClient.class).sql("""
                INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, settled,
                                          references_written, linked_at)
                VALUES (:contact, :contact, 7, 1, '{}', TRUE, CURRENT_TIMESTAMP)
                """).param("contact", contact).update();
    }

    @AfterEach
    void nobodyIsLinked() {
        SIDES.bean(JdbcClient.class).sql("DELETE FROM contact_link").update();
    }

    @Test
    @Order(21)
    void aValueIsTranslatedByItselfOnlyWhereItsFieldIsNewlyChosen() {
        SIDES.mautic.addContactField("rank", "Rank", "select", Map.of("list", List.of(
                Map.of("label", "archive", "value", "archive"))));
        another(Map.of(
                "mapping.contact.Rang.field", Optional.of("rank"),
                "mapping.contact.Rang.values[Paris]", Optional.empty(),
                "mapping.contact.Rang.values[Lyon]", Optional.empty()));
        var page = ada.get(MAPPING);
        assertThat(page.form("mapping")).containsEntry("contact.Rang.values[archive]", "");
        assertThat(page.text()).contains("ne sont pas dans la liste d’INES");
        var form = page.form("mapping");
        form.put("contact.Rang.field", "contact:rank");
        assertThat(ada.post(MAPPING, form).form("mapping")).containsEntry("contact.Rang.values[archive]", "=2");
        assertThat(ada.post(MAPPING, filledIn(MAPPING, "mapping", Map.of("do", "suggest"))).form("mapping"))
                .containsEntry("contact.Rang.values[archive]", "=2");
    }

    @Test
    @Order(22)
    void whatIsChosenIsNotLostWhileASideDoesNotAnswer() {
        var form = filledIn(MAPPING, "mapping", Map.of("contact.Comment.field", "position", "do", "look"));
        SIDES.bean(CurrentSchema.class).forget();
        SIDES.mautic.faults().always(FaultRule.ANY, Fault.status(503));
        var known = ada.post(MAPPING, form);
        assertThat(known.text()).contains("Mautic").contains("Enregistrer la correspondance");
        assertThat(known.body()).contains("class=\"problem\"");
        assertThat(known.form("mapping")).containsEntry("contact.Comment.field", "position");

        assertThat(ada.get(MAPPING).text()).contains("Mautic est inutilisable", "Enregistrer la correspondance");

        another(Map.of("connector.push-tag", Optional.of("ines")));
        var closed = ada.get(MAPPING);
        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.text()).contains("Mautic est inutilisable", "Réessayer").doesNotContain("Votre saisie");
        var unread = ada.post(MAPPING, form);
        assertThat(unread.status()).isEqualTo(200);
        assertThat(unread.text()).contains("Votre saisie n’est pas perdue");
        var kept = unread.form("mapping");
        assertThat(kept).containsEntry("contact.Comment.field", "position")
                .containsEntry("version", form.get("version"))
                .doesNotContainKey("do");
        SIDES.mautic.faults().clear();
        kept.put("do", "look");
        assertThat(ada.post(MAPPING, kept).form("mapping")).containsEntry("contact.Comment.field", "position");
    }

    @Test
    @Order(23)
    void aTestOfTheConnectionDoesNotHideWhatAnotherSavedMeanwhile() {
        var form = connection(Map.of("do", "test"));
        another(Map.of("ines.account", Optional.of("celui-d-eve")));
        var tested = ada.post(CONNECTION, form);
        assertThat(tested.form("connection")).containsEntry("version", form.get("version"));
        var late = tested.form("connection");
        late.putAll(Map.of(
                "ines.password", InesSimulator.PASSWORD, "mautic.password", MauticSimulator.PASSWORD, "do", "save"));
        var told = ada.part(CONNECTION, late);
        assertThat(told.text()).contains("eve a modifié des réglages", "ines.account", "celui-d-eve",
                InesSimulator.ACCOUNT);
        assertThat(told.body()).doesNotContain(InesSimulator.PASSWORD, MauticSimulator.PASSWORD);
        assertThat(stored()).containsEntry("ines.account", "celui-d-eve");
        late.put("version", Long.toString(SIDES.bean(StoredSettings.class).version()));
        assertThat(told.body()).contains("name=\"version\" value=\"" + late.get("version") + "\"");
        assertThat(ada.post(CONNECTION, late).path()).isEqualTo(MAPPING);
        assertThat(stored()).containsEntry("ines.account", InesSimulator.ACCOUNT);
    }

    @Test
    @Order(24)
    void aPublicAddressAndAnImportDoNotOverwriteWhatAnotherSavedMeanwhile() {
        var page = ada.get("/settings/mautic");
        var version = Long.toString(SIDES.bean(StoredSettings.class).version());
        assertThat(page.body()).contains("name=\"version\" value=\"" + version + "\"");
        another(Map.of("connector.public-url", Optional.of("https://eve.example")));
        var address = ada.post("/settings/mautic/address", Map.of(
                "address", "https://ada.example", "version", version, "_csrf", page.csrf()));
        assertThat(address.text()).contains("eve a modifié des réglages", "https://eve.example");
        assertThat(address.body()).contains("value=\"https://ada.example\"");
        var text = "connector:\n  public-url: https://ada.example\n";
        var again = ada.post("/settings/history/import", Map.of(
                "text", text, "version", version, "_csrf", page.csrf()));
        assertThat(again.text()).contains("Quelqu’un a modifié des réglages", "https://eve.example");
        assertThat(stored()).containsEntry("connector.public-url", "https://eve.example");
        var now = Long.toString(SIDES.bean(StoredSettings.class).version());
        assertThat(again.body()).contains("name=\"version\" value=\"" + now + "\"");
        ada.post("/settings/history/import", Map.of("text", text, "version", now, "_csrf", page.csrf()));
        assertThat(stored()).containsEntry("connector.public-url", "https://ada.example");
    }

    @Test
    @Order(25)
    void thePageThatStopsPublishingWaitsForNeitherSide() {
        SIDES.bean(CurrentSchema.class).forget();
        var page = ada.get(ACTIVATION);
        assertThat(page.body()).contains("hx-get=\"/settings/activation/look\"", "name=\"published\"");
        assertThat(page.text()).contains("sont interrogés", "Arrêter la publication")
                .doesNotContain("adresse e-mail et");
        SIDES.mautic.faults().always(FaultRule.ANY, Fault.status(503));
        SIDES.ines.faults().always(FaultRule.ANY, Fault.status(503));
        assertThat(ada.get(ACTIVATION + "/look").text()).contains("Ce qui empêche l’envoi");
        var stopped = ada.post(ACTIVATION, Map.of("published", "false", "version", "1", "_csrf", page.csrf()));
        assertThat(stopped.text()).contains("Non publié", "sont interrogés");
        assertThat(SIDES.bean(SyncSettings.class).published()).isFalse();
        SIDES.mautic.faults().clear();
        SIDES.ines.faults().clear();
    }

    @Test
    @Order(26)
    void aConnectionThatIsSavedAlthoughItDoesNotWorkNoLongerCountsAsTested() {
        assertThat(ada.get(CONNECTION).text()).contains("a été testée le");
        ada.post(CONNECTION, connection(Map.of("ines.password", "faux-secret", "do", "save", "anyway", "true")));
        assertThat(SIDES.bean(InesConnectionSettings.class).password()).isEqualTo("faux-secret");
        assertThat(ada.get(CONNECTION).text()).doesNotContain("a été testée le");
        assertThat(ada.get(MAPPING).text()).contains("Tester la connexion");
    }

    @Test
    @Order(27)
    void noSecretIsToldByTheLogAPageAnAnswerAnExportOrACommand() {
        new SecretsAtWork(SIDES, ada, "une longue phrase").areNotTold();
    }
}
