package io.pumprig.controller;

import io.pumprig.hal.ModuleRules;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may import whom in this module; what a package may import, those above it may too. */
class ArchitectureTest {
    private static final ModuleRules CONTROLLER = ModuleRules.ofProduct("io.pumprig.controller");

    /** {@code hal} and its packages, or a package of this module; {@code root} is its root. */
    private static String named(String name) {
        if (name.startsWith("hal")) {
            return "io.pumprig." + name;
        }
        return name.equals("root") ? "io.pumprig.controller" : "io.pumprig.controller." + name;
    }

    @ParameterizedTest(name = "{0} may import {1}")
    @CsvSource({
        "event, hal",
        "blocks, nothing",
        "alarm, hal event",
        "sample, hal hal.device",
        "order, hal hal.settings event alarm",
        "dose, hal hal.device hal.settings event alarm order sample",
        "safety, hal hal.device hal.settings event alarm order sample dose",
        "selftest, hal hal.device event alarm sample",
        "journal, hal hal.device hal.settings event alarm order sample dose safety",
        "link, hal hal.settings event alarm order",
        "root, hal hal.device hal.settings event alarm order sample dose safety selftest journal link",
        "command, hal hal.device hal.settings event alarm order sample dose safety selftest journal link root",
        "recording, blocks hal hal.device hal.settings event alarm order sample dose safety selftest journal root",
        "trend, blocks hal hal.device event alarm order sample dose safety journal root",
        "check, hal hal.board hal.device hal.gravimetry hal.pi hal.rig hal.settings",
        "bench, hal.. check alarm event order sample dose safety selftest journal link root command blocks recording"
                + " trend"
    })
    void importsOnlyWhatItMay(String owner, String allowed) {
        CONTROLLER.importsOnly(
                named(owner),
                Arrays.stream(allowed.split(" "))
                        .map(ArchitectureTest::named)
                        .toArray(String[]::new));
    }

    @Test
    void hasNoOtherPackages() {
        CONTROLLER.hasOnlyPackages(
                "io.pumprig.controller",
                "io.pumprig.controller.alarm",
                "io.pumprig.controller.bench",
                "io.pumprig.controller.blocks",
                "io.pumprig.controller.check",
                "io.pumprig.controller.command",
                "io.pumprig.controller.dose",
                "io.pumprig.controller.event",
                "io.pumprig.controller.journal",
                "io.pumprig.controller.link",
                "io.pumprig.controller.order",
                "io.pumprig.controller.recording",
                "io.pumprig.controller.safety",
                "io.pumprig.controller.sample",
                "io.pumprig.controller.selftest",
                "io.pumprig.controller.trend");
    }

    @Test
    void hasNoCircleOfPackages() {
        CONTROLLER.hasNoCircles();
    }

    /** A bench installation holds nothing that could inject a fault. */
    @Test
    @Tag("SR-97")
    void knowsNeitherChipsNorSimulator() {
        CONTROLLER.knowsNothingOf("io.pumprig.hal.chip..", "io.pumprig.simulator..");
    }

    @ParameterizedTest(name = "{0} only in launcher and check")
    @ValueSource(strings = {"io.pumprig.hal.rig..", "io.pumprig.hal.pi.."})
    void theLauncherAndTheCheckAloneKnowOnWhatTheyRun(String hardware) {
        CONTROLLER.keeps(hardware, named("[bench|check]"));
    }

    @Test
    void takesTimeAndChanceFromNowhereButTheRigsClock() {
        CONTROLLER.takesHostTimeAndChanceOnlyIn("io.pumprig.controller.link");
    }

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource({
        "org.eclipse.paho.., link",
        "tools.jackson.., link",
        "picocli.., bench",
        "org.HdrHistogram.., bench",
        "java.sql.., journal",
        "org.sqlite.., journal",
    })
    void keepsALibraryInItsPackage(String library, String owner) {
        CONTROLLER.keeps(library, named(owner));
    }

    @Test
    void countsInWholeNumbers() {
        CONTROLLER.countsInWholeNumbers(
                "io.pumprig.controller",
                "io.pumprig.controller.alarm",
                "io.pumprig.controller.blocks",
                "io.pumprig.controller.check",
                "io.pumprig.controller.dose",
                "io.pumprig.controller.event",
                "io.pumprig.controller.order",
                "io.pumprig.controller.recording",
                "io.pumprig.controller.safety",
                "io.pumprig.controller.sample",
                "io.pumprig.controller.selftest",
                "io.pumprig.controller.trend");
    }
}
