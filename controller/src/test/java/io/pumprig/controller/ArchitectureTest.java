package io.pumprig.controller;

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
    private static final JavaClasses CONTROLLER =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.pumprig.controller");

    private static final Set<String> FORBIDDEN =
            Set.of(
                    "java.lang.System.nanoTime",
                    "java.lang.System.currentTimeMillis",
                    "java.lang.Thread.sleep",
                    "java.lang.Math.random",
                    "java.time.Instant.now",
                    "java.time.Clock",
                    "java.util.Random",
                    "java.util.SplittableRandom",
                    "java.util.concurrent.ThreadLocalRandom");

    @ParameterizedTest(name = "{0} may import {1}")
    @CsvSource({
        "event, hal",
        "alarm, hal event",
        "sample, hal hal.device",
        "order, hal hal.settings event alarm",
        "dose, hal hal.device hal.settings event alarm order sample",
        "safety, hal hal.device hal.settings event alarm order sample dose",
        "journal, hal hal.device hal.settings event alarm order sample dose safety",
        "link, hal hal.settings event alarm order",
        "'', hal hal.device hal.settings event alarm order sample dose safety journal link"
    })
    void importsOnlyWhatItMay(String owner, String allowed) {
        String self = owner.isEmpty() ? "io.pumprig.controller" : "io.pumprig.controller." + owner;
        String[] packages = (self + " " + allowed).split(" ");
        for (int i = 1; i < packages.length; i++) {
            packages[i] =
                    (packages[i].startsWith("hal") ? "io.pumprig." : "io.pumprig.controller.")
                            + packages[i];
        }
        classes()
                .that(resideInAPackage(self))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(packages).or(resideOutsideOfPackage("io.pumprig..")))
                .check(CONTROLLER);
    }

    @Test
    void hasNoOtherPackages() {
        classes()
                .should()
                .resideInAnyPackage(
                        "io.pumprig.controller",
                        "io.pumprig.controller.alarm",
                        "io.pumprig.controller.dose",
                        "io.pumprig.controller.event",
                        "io.pumprig.controller.journal",
                        "io.pumprig.controller.link",
                        "io.pumprig.controller.order",
                        "io.pumprig.controller.safety",
                        "io.pumprig.controller.sample")
                .check(CONTROLLER);
    }

    @Test
    void hasNoCircleOfPackages() {
        slices().matching("io.pumprig.(**)").should().beFreeOfCycles().check(CONTROLLER);
    }

    @Test
    void knowsNeitherRigNorPiNorSimulator() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "io.pumprig.hal.rig..",
                                "io.pumprig.hal.pi..",
                                "io.pumprig.hal.chip..",
                                "io.pumprig.simulator.."))
                .check(CONTROLLER);
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
                .that(resideOutsideOfPackage("io.pumprig.controller.link"))
                .should()
                .accessTargetWhere(forbidden)
                .check(CONTROLLER);
    }

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource({
        "org.eclipse.paho.., link",
        "tools.jackson.., link",
        "java.sql.., journal",
        "org.sqlite.., journal",
    })
    void keepsALibraryInItsPackage(String library, String owner) {
        noClasses()
                .that(resideOutsideOfPackage("io.pumprig.controller." + owner))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(CONTROLLER);
    }

    @Test
    void countsInWholeNumbers() {
        noClasses()
                .that(
                        resideInAnyPackage(
                                "io.pumprig.controller",
                                "io.pumprig.controller.alarm",
                                "io.pumprig.controller.dose",
                                "io.pumprig.controller.event",
                                "io.pumprig.controller.order",
                                "io.pumprig.controller.safety",
                                "io.pumprig.controller.sample"))
                .should()
                .dependOnClassesThat(
                        describe(
                                "floating point",
                                type ->
                                        type.isEquivalentTo(double.class)
                                                || type.isEquivalentTo(float.class)))
                .check(CONTROLLER);
    }
}
