package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pumprig.hal.ModuleRules;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * This module holds tests only; they use what a rig offers and never the host's own time, but for
 * the virtual Pi, whose guest lives in it.
 */
class ArchitectureTest {
    private static final ModuleRules TESTS = ModuleRules.ofTests("io.pumprig.hardware");

    @Test
    void holdsNothingButTests() {
        assertFalse(Files.exists(Path.of("src", "main")), "there is a src/main");
    }

    @Test
    void usesOnlyTheThreeModules() {
        TESTS.importsOnly(
                "io.pumprig.hardware..",
                "io.pumprig.hal..",
                "io.pumprig.controller..",
                "io.pumprig.simulator..");
    }

    @Test
    void takesTimeAndChanceFromTheRigAlone() {
        TESTS.takesHostTimeAndChanceOnlyIn("io.pumprig.hardware.virtualpi");
    }
}
