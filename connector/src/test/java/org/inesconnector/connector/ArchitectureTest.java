package org.inesconnector.connector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ArchitectureTest {

    /** What Spring writes down for a start (docs/decisions/0006). */
    private static final Pattern PREPARED = Pattern.compile(".*(__(Commands|Service)|\\$\\$SpringCGLIB).*");

    private static final JavaClasses CONNECTOR = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.matches(PREPARED))
            .importPackages("org.inesconnector.connector");

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        slices().matching("org.inesconnector.connector.(*)..").should().beFreeOfCycles().check(CONNECTOR);
    }

    @Test
    void onlyTheCommandLineKnowsTheCommandLine() {
        noClasses()
                .that()
                .resideInAnyPackage("..sync..", "..mapping..", "..links..", "..connection..", "..messages..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..connector.cli..", "picocli..")
                .check(CONNECTOR);
    }

    @Test
    void nobodyUsesWhatIsGeneratedFromTheContracts() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.inesconnector.ines.wsdl..", "org.apache.cxf..")
                .check(CONNECTOR);
    }

    @Test
    void theApplicationDoesNotKnowTheSimulator() {
        noClasses().should().dependOnClassesThat().resideInAPackage("org.inesconnector.simulator..").check(CONNECTOR);
    }

    @Test
    void timeComesFromTheClockThatIsGiven() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CONNECTOR);
    }

    /** Each that is not closed keeps a connection of the pool for ever. */
    @Test
    void noQueryLeavesItsRowsOpen() {
        noClasses().should().callMethod(JdbcClient.MappedQuerySpec.class, "stream").check(CONNECTOR);
    }

    /** A list is an array, one parameter: as many parameters as it is long would be another statement for each length. */
    @Test
    void noStatementIsAnotherOneForEachLengthOfAList() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).hasSizeGreaterThan(300).allSatisfy(
                    source -> assertThat(Files.readString(source))
                            .doesNotContainPattern("(?i)\\bIN\\s*\\(\\s*:\\w+\\s*\\)"));
        }
    }
}
