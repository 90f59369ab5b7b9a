package org.inesconnector.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class SimulatorArchitectureTest {

    private final JavaClasses simulator = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.inesconnector.simulator");

    @Test
    void theHttpPartKnowsNoSimulatedService() {
        noClasses().that().resideInAPackage("..simulator.http..")
                .should().dependOnClassesThat().resideInAnyPackage("..simulator.ines..", "org.inesconnector.ines..")
                .check(simulator);
    }

    @Test
    void theInesPartKnowsNoMautic() {
        noClasses().that().resideInAPackage("..simulator.ines..")
                .should().dependOnClassesThat().haveNameMatching(".*\\.mautic\\..*").check(simulator);
    }

    @Test
    void soapServicesAndStateAreNoOneElsesBusiness() {
        classes().that().resideInAPackage("..simulator.ines..").and()
                .haveNameMatching(".*(Service|Crm|CustomValues|Sessions)")
                .should().notBePublic().check(simulator);
    }
}
