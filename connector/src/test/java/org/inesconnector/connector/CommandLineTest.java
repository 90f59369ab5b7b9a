package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inesconnector.simulator.http.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands as a person runs them, with the settings as system properties. */
class CommandLineTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private final Console console = new Console();
    private long zoe;

    @BeforeEach
    void oneContact() {
        zoe = SIDES.contact(SIDES.company("Ateliers"), "Lefèvre");
        SIDES.ines.calls().reset();
    }

    private void settings(String... more) {
        console.settings(SIDES.settings(more));
    }

    private String output() {
        return console.output();
    }

    private int push(String... more) {
        var arguments = new ArrayList<>(List.of("push", "--contact", Long.toString(zoe)));
        arguments.addAll(List.of(more));
        return console.run(arguments.toArray(String[]::new));
    }

    @Test
    void aPushSaysWhatItDidInEnglishAndInFrench() {
        settings();
        assertThat(push()).withFailMessage(this::output).isZero();
        assertThat(output()).contains("Pushed: INES contact").contains("AddClientWithContacts");
        console.speak(Locale.FRENCH);
        assertThat(push()).withFailMessage(this::output).isZero();
        assertThat(output()).contains("Inchangé").containsPattern("Le lead \\d+ a été écrit");
        assertThat(SIDES.atInes(zoe)).hasSize(1);
    }

    @Test
    void aDryRunNamesEveryCallAndWritesNothing() {
        settings();
        assertThat(push("--dry-run")).withFailMessage(this::output).isZero();
        assertThat(output()).contains("Dry run: nothing is sent.").contains("1. AddClientWithContacts")
                .contains("AddLead");
        console.speak(Locale.FRENCH);
        assertThat(push("--dry-run")).withFailMessage(this::output).isZero();
        assertThat(output()).contains("Essai à blanc : rien n’est envoyé.").contains("Appels à INES qui écrivent");
        assertThat(SIDES.writes()).isZero();
        assertThat(SIDES.atInes(zoe)).isEmpty();
        assertThat(SIDES.mautic.contact(zoe).orElseThrow().values()).doesNotContainKey("id_contact_ines");
    }

    @Test
    void aDryRunThatAddsOnlyALeadSaysSoAndShowsNoFieldAsWritten() {
        settings();
        assertThat(push()).withFailMessage(this::output).isZero();
        SIDES.mautic.editContact(zoe, Map.of("points", "7"));
        assertThat(push("--dry-run")).withFailMessage(this::output).isZero();
        assertThat(output()).contains("Only a lead is written", "1. AddLead").doesNotContain("Nothing to do", "  * ");
    }

    @Test
    void aDryRunSaysWhyAFieldIsLeftAlone() {
        settings("mapping.contact.MobilePhone.field=mobile", "mapping.contact.MobilePhone.rule=only-where-empty");
        SIDES.mautic.editContact(zoe, Map.of("mobile", "06 01"));
        assertThat(push()).withFailMessage(this::output).isZero();
        SIDES.mautic.editContact(zoe, Map.of("mobile", "06 99"));
        SIDES.ines.calls().reset();
        assertThat(push("--dry-run")).withFailMessage(this::output).isZero();
        assertThat(output()).contains("not overwritten: INES has a value; Mautic has: 06 99");
        assertThat(SIDES.writes()).isZero();
    }

    @Test
    void aDryRunSaysInTheLineOfTheFieldThatCharactersWereRemovedFromIt() {
        settings();
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Lefèvre\u000b"));
        assertThat(push("--dry-run")).withFailMessage(this::output).isZero();
        assertThat(output().lines().filter(line -> line.contains("(LastName)")))
                .singleElement()
                .asString()
                .isEqualTo("  * Last name (LastName): – → Lefèvre  [new; characters removed that XML forbids: 1]");
    }

    @Test
    void everyMissingSettingIsNamedAndTheExitCodeIsTwo() {
        settings("ines.account=", "ines.password=", "mautic.url=");
        assertThat(push()).withFailMessage(this::output).isEqualTo(2);
        assertThat(output()).contains("ines.account is missing", "ines.password is missing", "mautic.url is missing")
                .contains("INES_ACCOUNT")
                .doesNotContain("ines.username is missing");
        assertThat(SIDES.ines.calls().count()).isZero();
    }

    @Test
    void anUncertainCreationExitsWithThreeUntilItIsSettled() {
        settings();
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(push()).withFailMessage(this::output).isEqualTo(3);
        assertThat(output()).contains("ines-connector settle --contact " + zoe);
        var reference = Integer.toString(SIDES.atInes(zoe).getFirst().reference());
        assertThat(console.run("settle")).isEqualTo(3);
        assertThat(console.run("settle", "--contact", Long.toString(zoe), "--exists", reference)).isZero();
        assertThat(push()).withFailMessage(this::output).isZero();
        assertThat(SIDES.atInes(zoe)).hasSize(1);
    }
}
