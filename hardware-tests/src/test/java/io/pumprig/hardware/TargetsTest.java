package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code -Drig} may name. */
class TargetsTest {
    @TempDir Path folder;

    @Test
    void theSimulatorIsATargetOfItsOwn() {
        assertTrue(Targets.named("sim").isSimulated());
        assertEquals("sim", Targets.named("sim").name());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"simulator", "no-such-rig.yaml", "/no/such/folder/rig.yaml", "."})
    void anythingElseMustBeAFile(String name) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Targets.named(name));
        assertEquals(
                "-Drig: found '"
                        + name
                        + "'; allowed sim, virtual-pi, or the rig.yaml of a real rig, which must"
                        + " exist",
                refused.getMessage());
    }

    @Test
    void aFileIsTheWiringOfARealRig() throws IOException {
        Target target = Targets.named(written(shipped()));
        assertFalse(target.isSimulated());
    }

    @Test
    void aFileThatIsNoWiringIsRefusedBeforeAnyBoardIsOpened() throws IOException {
        String file = written(shipped().replace("0x36", "0x99"));
        SettingsException refused =
                assertThrows(SettingsException.class, () -> Targets.named(file));
        assertTrue(refused.getMessage().contains("0x99"), refused.getMessage());
    }

    private String written(String yaml) throws IOException {
        return Files.writeString(folder.resolve("rig.yaml"), yaml).toString();
    }

    private static String shipped() throws IOException {
        try (var in = Targets.class.getResourceAsStream("/io/pumprig/hal/rig/sim-rig.yaml")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .replace("board: sim", "board: pi");
        }
    }
}
