package io.pumprig.hal;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may import whom in this module; what a package may import, those above it may too. */
class ArchitectureTest {
    private static final ModuleRules HAL = ModuleRules.ofProduct("io.pumprig.hal");

    @ParameterizedTest(name = "{0} may import {1}")
    @CsvSource({
        "hal, ''",
        "hal.board, hal",
        "hal.chip, hal hal.board",
        "hal.device, hal",
        "hal.settings, ''",
        "hal.gravimetry, ''",
        "hal.rig, hal hal.board hal.chip hal.device hal.settings",
        "hal.pi, hal hal.board"
    })
    void importsOnlyWhatItMay(String owner, String allowed) {
        HAL.importsOnly(
                "io.pumprig." + owner,
                Arrays.stream(allowed.split(" "))
                        .map(name -> "io.pumprig." + name)
                        .toArray(String[]::new));
    }

    @Test
    void hasNoOtherPackages() {
        HAL.hasOnlyPackages(
                "io.pumprig.hal",
                "io.pumprig.hal.board",
                "io.pumprig.hal.chip",
                "io.pumprig.hal.device",
                "io.pumprig.hal.settings",
                "io.pumprig.hal.gravimetry",
                "io.pumprig.hal.rig",
                "io.pumprig.hal.pi");
    }

    @Test
    void hasNoCircleOfPackages() {
        HAL.hasNoCircles();
    }

    @Test
    void takesTimeAndChanceFromNowhereButTheRigsClock() {
        HAL.takesHostTimeAndChanceOnlyIn("io.pumprig.hal.pi");
    }

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource({
        "com.pi4j.., io.pumprig.hal.pi",
        "com.fazecast.., io.pumprig.hal.pi",
        "com.sun.jna.., io.pumprig.hal.pi",
        "org.snakeyaml.., io.pumprig.hal.settings"
    })
    void keepsALibraryInItsPackage(String library, String owner) {
        HAL.keeps(library, owner);
    }

    @Test
    void knowsNeitherControllerNorSimulator() {
        HAL.knowsNothingOf("io.pumprig.controller..", "io.pumprig.simulator..");
    }

    @Test
    void countsInWholeNumbers() {
        HAL.countsInWholeNumbers(
                "io.pumprig.hal.chip",
                "io.pumprig.hal.device",
                "io.pumprig.hal.gravimetry",
                "io.pumprig.hal.rig");
    }
}
