package io.pumprig.hal;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may import whom in this module; what a package may import, those above it may too. */
class ArchitectureTest {
    private static final JavaClasses HAL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.pumprig.hal");

    private static final Set<String> FORBIDDEN =
            Set.of(
                    "java.lang.System.nanoTime",
                    "java.lang.System.currentTimeMillis",
                    "java.lang.Thread.sleep",
                    "java.lang.Math.random",
                    "java.time.Instant.now",
                    "java.time.Clock",
                    "java.util.Random",
                    "java.util.concurrent.ThreadLocalRandom");

    @ParameterizedTest(name = "{0} may import {1}")
    @CsvSource({
        "hal, ''",
        "hal.board, 'hal'",
        "hal.chip, 'hal hal.board'",
        "hal.device, 'hal'",
        "hal.settings, ''",
        "hal.rig, 'hal hal.board hal.chip hal.device hal.settings'",
        "hal.pi, 'hal hal.board'"
    })
    void importsOnlyWhatItMay(String owner, String allowed) {
        String[] packages = ("io.pumprig." + owner + " " + allowed).trim().split(" ");
        for (int i = 1; i < packages.length; i++) {
            packages[i] = "io.pumprig." + packages[i];
        }
        classes()
                .that(resideInAPackage("io.pumprig." + owner))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(packages).or(resideOutsideOfPackage("io.pumprig..")))
                .allowEmptyShould(true)
                .check(HAL);
    }

    @Test
    void hasNoOtherPackages() {
        classes()
                .should()
                .resideInAnyPackage(
                        "io.pumprig.hal",
                        "io.pumprig.hal.board",
                        "io.pumprig.hal.chip",
                        "io.pumprig.hal.device",
                        "io.pumprig.hal.settings",
                        "io.pumprig.hal.rig",
                        "io.pumprig.hal.pi")
                .check(HAL);
    }

    @Test
    void hasNoCircleOfPackages() {
        slices().matching("io.pumprig.(**)").should().beFreeOfCycles().check(HAL);
    }

    @Test
    void takesTimeAndChanceFromNowhereButTheRigsClock() {
        DescribedPredicate<JavaAccess<?>> forbidden =
                describe(
                        "time or chance of the host",
                        access ->
                                FORBIDDEN.contains(access.getTargetOwner().getName())
                                        || FORBIDDEN.contains(
                                                access.getTargetOwner().getName()
                                                        + "."
                                                        + access.getName()));
        noClasses()
                .that(resideOutsideOfPackage("io.pumprig.hal.pi"))
                .should()
                .accessTargetWhere(forbidden)
                .check(HAL);
    }

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource({
        "com.pi4j.., io.pumprig.hal.pi",
        "com.fazecast.., io.pumprig.hal.pi",
        "org.snakeyaml.., io.pumprig.hal.settings"
    })
    void keepsALibraryInItsPackage(String library, String owner) {
        noClasses()
                .that(resideOutsideOfPackage(owner))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(HAL);
    }

    @Test
    void knowsNeitherControllerNorSimulator() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.pumprig.controller..", "io.pumprig.simulator.."))
                .check(HAL);
    }

    @Test
    void countsInWholeNumbers() {
        noClasses()
                .that(
                        resideInAnyPackage(
                                "io.pumprig.hal.chip",
                                "io.pumprig.hal.device",
                                "io.pumprig.hal.rig"))
                .should()
                .dependOnClassesThat(
                        describe(
                                "floating point",
                                type ->
                                        type.isEquivalentTo(double.class)
                                                || type.isEquivalentTo(float.class)))
                .check(HAL);
    }
}
