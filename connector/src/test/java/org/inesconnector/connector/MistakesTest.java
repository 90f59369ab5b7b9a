package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads who gave a wrong command or setting; with no INES and no Mautic. */
@Order(1)
class MistakesTest {

    private final Console console = new Console();

    private static String inMemory() {
        return "connector.database.url=" + H2.newDatabase();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | push                              | Missing: --contact ID or --email EMAIL.
            fr | push                              | Il manque --contact ID ou --email EMAIL.
            en | push --contact                    | A value is missing: --contact ID.
            fr | push --contact                    | Il manque une valeur : --contact ID.
            en | push --contact abc                | --contact ID: “abc” cannot be used, it must be a whole number.
            fr | push --contact abc                | --contact ID : « abc » est inutilisable, il faut un nombre entier.
            en | push --contact 3 --email a        | Only one of these can be given: --contact, --email.
            fr | push --contact 3 --email a        | Une seule de ces options peut être donnée : --contact, --email.
            en | push --contac 3                   | There is no option --contac here. Did you mean: --contact?
            fr | push --contac 3                   | Il n’y a pas d’option --contac ici. Vouliez-vous dire : --contact ?
            en | pusj                              | There is no command pusj. Did you mean: push
            fr | pusj                              | Il n’y a pas de commande pusj. Vouliez-vous dire : push
            en | settle --contact 3                | Missing: --exists REF or --client-exists REF or --create-again.
            fr | settle --exists 5                 | Il manque --contact ID.
            fr | journal --last 3 --last 4         | --last N ne peut être donné qu’une fois.
            fr | demo --contacts 3                 | ./ines-connector demo --contacts 3
            """)
    void aWrongCommandIsExplainedInThePersonsLanguage(Locale language, String command, String said) {
        console.speak(language);
        assertThat(console.run(command.split(" "))).isEqualTo(2);
        assertThat(console.output()).contains(said).doesNotContain("Error", "Usage");
    }

    @ParameterizedTest
    @CsvSource({"en,Usage: ,Commands:", "fr,Utilisation :,Commandes :"})
    void helpIsInThePersonsLanguage(Locale language, String usage, String commands) {
        console.speak(language);
        assertThat(console.run("--help")).isZero();
        assertThat(console.output().replace('\u00a0', ' ')).contains(usage, commands, "demo ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | connector.published has a value that cannot be used: it must be true or false
            fr | connector.published a une valeur inutilisable : il faut true ou false
            """)
    void aWrongSettingIsExplainedInThePersonsLanguage(Locale language, String said) {
        console.speak(language);
        console.settings(List.of(inMemory(), "connector.published=abc"));
        assertThat(console.run("crm:ines")).isEqualTo(2);
        assertThat(console.output()).contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | push-rules.points=0,50  | connector.push-rules.points: 0 is no number of points that anybody reaches.
            fr | push-rules.points=0,50  | connector.push-rules.points : 0 n’est pas un nombre de points que l’on atteint.
            en | push-rules.segments=-3  | connector.push-rules.segments: -3 is no id of Mautic’s.
            fr | push-rules.forms=0      | connector.push-rules.forms : 0 n’est pas un identifiant de Mautic.
            en | push-rules.forms=Devis  | connector.push-rules.forms has a value that cannot be used: it must be a whole number
            fr | push-rules.forms=Devis  | connector.push-rules.forms a une valeur inutilisable : il faut un nombre entier
            en | push-tag=-ines          | connector.push-tag: “-ines” cannot be a tag of Mautic’s.
            fr | push-interval=1ms       | connector.push-interval doit être d’au moins 100ms.
            """)
    void aRuleThatMakesNoSenseIsExplainedBeforeAnythingStarts(Locale language, String setting, String said) {
        console.speak(language);
        console.settings(
                List.of(inMemory(), "connector." + setting, "server.port=0", "ines.account=a", "ines.username=u",
                        "ines.password=p", "mautic.url=http://127.0.0.1:1", "mautic.username=u", "mautic.password=p"));
        assertThat(console.run("serve")).withFailMessage(console::output).isEqualTo(2);
        assertThat(console.output()).contains(said);
    }

    /** Taken for milliseconds, 90 days would be the end of the journal, and 90 seconds of every call. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | crm:ines | connector.queue.keep=90         | connector.queue.keep has a value that cannot be used: it must be a length of time with its unit, such as 30s, 15m or 90d
            fr | check    | ines.read-timeout=90            | ines.read-timeout a une valeur inutilisable : il faut une durée avec son unité, comme 30s, 15m ou 90d
            en | check    | connector.gone-after=${away:60} | connector.gone-after has a value that cannot be used
            en | crm:ines | connector.queue.waits[0]=5      | connector.queue.waits[0] has a value that cannot be used
            en | serve    | connector.slowest-request=60    | connector.slowest-request has a value that cannot be used
            fr | serve    | connector.slowest-request=999ms | connector.slowest-request doit être d’au moins 1s.
            fr | crm:ines | connector.queue.keep=0          | connector.queue.keep doit être d’au moins 1d.
            en | check    | mautic.connect-timeout=0s       | mautic.connect-timeout must be at least 100ms.
            """)
    void aLengthOfTimeThatWouldDoHarmStopsTheStart(Locale language, String command, String setting, String said) {
        console.speak(language);
        console.settings(List.of(inMemory(), "server.port=0", "connector.published=true",
                "connector.full-synchronisation=true", "ines.account=a", "ines.username=u", "ines.password=p",
                "mautic.url=http://127.0.0.1:1", "mautic.username=u", "mautic.password=p", setting));
        assertThat(console.run(command)).withFailMessage(console::output).isEqualTo(2);
        assertThat(console.output()).contains(said);
    }

