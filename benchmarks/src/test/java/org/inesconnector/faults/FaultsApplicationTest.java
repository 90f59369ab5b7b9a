package org.inesconnector.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.inesconnector.faults.FaultsApplication.LeftOut;
import org.inesconnector.faults.Step.Work;
import org.inesconnector.faults.Violation.Kind;
import org.inesconnector.processes.Database;
import org.inesconnector.processes.DatabaseKind;
import org.inesconnector.processes.Installation;
import org.inesconnector.processes.Wrong;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsApplicationTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final LeftOut NO_CLOCKS = new LeftOut("clock-jumps", "it needs libfaketime");

    private static Finding finding(Kind... violations) {
        return new Finding("latency", 1, "h2", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "",
                List.of(violations).stream().map(kind -> new Violation(kind, "…")).toList(), "");
    }

    @Test
    void aRunInWhichNothingWasRunOrNotAllThatWasNamedDoesNotEndWell() {
        assertThat(FaultsApplication.exitCode(List.of(finding()), List.of())).isZero();
        assertThat(FaultsApplication.exitCode(List.of(), List.of(NO_CLOCKS))).isEqualTo(2);
        assertThat(FaultsApplication.exitCode(List.of(), List.of())).isEqualTo(2);
        assertThat(FaultsApplication.exitCode(List.of(finding()), List.of(NO_CLOCKS))).isEqualTo(2);
        assertThat(FaultsApplication.exitCode(List.of(finding(Kind.LOST)), List.of(NO_CLOCKS))).isEqualTo(1);
    }

    @Test
    void whatDidNotGoWrongThoughItShouldHaveIsNotGood() {
        var unmet = finding(Kind.UNMET);

        assertThat(unmet.isGood()).isFalse();
        assertThat(unmet.unmet()).isEqualTo(1);
        assertThat(FaultsApplication.exitCode(List.of(unmet), List.of())).isEqualTo(1);
    }

    @Test
    void whatWasLeftOutAndWhyIsInTheResults(@TempDir Path output) throws IOException {
        FaultsApplication.write(output, List.of(), List.of(NO_CLOCKS));

        assertThat(Files.readString(output.resolve("results.json"))).contains("leftOut", "clock-jumps",
                "it needs libfaketime");
    }

    @Test
    void aProcessDiesAtEachCallThatWritesWhichIsNeverDoneOrBeforeOrAfterItsDeath() {
        var steps = Step.shuffled(new Random(1));

        assertThat(steps).hasSize(38).doesNotHaveDuplicates();
        assertThat(steps).extracting(Step::operation).contains("DeleteAutomationContact", "UpdateCompanyCF");
        assertThat(steps).filteredOn(step -> step.work() == Work.NEVER).extracting(Step::toString)
                .contains("PATCH contacts/batch/edit of tags, done never",
                        "PATCH contacts/batch/edit of id_contact_ines, done never");
        assertThat(steps).filteredOn(step -> step.operation().equals("InsertCompanyCF")).extracting(Step::work)
                .containsExactlyInAnyOrder(Work.values());
        assertThat(steps.subList(0, 10)).filteredOn(step -> step.work() == Work.AFTER_THE_DEATH).hasSize(5);
    }

    @Test
    void allDieWhileEachTableIsWrittenThatHoldsWhatACreationHasBroughtAbout() {
        var commits = Commit.shuffled(new Random(1));

        assertThat(commits).doesNotHaveDuplicates().isEqualTo(Commit.shuffled(new Random(1)));
        assertThat(commits).filteredOn(commit -> commit.operation().equals("AddClientWithContacts"))
                .extracting(Commit::table)
                .containsExactlyInAnyOrder("creation", "contact_link", "company_link", "lead", "synchronisation");
        assertThat(commits).extracting(Commit::toString).contains("lead after AddLead",
                "contact_link after PATCH contacts/batch/edit");
    }

    @Test
    void eachScenarioIsRunOnceWithEachDatabaseThatItCanHave() {
        var both = List.of(DatabaseKind.H2, DatabaseKind.POSTGRES);

        assertThat(FaultsApplication.databases(Scenario.LATENCY, both)).isEqualTo(both);
        assertThat(FaultsApplication.databases(Scenario.DISK_FULL, both)).containsExactly(DatabaseKind.H2);
        assertThat(FaultsApplication.databases(Scenario.DATABASE_RESTARTS, both))
                .containsExactly(DatabaseKind.POSTGRES);
    }

    @Test
    void eachChangeOfTheMappingIsMadeInTheSettingsOfAnInstallationAndTakenBack(@TempDir Path directory)
            throws IOException {
        try (var database = new Database(DatabaseKind.H2);
                var installation = Installation.make(directory, database, NOWHERE, NOWHERE, List.of(), Map.of())) {
            var file = directory.resolve("application.yml");
            var usual = Files.readString(file);
            for (var change : MappingChange.values()) {
                installation.rewrite(settings -> MappingChange.in(settings, Set.of(change)));
                assertThat(Files.readString(file)).as(change.toString()).isNotEqualTo(usual);
                installation.rewrite(settings -> MappingChange.in(settings, Set.of()));
                assertThat(Files.readString(file)).as(change.toString()).isEqualTo(usual);
            }
        }
    }

    @Test
    void severalPartsHaveEachStepOnceTogetherAndNoneIsOutsideThem() {
        var all = Step.shuffled(new Random(1));

        assertThat(IntStream.rangeClosed(1, 5).mapToObj(number -> new Part(number, 5).of(all)).flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(all);
        assertThat(Part.ALL.of(all)).isEqualTo(all);
        assertThat(Part.of("2/5")).hasValueSatisfying(part -> assertThat(part.of(all)).startsWith(all.get(1)));
        for (var wrong : List.of("0/5", "6/5", "5", "1/0", "a/b", "")) {
            assertThat(Part.of(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void settingsInWhichNothingWouldBeChangedAreNotTakenForChanged() {
        assertThatExceptionOfType(Wrong.class)
                .isThrownBy(() -> MappingChange.in("mapping:\n", Set.of(MappingChange.CITY_NEVER)));
    }

    @Test
    void eachFaultIsPairedWithEachOperationWhereItMakesSenseInAnOrderThatFollowsFromTheSeed() {
        var pairs = Pair.shuffled(Scenario.everyFaultOfInes(), new Random(1));

        assertThat(pairs).doesNotHaveDuplicates().isEqualTo(
                Pair.shuffled(Scenario.everyFaultOfInes(), new Random(1)));
        assertThat(pairs.stream().map(Pair::operation).distinct()).contains("wsdl", "authenticationWs", "GetSyncInfo",
                "AddClientWithContacts", "AddContact", "AddLead", "InsertContactCF", "UpdateCompanyCF");
        assertThat(pairs.stream().filter(pair -> pair.operation().equals("AddContact")))
                .hasSize(Scenario.everyFaultOfInes().size() - 1);
        assertThat(pairs).filteredOn(pair -> pair.fault().equals(InesFaults.signInRefused())).singleElement()
                .extracting(Pair::operation).isEqualTo("authenticationWs");
    }
}
