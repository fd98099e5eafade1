package io.pumprig.hardware;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** This module holds tests only; they use what a rig offers and never the host's own time. */
class ArchitectureTest {
    private static final JavaClasses TESTS =
            new ClassFileImporter().importPackages("io.pumprig.hardware");

    @Test
    void holdsNothingButTests() {
        assertFalse(Files.exists(Path.of("src", "main")), "there is a src/main");
    }

    @Test
    void usesOnlyTheThreeModules() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                        "io.pumprig.hardware..",
                                        "io.pumprig.hal..",
                                        "io.pumprig.controller..",
                                        "io.pumprig.simulator..")
                                .or(resideOutsideOfPackage("io.pumprig..")))
                .check(TESTS);
    }

    @Test
    void takesTimeAndChanceFromTheRigAlone() {
        noClasses()
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructor(Random.class)
                .check(TESTS);
    }
}
