package io.pumprig.simulator;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.pumprig.hal.ModuleRules;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may import whom in this module; what a package may import, those above it may too. */
class ArchitectureTest {
    private static final ModuleRules SIMULATOR = ModuleRules.ofProduct("io.pumprig.simulator");

    /** {@code hal} alone is that package; {@code controller..} is all of that module. */
    private static String named(String name) {
        boolean otherModule = name.startsWith("hal") || name.startsWith("controller");
        return (otherModule ? "io.pumprig." : "io.pumprig.simulator.") + name;
    }

    @ParameterizedTest(name = "{0} may import {1}")
    @CsvSource({
        "time, hal",
        "plant, nothing",
        "chip, plant hal hal.board hal.chip",
        "board, chip plant time hal hal.board hal.chip",
        "pty, board chip plant time hal hal.board hal.chip",
        "fault, board chip plant time hal hal.board hal.chip hal.settings controller.alarm"
                + " controller.order",
        "rig, board chip fault plant time hal hal.board hal.chip hal.device hal.rig hal.settings"
                + " controller..",
        "disk, controller..",
        "scenario, disk rig board chip fault plant time hal.. controller..",
        "trace, scenario disk rig board chip fault plant time hal.. controller..",
        "suite, trace report scenario replay disk rig board chip fault plant time hal.. controller..",
        "sweep, suite trace report scenario replay disk rig board chip fault plant time hal.. controller..",
        "replay, hal hal.device controller..",
        "dashboard, time hal controller.alarm controller.link",
        "gateway, suite trace report scenario replay disk rig board chip fault plant time hal.. controller..",
        "report, fault board chip plant time hal.. controller..",
        "desk, scenario disk rig board chip fault plant time hal.. controller..",
    })
    void importsOnlyWhatItMay(String owner, String allowed) {
        SIMULATOR.importsOnly(
                named(owner),
                Arrays.stream(allowed.split(" "))
                        .map(ArchitectureTest::named)
                        .toArray(String[]::new));
    }

    @Test
    void hasNoOtherPackages() {
        SIMULATOR.hasOnlyPackages(
                "io.pumprig.simulator",
                "io.pumprig.simulator.time",
                "io.pumprig.simulator.plant",
                "io.pumprig.simulator.chip",
                "io.pumprig.simulator.board",
                "io.pumprig.simulator.pty",
                "io.pumprig.simulator.fault",
                "io.pumprig.simulator.disk",
                "io.pumprig.simulator.rig",
                "io.pumprig.simulator.scenario",
                "io.pumprig.simulator.suite",
                "io.pumprig.simulator.sweep",
                "io.pumprig.simulator.replay",
                "io.pumprig.simulator.report",
                "io.pumprig.simulator.trace",
                "io.pumprig.simulator.gateway",
                "io.pumprig.simulator.dashboard",
                "io.pumprig.simulator.desk");
    }

    @Test
    void hasNoCircleOfPackages() {
        SIMULATOR.hasNoCircles();
    }

    @Test
    void knowsNoHardware() {
        SIMULATOR.knowsNothingOf("io.pumprig.hal.pi..", "com.pi4j..", "com.fazecast..");
    }

    @Test
    void asksTheHostForTimeOnlyWhereARunIsPaced() {
        SIMULATOR.takesHostTimeAndChanceOnlyIn("io.pumprig.simulator.time");
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
                .check(SIMULATOR.classesOfModule());
    }

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource({
        "com.hivemq.., io.pumprig.simulator.gateway",
        "tools.jackson.., io.pumprig.simulator.[gateway|dashboard]",
        "com.sun.net.httpserver.., io.pumprig.simulator.dashboard",
        "com.sun.jna.., io.pumprig.simulator.pty",
        "picocli.., io.pumprig.simulator",
        "org.eclipse.paho.., nowhere",
        "java.sql.., io.pumprig.simulator.disk"
    })
    void keepsALibraryInItsPackage(String library, String owner) {
        SIMULATOR.keeps(library, owner);
    }

    /** By construction: what could inject a fault is in this module alone. */
    @Test
    @Tag("SR-97")
    void aBenchInstallationHasNoFaults() {
        ModuleRules.ofProduct("io.pumprig.controller").knowsNothingOf("io.pumprig.simulator..");
        ModuleRules.ofProduct("io.pumprig.hal").knowsNothingOf("io.pumprig.simulator..");
    }
}
