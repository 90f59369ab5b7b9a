package org.inesconnector.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.inesconnector.faults.FaultsApplication.LeftOut;
import org.inesconnector.faults.Step.Work;
import org.inesconnector.faults.Violation.Kind;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsApplicationTest {

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

        assertThat(steps).hasSize(29).doesNotHaveDuplicates();
        assertThat(steps).filteredOn(step -> step.operation().equals("InsertCompanyCF")).extracting(Step::work)
                .containsExactlyInAnyOrder(Work.values());
        assertThat(steps.subList(0, 10)).filteredOn(step -> step.work() == Work.AFTER_THE_DEATH).hasSize(5);
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
