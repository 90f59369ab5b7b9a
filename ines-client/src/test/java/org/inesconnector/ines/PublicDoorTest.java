package org.inesconnector.ines;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class PublicDoorTest {

    private static final String DOOR = "org.inesconnector.ines";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(DOOR);

    @Test
    void itKnowsNeitherSpringNorMauticNorTheConnector() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("org.springframework..",
                "org.inesconnector.mautic..", "org.inesconnector.connector..", "org.inesconnector.simulator..")
                .check(CLASSES);
    }

    @Test
    void publicMethodsSpeakOfNothingButOurWordsAndTheJdks() {
        methods().that().areDeclaredInClassesThat().resideInAPackage(DOOR)
                .and().areDeclaredInClassesThat().arePublic().and().arePublic().should(speakOnlyOf(publicWords()))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> publicWords() {
        return DescribedPredicate.describe("public types of the door or the JDK", type -> {
            var base = type.getBaseComponentType();
            return base.isPrimitive() || base.getPackageName().startsWith("java.")
                    || (base.getPackageName().equals(DOOR) && isPublic(base));
        });
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicDoorTest::isPublic).orElse(true);
    }

    private static ArchCondition<JavaMethod> speakOnlyOf(DescribedPredicate<JavaClass> words) {
        return new ArchCondition<>("speak only of " + words.getDescription()) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getAllInvolvedRawTypes().stream()
                        .filter(words.negate())
                        .forEach(type -> events.add(SimpleConditionEvent.violated(method,
                                method.getFullName() + " speaks of " + type.getName())));
            }
        };
    }

    @Test
    void timeIsGivenNotTaken() {
        noClasses().should().callMethod(Instant.class, "now").orShould().callMethod(LocalDateTime.class, "now")
                .check(CLASSES);
    }
}
