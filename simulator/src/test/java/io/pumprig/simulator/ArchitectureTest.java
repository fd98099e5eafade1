package io.pumprig.simulator;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may import whom in this module; what a package may import, those above it may too. */
class ArchitectureTest {
    private static final JavaClasses SIMULATOR =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.pumprig.simulator");

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

    /** {@code hal} alone is that package; {@code controller..} is all of that module. */
    private static String named(String name) {
        boolean otherModule = name.startsWith("hal") || name.startsWith("controller");
        return (otherModule ? "io.pumprig." : "io.pumprig.simulator.") + name;
    }

    @ParameterizedTest(name = "{0} may import {1}")
    @CsvSource({
        "time, hal",
        "plant,",
        "chip, plant hal hal.board hal.chip",
        "board, chip plant time hal hal.board hal.chip",
        "fault, board chip plant time hal hal.board hal.chip hal.settings",
        "rig, board chip fault plant time hal hal.board hal.chip hal.device hal.rig hal.settings"
                + " controller..",
        "scenario, rig board chip fault plant time hal.. controller..",
        "gateway, scenario rig board chip fault plant time hal.. controller..",
        "desk, scenario rig board chip fault plant time hal.. controller..",
    })
    void importsOnlyWhatItMay(String owner, String allowed) {
        List<String> packages = new ArrayList<>();
        packages.add(named(owner));
        if (allowed != null) {
            for (String name : allowed.split(" ")) {
                packages.add(named(name));
            }
        }
        classes()
                .that(resideInAPackage(named(owner)))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(packages.toArray(String[]::new))
                                .or(resideOutsideOfPackage("io.pumprig..")))
                .check(SIMULATOR);
    }

    @Test
    void hasNoOtherPackages() {
        classes()
                .should()
                .resideInAnyPackage(
                        "io.pumprig.simulator",
                        "io.pumprig.simulator.time",
                        "io.pumprig.simulator.plant",
                        "io.pumprig.simulator.chip",
                        "io.pumprig.simulator.board",
                        "io.pumprig.simulator.fault",
                        "io.pumprig.simulator.rig",
                        "io.pumprig.simulator.scenario",
                        "io.pumprig.simulator.gateway",
                        "io.pumprig.simulator.desk")
                .check(SIMULATOR);
    }

    @Test
    void hasNoCircleOfPackages() {
        slices().matching("io.pumprig.(**)").should().beFreeOfCycles().check(SIMULATOR);
    }

    @Test
    void knowsNoHardware() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "io.pumprig.hal.pi..", "com.pi4j..", "com.fazecast..", "gpiod.."))
                .check(SIMULATOR);
    }

    @Test
    void asksTheHostForTimeOnlyWhereARunIsPaced() {
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
                .that(resideOutsideOfPackage("io.pumprig.simulator.time"))
                .should()
                .accessTargetWhere(forbidden)
                .check(SIMULATOR);
    }

    /** Math.sin and its kind may differ from machine to machine in the last bit. */
    @Test
    void computesTheWorldWithStrictMathOnly() {
        Set<String> exact =
                Set.of(
                        "abs",
                        "max",
                        "min",
                        "round",
                        "floorMod",
                        "floorDiv",
                        "multiplyHigh",
                        "toIntExact",
                        "addExact",
                        "subtractExact",
                        "multiplyExact",
                        "clamp");
        noClasses()
                .should()
                .accessTargetWhere(
                        describe(
                                "a function of Math that may be rounded either way",
                                access ->
                                        access.getTargetOwner().getName().equals("java.lang.Math")
                                                && !exact.contains(access.getName())))
                .check(SIMULATOR);
    }

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource({
        "com.hivemq.., io.pumprig.simulator.gateway",
        "com.fasterxml.jackson.., io.pumprig.simulator.gateway",
        "picocli.., io.pumprig.simulator",
        "org.eclipse.paho.., nowhere",
        "java.sql.., nowhere"
    })
    void keepsALibraryInItsPackage(String library, String owner) {
        noClasses()
                .that(resideOutsideOfPackage(owner))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(SIMULATOR);
    }

    /** SR-97 by construction: what could inject a fault is in this module alone. */
    @Test
    @Tag("SR-97")
    void aBenchInstallationHasNoFaults() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.pumprig.simulator.."))
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("io.pumprig.controller", "io.pumprig.hal"));
    }
}