    @Test
    void aSettingThatNothingReadsIsToldWithItsName() {
        console.settings(List.of(inMemory(), "connector.publishd=true", "connector.push-rules.segmants=1",
                "mapping.contacts.City=city", "connector.full-synchronisation=true", "ines.readTimeout=30s"));
        console.run("check");
        assertThat(console.output()).contains("connector.publishd is no setting", "connector.push-rules.segmants is no",
                "mapping.contacts.city is no").doesNotContain("full-synchronisation is no", "timeout is no")
                .doesNotContain("database.url is no", "data-directory is no");
        assertThat(console.output()).contains("publishing is off");
    }

    /** Drivers like to repeat the address that they were given. */
    @ParameterizedTest
    @CsvSource({
            "DATABASE,nobody,2", "DATABASE?user=nobody&password=parole-7c1d-base,,2",
            "jdbc:postgresql://127.0.0.1:1/x?password=parole-7c1d-base,nobody,4",
            "jdbc:h2:mem:x;PASSWORD=parole-7c1d-base;WRONG=1,,2",
            "jdbc:postgresql//127.0.0.1/x?password=parole-7c1d-base,,2",
            "jdbc:postgres://127.0.0.1/x?password=parole-7c1d-base,,2",
            "jdbc:postgresql://127.0.0.1:port/x?password=parole-7c1d-base,,2",
            "postgresql://nobody:parole-7c1d-base@127.0.0.1/x,,2"
    })
    void theDatabasesPasswordIsNotToldWhateverIsWrongWithItsAddress(String url, @Nullable String user, int exitCode) {
        console.settings(List.of(
                "connector.database.url=" + url.replace("DATABASE", Postgres.newDatabase().replaceAll("\\?.*", "")),
                "connector.database.username=" + Objects.requireNonNullElse(user, ""),
                "connector.database.password=parole-7c1d-base", "spring.datasource.hikari.connection-timeout=1000"));
        for (var language : List.of(Locale.ENGLISH, Locale.FRENCH)) {
            console.speak(language);
            assertThat(console.run("status")).as(console::output).isEqualTo(exitCode);
            assertThat(console.output()).contains("connector.database.").doesNotContain("parole-7c1d", "\tat ");
        }
    }

    @Test
    void theDatabasesPasswordIsInNoLineOfTheLogHoweverDetailed() {
        console.settings(List.of("connector.database.url=" + Postgres.newDatabase().replaceAll("\\?.*", ""),
                "connector.database.username=postgres", "connector.database.password=parole-7c1d-base"));
        try (var told = new Told()) {
            assertThat(console.run("status", "--offline")).as(console::output).isZero();
            told.assertSomewhere("jdbc:postgresql:");
            told.assertNowhere(Map.of("the database's password", "parole-7c1d"));
        }
    }

    @Test
    void aJournalOfNoRowsIsAMistake() {
        console.settings(List.of(inMemory()));
        assertThat(console.run("journal", "--last", "-5")).isEqualTo(2);
        assertThat(console.output()).contains("--last must be 1 or more, not -5");
    }

    @Test
    void aDataDirectoryThatCannotBeMadeIsASettingToldInOneSentence(@TempDir Path directory) throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        console.settings(List.of("connector.data-directory=" + file.resolve("below")));
        assertThat(console.run("settle")).isEqualTo(2);
        assertThat(console.output().lines()).singleElement().asString().contains("The data directory", "below");
    }

    @Test
    void aDatabaseThatIsAwayIsNoSetting() {
        console.settings(List.of("connector.database.url=jdbc:postgresql://127.0.0.1:1/away"));
        assertThat(console.run("settle")).isEqualTo(4);
        assertThat(console.output().lines()).singleElement().asString().contains("The database cannot be used");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | status           | Neither INES nor Mautic is set up yet. Start the service (“./ines-connector serve”, or the system’s) and open its address
            fr | journal          | Ni INES ni Mautic ne sont encore configurés. Lancez le service (« ./ines-connector serve », ou celui du système) et ouvrez son adresse
            en | crm:ines         | Start the service (“./ines-connector serve”
            fr | check            | Lancez le service (« ./ines-connector serve »
            en | push --contact 3 | Start the service (“./ines-connector serve”
            fr | forecast         | Lancez le service (« ./ines-connector serve »
            en | retry --all      | Start the service (“./ines-connector serve”
            """)
    void whereNothingIsSetUpACommandSaysWhatItIsSetUpWith(Locale language, String command, String said) {
        console.speak(language);
        console.settings(List.of(inMemory()));
        console.run(command.split(" "));
        assertThat(console.output()).contains(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ines.account=a", "mautic.url=http://127.0.0.1:1"})
    void whereOneSideIsSetUpOnlyWhatIsMissingIsSaid(String setting) {
        console.settings(List.of(inMemory(), setting));
        assertThat(console.run("status")).withFailMessage(console::output).isEqualTo(2);
        assertThat(console.output()).contains("missing").doesNotContain("ines-connector serve");
    }

    @ParameterizedTest
    @ValueSource(strings = {"settle", "status --offline", "journal", "retry --all", "settle --lead 3 --written"})
    void whatNeedsNeitherInesNorMauticWorksWithoutTheirSettings(String command) {
        console.settings(List.of(inMemory()));
        console.run(command.split(" "));
        assertThat(console.output()).isNotBlank().doesNotContain("missing");
    }
}
