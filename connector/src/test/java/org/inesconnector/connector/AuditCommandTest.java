package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.simulator.http.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The audit as a person runs it: what it prints, what it writes into a file, and its exit code. */
class AuditCommandTest {

    private final BothSides sides = new BothSides();
    private final Commands commands = new Commands(sides);
    private long zoe;

    @TempDir
    private Path directory;

    @BeforeEach
    void oneContactAtBothSides() {
        zoe = sides.contact(sides.company("Ateliers"), "Lefèvre");
        assertThat(commands.console.run("push", "--contact", Long.toString(zoe))).withFailMessage(this::output)
                .isZero();
    }

    @AfterEach
    void stop() {
        commands.close();
        sides.close();
    }

    private int audit(String... arguments) {
        var all = new ArrayList<>(List.of("audit"));
        all.addAll(List.of(arguments));
        return commands.console.run(all.toArray(String[]::new));
    }

    private String output() {
        return commands.output();
    }

    private long waiting() {
        return commands.bean(Journal.class).last(100, Optional.of(RowState.PENDING)).size();
    }

    @Test
    void whereNothingDiffersTheExitCodeIsZero() {
        assertThat(audit()).withFailMessage(this::output).isZero();
        assertThat(output()).contains("Linked contacts: 1. Compared field by field: 1.", "No drift.",
                "0 of 1 linked contacts held against Mautic");
        commands.console.speak(Locale.FRENCH);
        assertThat(audit("--sample", "5")).withFailMessage(this::output).isZero();
        assertThat(output()).contains("Aucun écart.");
    }

    @Test
    void driftIsToldFieldByFieldWithExitCodeOneAndRepairedOnce() {
        sides.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        assertThat(audit()).withFailMessage(this::output).isOne();
        assertThat(output()).contains(
                "fields differ: Mautic contact " + zoe + ", ",
                "Last name (contact): INES has Lefèvre, Mautic has Martin",
                "1  fields differ",
                "1 can be put right: ines-connector audit --repair");
        assertThat(waiting()).isZero();
        assertThat(audit("--repair")).withFailMessage(this::output).isOne();
        assertThat(output()).contains("1 queued; serve or crm:ines sends them.");
        assertThat(audit("--repair")).withFailMessage(this::output).isZero();
        assertThat(output()).contains("1 under way already.").doesNotContain("queued;");
        assertThat(waiting()).isOne();
        assertThat(commands.crmInes(10)).withFailMessage(this::output).isZero();
        assertThat(audit("--repair")).withFailMessage(this::output).isZero();
        assertThat(sides.atInes(zoe)).singleElement().matches(stored -> stored.value("LastName").equals("Martin"));
    }

    @Test
    void theFileHasALineForEachFieldAndNoFormula() throws IOException {
        sides.mautic.editContact(zoe, Map.of("lastname", "=HYPERLINK(1)"));
        var file = directory.resolve("drift.csv");
        assertThat(audit("--csv", file.toString())).withFailMessage(this::output).isOne();
        assertThat(Files.readString(file)).contains("Finding,", "fields differ", "'=HYPERLINK(1)")
                .doesNotContain(",=HYPERLINK");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | there is no directory  | is a directory. Name a file in it.
            fr | il n’y a pas de répertoire | est un répertoire. Indiquez un fichier dans ce répertoire.
            """)
    void whyTheFileCannotBeWrittenIsSaidInThePersonsLanguage(Locale language, String noDirectory, String isDirectory) {
        commands.console.speak(language);
        var missing = directory.resolve("no/such");
        assertThat(audit("--csv", missing.resolve("drift.csv").toString())).isEqualTo(2);
        assertThat(output()).contains(noDirectory + " " + missing + ". ").doesNotContain("Exception");
        assertThat(audit("--csv", directory.toString())).isEqualTo(2);
        assertThat(output()).contains(directory + " " + isDirectory).doesNotContain("Exception");
    }

    @Test
    void theFileIsForItsOwnerOnlyAndStaysWhereNoWholeOneTakesItsPlace() throws IOException {
        var file = directory.resolve("drift.csv");
        sides.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        assertThat(audit("--csv", file.toString())).withFailMessage(this::output).isOne();
        var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        assertThat(permissions).isEqualTo("rw-------");
        var before = Files.readString(file);
        sides.mautic.faults().next("GET contacts", 20, Fault.status(401));
        assertThat(audit("--csv", file.toString())).withFailMessage(this::output).isEqualTo(4);
        assertThat(directory).isDirectoryNotContaining(one -> !one.equals(file));
        assertThat(file).hasContent(before);
    }

    @Test
    void whereItCouldNotLookTheExitCodeIsFour() {
        sides.mautic.faults().next("GET contacts", 20, Fault.status(401));
        assertThat(audit()).withFailMessage(this::output).isEqualTo(4);
        assertThat(output()).contains("Mautic");
    }

    @Test
    void whileOneRunsAnotherDoesNotBegin() {
        assertThat(audit()).isZero();
        commands.bean(JdbcClient.class).sql("""
                UPDATE audit SET state = 'RUNNING', alive_until = CURRENT_TIMESTAMP + INTERVAL '1' HOUR
                """).update();
        assertThat(audit()).withFailMessage(this::output).isEqualTo(4);
        assertThat(output()).contains("An audit is running already");
    }

    @Test
    void whatOnlyAPersonCanAnswerHasExitCodeThree() {
        long paul = sides.contact(sides.company("Menuiserie"), "Paul");
        sides.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(commands.console.run("push", "--contact", Long.toString(paul))).isEqualTo(3);
        assertThat(audit("--repair")).withFailMessage(this::output).isEqualTo(3);
        assertThat(output()).contains("for a person to answer: Mautic contact " + paul);
    }

    @Test
    void aSampleMustBeANumberOfContacts() {
        assertThat(audit("--sample", "0")).isEqualTo(2);
        assertThat(output()).contains("--sample must be a number from 1");
    }

    @Test
    void unlessPublishedARepairSaysSoAndQueuesNothing() {
        sides.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        commands.console.settings(List.of("connector.published=false"));
        assertThat(audit("--repair")).withFailMessage(this::output).isOne();
        assertThat(output()).contains("Nothing is repaired: publishing is off", "can be repaired");
        assertThat(waiting()).isZero();
    }

    @Test
    void theHelpNamesItWithItsOptions() {
        assertThat(commands.console.run("--help")).isZero();
        assertThat(output()).contains("audit");
        assertThat(audit("--help")).isZero();
        assertThat(output()).contains("--sample=N", "--repair", "--csv=FILE");
    }
}
