package io.pumprig.controller.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RigFileEditTest {
    private static final String FILE =
            """
            # volumePerRevolution: 1 uL is no head of ours
            rig: bench-1
            board: pi

            pump:
              microstepsPerRevolution: 3200
              volumePerRevolution:   20 uL   # weighed by hand
            line: {compliance: 0.2 uL/kPa, tubing: 140 uL, catheter: 70 cm}
            motor: {chip: tmc2209, step: GPIO17, dir: GPIO27, enable: GPIO5, diag: GPIO22,
              kick: GPIO18, uart: /dev/serial0, node: 0}
            encoder: {chip: as5600, bus: i2c-1, address: 0x36}
            reservoir: {chip: nau7802, bus: i2c-1, address: 0x2A, capacity: 20 mL}
            pressure: {chip: ads1115, bus: i2c-1, address: 0x48, downstream: AIN0,
              sensorSupply: AIN1, motorSupply: AIN2, upstream: AIN3}
            inputs: {eStop: GPIO26, door: GPIO6}
            outputs: {buzzer: GPIO12, red: GPIO13, amber: GPIO19, green: GPIO21}
            """;

    @TempDir private Path folder;

    @Test
    void onlyTheValueChanges() {
        assertEquals(
                FILE.replace("20 uL   #", "19.983 uL   #"),
                RigFileEdit.withVolume("rig.yaml", FILE, 19_983_000));
    }

    @Test
    void aValueAmongOthersOnItsLineChangesAlone() {
        String oneLine =
                FILE.replaceFirst(
                        "(?s)pump:.*?by hand",
                        "pump: {volumePerRevolution: 20 uL, microstepsPerRevolution: 3200}");
        assertEquals(
                oneLine.replace("n: 20 uL", "n: 50 uL"),
                RigFileEdit.withVolume("rig.yaml", oneLine, 50_000_000));
    }

    @Test
    void aKeyThatCannotBeToldFromAnotherIsNotWrittenOver() {
        String quoted =
                FILE.replace("volumePerRevolution:   20 uL", "\"volumePerRevolution\": 20 uL");
        assertThrows(
                IllegalArgumentException.class,
                () -> RigFileEdit.withVolume("rig.yaml", quoted, 19_983_000));
    }

    @Test
    void theOldFileStaysBesideTheNewOneAndNothingElse() throws IOException {
        Path rig = Files.writeString(folder.resolve("rig.yaml"), FILE);
        Path backup = folder.resolve("rig.yaml.bak");
        RigFileEdit.write(rig, backup, 21_000_000);
        assertEquals(FILE, Files.readString(backup));
        assertEquals(FILE.replace("20 uL   #", "21 uL   #"), Files.readString(rig));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(rig, backup), files.sorted().toList());
        }
    }

    @Test
    void aBackupIsNeverWrittenOver() throws IOException {
        Path rig = Files.writeString(folder.resolve("rig.yaml"), FILE);
        Path backup = Files.writeString(folder.resolve("rig.yaml.bak"), "older");
        assertThrows(IOException.class, () -> RigFileEdit.write(rig, backup, 21_000_000));
        assertEquals(FILE, Files.readString(rig));
        assertEquals("older", Files.readString(backup));
    }
}
