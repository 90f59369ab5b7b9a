package org.inesconnector.mautic;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.inesconnector");

    @Test
    void theClientKnowsNeitherInesNorSpringBoot() {
        noClasses().should().dependOnClassesThat(resideInAnyPackage("org.inesconnector.ines..",
                "org.inesconnector.simulator..", "org.inesconnector.connector..", "org.springframework.boot..",
                "org.apache.cxf..")).check(MODULE);
    }

    @Test
    void thereIsOnePackage() {
        classes().should().resideInAPackage("org.inesconnector.mautic").check(MODULE);
    }

    @Test
    void onlyOneClassSpeaksHttp() {
        noClasses().that().doNotHaveSimpleName("MauticHttp").should()
                .dependOnClassesThat(resideInAnyPackage("java.net.http..", "org.springframework.web.client..",
                        "org.springframework.http.client.."))
                .check(MODULE);
    }

    @Test
    void whatTheApiShowsDependsOnNoLibrary() {
        noClasses().that().arePublic().and().doNotHaveSimpleName("WebhookEvents").should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework..", "tools.jackson..")).check(MODULE);
    }

    @Test
    void timeComesFromAnInstantSource() {
        noClasses().should().callMethod(Instant.class, "now").orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().dependOnClassesThat().areAssignableTo(Clock.class).check(MODULE);
    }
}
