package io.pumprig.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The presets over the types, and what both promise. */
class FaultPresetTest {

    @Test
    void everyPresetCanBeInjectedAsItStands() throws FaultRefused {
        Set<String> ids = new HashSet<>();
        for (FaultPreset preset : FaultPreset.ALL) {
            assertTrue(ids.add(preset.id()), preset.id());
            assertTrue(preset.id().matches("F-[0-9]{2}"), preset.id());
            assertNotNull(Alarm.named(preset.expectedAlarm()), preset.id());
            Fault fault =
                    Fault.check(
                            new WrittenFault(
                                    preset.id(),
                                    preset.type().component(),
                                    preset.instance(),
                                    preset.type().label(),
                                    preset.params(),
                                    "now",
                                    preset.duration(),
                                    null,
                                    null),
                            0);
            assertEquals(preset.type(), fault.type());
            assertTrue(fault.isHarmful(), preset.id());
        }
    }

    @Test
    void everyPresetIsInTheCatalogueOfFaults() throws IOException {
        Path catalogue = Path.of("../controller/src/test/resources/faults.csv");
        Map<String, String> names =
                Files.readAllLines(catalogue).stream()
                        .map(line -> line.split(","))
                        .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
        for (FaultPreset preset : FaultPreset.ALL) {
            assertEquals(names.get(preset.id()), preset.name(), preset.id());
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(FaultType.class)
    void everyTypeExpectsAnAlarmThatThereIs(FaultType type) {
        assertNotNull(Alarm.named(type.expectedAlarm()), type.expectedAlarm());
    }
}
