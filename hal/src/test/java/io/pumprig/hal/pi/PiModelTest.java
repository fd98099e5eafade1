package io.pumprig.hal.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pumprig.hal.BringUpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiModelTest {
    @TempDir Path root;

    private void isNamed(String name) throws IOException {
        Path folder = Files.createDirectories(root.resolve("proc/device-tree"));
        Files.writeString(folder.resolve("model"), name + '\0');
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Raspberry Pi 4 Model B Rev 1.5, PI_4",
        "Raspberry Pi 5 Model B Rev 1.0, PI_5",
        "Raspberry Pi 5 Model B (emulated), PI_5"
    })
    void knowsThePisThatTheRigIsMadeFor(String name, PiModel model) throws IOException {
        isNamed(name);
        assertEquals(model, PiModel.of(root));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Raspberry Pi 3 Model B Plus Rev 1.3",
                "Raspberry Pi Compute Module 4 Rev 1.1",
                "NXP i.MX8MPlus EVK board"
            })
    void namesWhatItFoundInstead(String name) throws IOException {
        isNamed(name);
        BringUpException wrong = assertThrows(BringUpException.class, () -> PiModel.of(root));
        assertEquals(
                "board at /proc/device-tree/model: expected Raspberry Pi 4 Model B or Raspberry Pi"
                        + " 5 Model B, found "
                        + name,
                wrong.getMessage());
    }

    @Test
    void saysThatThisIsNoPiAtAll() {
        BringUpException wrong = assertThrows(BringUpException.class, () -> PiModel.of(root));
        assertEquals(
                "board at /proc/device-tree/model: expected Raspberry Pi 4 Model B or Raspberry Pi"
                        + " 5 Model B, found no device tree: not a Raspberry Pi",
                wrong.getMessage());
    }
}
