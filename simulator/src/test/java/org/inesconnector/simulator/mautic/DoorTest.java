package org.inesconnector.simulator.mautic;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DoorTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.inesconnector.simulator.mautic");

    @Test
    void onlyTheSimulatorAndItsValuesAreSeenFromOutside() {
        assertThat(CLASSES.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(JavaClass::isTopLevelClass).map(JavaClass::getSimpleName)).containsExactlyInAnyOrder(
                        "MauticSimulator", "MauticSimulatorMain", "MauticSimulatorSettings", "MauticVersion",
                        "SimulatedContact", "StatsAccess", "Submission", "WebhookDelivery");
    }

    @Test
    void theSimulatorKnowsNeitherTheClientItIsATestOfNorInes() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("org.inesconnector.mautic..", "org.inesconnector.ines..",
                        "org.inesconnector.simulator.ines..")
                .check(CLASSES);
    }

    @Test
    void timeComesFromTheClockThatWasGiven() {
        noClasses().should().callMethod(Instant.class, "now").orShould()
                .callMethod(System.class, "currentTimeMillis").check(CLASSES);
    }

    @Test
    void onlyTheServletAndWhatNamesItsCallsKnowServlets() {
        noClasses().that().doNotHaveSimpleName("MauticServlet").and().doNotHaveSimpleName("MauticProtocol").should()
                .dependOnClassesThat().resideInAPackage("jakarta.servlet..").check(CLASSES);
    }
}
