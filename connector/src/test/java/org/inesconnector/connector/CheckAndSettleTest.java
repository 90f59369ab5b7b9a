package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Map;
import org.inesconnector.simulator.http.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads, in both languages, when the connection is tested or a creation settled. */
@Order(2)
class CheckAndSettleTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();
    private static final Fault WITHOUT_THE_CONTACTS_REFERENCE = new Fault.Replaced(
            "(?s)(ContactInfoAuto>.*?)<((?:\\w+:)?InternalRef)>[^<]*</\\2>", "$1");

    private final Console console = new Console();
    private long zoe;

    @BeforeEach
    void oneContact() {
        SIDES.ines.faults().clear();
        zoe = SIDES.contact(SIDES.company("Ateliers"), "Lefèvre");
    }

    private int run(String... arguments) {
        return console.run(arguments);
    }

    private void speak(Locale language, String... settings) {
        console.speak(language);
        console.settings(SIDES.settings(settings));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | ✓ Signed in to INES as automation, account demo            | ✓ The mapping is complete: 4 fields       | Everything works.
            fr | ✓ Connecté à INES en tant que automation, compte demo      | ✓ La correspondance est complète : 4 champs | Tout fonctionne.
            """)
    void aGoodConnectionIsToldStepByStepUpToTheMapping(
            Locale language, String signedIn, String mapping, String verdict) {
        speak(language);
        assertThat(run("check")).withFailMessage(console::output).isZero();
        assertThat(console.output()).contains(signedIn, mapping, verdict).doesNotContain("✗");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | ✗ INES refuses the account, the user name or the password.  | answers at  | Something is wrong: see above.
            fr | ✗ INES refuse le compte, l’utilisateur ou le mot de passe.  | répond à    | Quelque chose ne va pas : voir ci-dessus.
            """)
    void aWrongPasswordIsToldWithoutItAndMauticIsTestedAllTheSame(
            Locale language, String refused, String reached, String verdict) {
        speak(language, "ines.password=un-mauvais-secret");
        assertThat(run("check")).withFailMessage(console::output).isEqualTo(2);
        assertThat(console.output()).contains(refused, reached + " " + SIDES.mautic.url(), verdict)
                .doesNotContain("un-mauvais-secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | ✗ INES cannot be used now              | answers at
            fr | ✗ INES est inutilisable pour le moment | répond à
            """)
    void anInesThatIsDownIsToldAndMauticIsTestedAllTheSame(Locale language, String down, String reached)
            throws IOException {
        speak(language, "ines.url=http://127.0.0.1:" + closedPort());
        assertThat(run("check")).withFailMessage(console::output).isEqualTo(4);
        assertThat(console.output()).contains(down, reached + " " + SIDES.mautic.url())
                .doesNotContain(reached + " http://127.0.0.1:" + SIDES.ines.url().getPort());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | ! Passwords and contacts go to mautic.invalid unencrypted
            fr | ! Mots de passe et contacts vont à mautic.invalid sans chiffrement
            """)
    void anAddressToWhichPasswordsGoUnencryptedIsWarnedOf(Locale language, String warning) {
        speak(language, "mautic.url=http://mautic.invalid");
        assertThat(run("check")).withFailMessage(console::output).isEqualTo(4);
        assertThat(console.output()).containsOnlyOnce(warning);
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | ✗ mapping.client.CompanyName (Company) must be mapped before anything is pushed.
            fr | ✗ mapping.client.CompanyName (Société) doit être associé avant tout envoi.
            """)
    void aMappingThatLacksARequiredFieldIsToldByItsName(Locale language, String incomplete) {
        console.speak(language);
        var settings = SIDES.settings();
        settings.removeIf(setting -> setting.startsWith("mapping.client.CompanyName"));
        console.settings(settings);
        assertThat(run("check")).withFailMessage(console::output).isEqualTo(2);
        assertThat(console.output()).contains(incomplete);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | ✗ mapping.contact-reference: the connector notes INES’s reference in the Mautic field “city”
            fr | ✗ mapping.contact-reference : le connecteur note la référence d’INES dans le champ « city »
            """)
    void aReferenceFieldThatIsSentToInesIsToldWithBothItsUses(Locale language, String told) {
        speak(language, "mapping.contact-reference=city");
        assertThat(run("check")).withFailMessage(console::output).isEqualTo(2);
        assertThat(console.output()).contains(told, "mapping.contact.City");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | in the Mautic field “mobile”, though none is linked with INES yet: 1.
            fr | dans le champ « mobile » de Mautic, alors qu’aucun n’est encore lié à INES : 1.
            """)
    void aReferenceFieldThatIsInUseIsToldUntilSomebodyIsLinked(Locale language, String told) {
        speak(language, "mapping.contact-reference=mobile");
        SIDES.mautic.editContact(zoe, Map.of("mobile", "0600000000"));
        assertThat(run("check")).withFailMessage(console::output).isZero();
        assertThat(console.output()).contains(told);
        var other = Long.toString(SIDES.contact(SIDES.company("Voisins"), "Autre"));
        assertThat(run("push", "--contact", other)).withFailMessage(console::output).isZero();
        assertThat(run("check")).withFailMessage(console::output).isZero();
        assertThat(console.output()).doesNotContain(told);
        SIDES.mautic.editContact(zoe, Map.of("mobile", ""));
        SIDES.mautic.editContact(Long.parseLong(other), Map.of("mobile", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | ines.account is missing.    | mautic.url is missing.    | environment variable INES_ACCOUNT
            fr | Il manque ines.account.     | Il manque mautic.url.     | variable d’environnement INES_ACCOUNT
            """)
    void everyMissingSettingIsNamedWithItsVariable(Locale language, String account, String url, String variable) {
        speak(language, "ines.account=", "mautic.url=");
        assertThat(run("push", "--contact", "1")).withFailMessage(console::output).isEqualTo(2);
        assertThat(console.output()).contains(account, url, variable).doesNotContain("ines.username");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Nothing is uncertain.     | Nothing is uncertain about contact 4711.
            fr | Rien n’est incertain.     | Rien n’est incertain pour le contact 4711.
            """)
    void whereNothingIsUncertainThereIsNothingToSettle(Locale language, String none, String nothing) {
        speak(language);
        assertThat(run("settle")).withFailMessage(console::output).isZero();
        assertThat(console.output()).contains(none);
        assertThat(run("settle", "--contact", "4711", "--create-again")).isOne();
        assertThat(console.output()).contains(nothing);
        assertThat(run("settle", "--contact", "4711", "--exists", "1")).isOne();
        assertThat(console.output()).contains(nothing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | since        | Look for each in INES      | INES does not show contact 999999   | Settled: contact
            fr | depuis       | Cherchez chacun dans INES  | INES ne montre pas le contact 999999 | Réglé : contact
            """)
    void anUncertainContactIsListedUntilAPersonNamesItsReference(
            Locale language, String since, String how, String unknown, String settled) {
        speak(language);
        var contact = Long.toString(zoe);
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(run("push", "--contact", contact)).withFailMessage(console::output).isEqualTo(3);

        assertThat(run("settle")).withFailMessage(console::output).isEqualTo(3);
        assertThat(console.output()).contains("Contact " + zoe + ", " + since, how);
        assertThat(run("settle", "--contact", contact, "--exists", "999999")).isOne();
        assertThat(console.output()).contains(unknown);
        var reference = Integer.toString(SIDES.atInes(zoe).getFirst().reference());
        assertThat(run("settle", "--contact", contact, "--exists", reference)).isZero();
        assertThat(console.output()).contains(settled + " " + zoe);
        assertThat(run("settle")).withFailMessage(console::output).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | has the address of contact | If several people share the address             | Settled: contact
            fr | a l’adresse du contact     | Si plusieurs personnes partagent l’adresse      | Réglé : le contact
            """)
    void aContactWithAnothersAddressIsListedUntilAPersonSaysWhetherTheyAreOne(
            Locale language, String listed, String how, String settled) {
        var database = "connector.database.url=jdbc:h2:mem:address-" + language
                + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1";
        speak(language, database);
        long company = SIDES.company("Ateliers");
        var emails = Map.of("email", "accueil." + company + "@dupont.example");
        zoe = SIDES.contact(company, "Lefèvre");
        long twin = SIDES.contact(company, "Paul");
        SIDES.mautic.editContact(zoe, emails);
        SIDES.mautic.editContact(twin, emails);
        var contact = Long.toString(twin);
        assertThat(run("push", "--contact", Long.toString(zoe))).withFailMessage(console::output).isZero();
        assertThat(run("push", "--contact", contact)).withFailMessage(console::output).isOne();
        assertThat(console.output()).contains("--several-people");
        assertThat(run("settle")).withFailMessage(console::output).isEqualTo(3);
        assertThat(console.output()).contains(listed + " " + zoe, how);
        assertThat(run("status", "--offline")).isZero();
        assertThat(console.output()).contains("ines-connector settle");
        assertThat(run("settle", "--address", contact, "--one-person")).isZero();
        assertThat(console.output()).contains(settled + " " + twin);
        assertThat(run("push", "--contact", contact)).withFailMessage(console::output).isOne();
        assertThat(run("settle", "--address", contact, "--several-people")).isZero();
        assertThat(run("settle", "--address", contact, "--several-people")).isOne();
        assertThat(run("push", "--contact", contact)).withFailMessage(console::output).isZero();
        assertThat(run("settle")).withFailMessage(console::output).isZero();
    }

    @Test
    void whyAContactIsUncertainIsToldInTheLanguageOfWhoeverAsksAndNotOfWhoeverPushedIt() {
        speak(Locale.ENGLISH);
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        run("push", "--contact", Long.toString(zoe));
        assertThat(console.output()).contains("INES cannot be used now (AddClientWithContacts)");
        console.speak(Locale.FRENCH);
        run("settle");
        assertThat(console.output()).contains("INES est inutilisable pour le moment (AddClientWithContacts)");
        run("push", "--contact", Long.toString(zoe));
        assertThat(console.output()).contains("INES est inutilisable pour le moment (AddClientWithContacts)");
    }

    @Test
    void anAnswerWithoutTheContactsReferenceIsToldInFrench() {
        speak(Locale.FRENCH);
        SIDES.ines.faults().next("AddClientWithContacts", WITHOUT_THE_CONTACTS_REFERENCE);
        run("push", "--contact", Long.toString(zoe));
        assertThat(console.output()).contains("INES a créé la société, mais n’a pas renvoyé de référence");
        run("settle");
        assertThat(console.output()).contains("INES a créé la société, mais n’a pas renvoyé de référence");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Settled: contact
            fr | Réglé : contact
            """)
    void anUncertainContactThatIsNotAtInesIsCreatedByThePushAfterAPersonSaidSo(Locale language, String settled) {
        speak(language);
        var contact = Long.toString(zoe);
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.BEFORE_THE_WORK));
        assertThat(run("push", "--contact", contact)).withFailMessage(console::output).isEqualTo(3);
        assertThat(run("settle", "--contact", contact, "--create-again")).isZero();
        assertThat(console.output()).contains(settled + " " + zoe);
        assertThat(run("push", "--contact", contact)).withFailMessage(console::output).isZero();
        assertThat(SIDES.atInes(zoe)).hasSize(1);
    }

    @Test
    void uncertainContactsAreListedAndCreatedAgainWithoutInesOrMautic() {
        var database = "connector.database.url=jdbc:h2:mem:alone;MODE=PostgreSQL;DB_CLOSE_DELAY=-1";
        speak(Locale.ENGLISH, database);
        var contact = Long.toString(zoe);
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.BEFORE_THE_WORK));
        assertThat(run("push", "--contact", contact)).withFailMessage(console::output).isEqualTo(3);
        speak(Locale.ENGLISH, database, "ines.account=", "mautic.url=");
        assertThat(run("settle")).withFailMessage(console::output).isEqualTo(3);
        assertThat(run("settle", "--contact", contact, "--create-again")).withFailMessage(console::output).isZero();
        assertThat(run("settle")).withFailMessage(console::output).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | of contact     | Look for each lead in INES       | Settled: lead
            fr | du contact     | Cherchez chaque lead dans INES   | Réglé : lead
            """)
    void anUncertainLeadIsListedWithItsNumberUntilAPersonSettlesIt(
            Locale language, String of, String how, String settled) {
        speak(language);
        SIDES.ines.faults().next("AddLead", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(run("push", "--contact", Long.toString(zoe))).withFailMessage(console::output).isZero();
        assertThat(run("settle")).withFailMessage(console::output).isEqualTo(3);
        assertThat(console.output()).contains("Lead 1 " + of + " " + zoe, how);
        assertThat(run("settle", "--lead", "1", "--written")).withFailMessage(console::output).isZero();
        assertThat(console.output()).contains(settled + " 1");
        assertThat(run("settle", "--lead", "1", "--write-again")).isOne();
        assertThat(run("settle")).withFailMessage(console::output).isZero();
    }

    @Test
    void theValueListsThatTheMappingNeedsAreReadByACheck() {
        speak(Locale.ENGLISH, "mapping.client.Origin=companyindustry");
        SIDES.ines.calls().reset();
        run("check");
        assertThat(console.output()).contains("value lists that the mapping needs read: 1");
        assertThat(SIDES.ines.calls().count("GetOriginList")).isOne();
    }
}
