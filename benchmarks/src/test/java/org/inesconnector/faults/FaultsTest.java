package org.inesconnector.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.inesconnector.processes.DatabaseKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {

    /** Programs are started one after another, and others may be at work. */
    @Test
    @Timeout(900)
    void aShortRunInWhichInesIsDoneAndAnswersTooLateLosesNobodyMakesNobodyTwiceAndIsNotSilent(@TempDir Path output) {
        var plan = new Plan(8, 1, Duration.ofSeconds(3), false, Part.ALL, DatabaseKind.H2, "192m", output);

        var finding = FaultsApplication.find(Scenario.DONE_THEN_TIMEOUT_5, 1, plan, System.out::println);

        assertThat(finding.violations()).as(finding.repeat()).isEmpty();
        assertThat(finding.contacts()).isGreaterThanOrEqualTo(8);
        assertThat(finding.told()).contains("3 of 3 kinds of creations");
        assertThat(finding.uncertain()).as("questions that a person had to answer").isPositive();
    }
}
