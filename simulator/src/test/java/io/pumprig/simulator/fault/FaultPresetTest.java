package io.pumprig.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import java.util.HashSet;
import java.util.Set;
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
                                    null,
                                    null,
                                    null),
                            0);
            assertEquals(preset.type(), fault.type());
            assertTrue(fault.isHarmful(), preset.id());
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(FaultType.class)
    void everyTypeExpectsAnAlarmThatThereIs(FaultType type) {
        assertNotNull(Alarm.named(type.expectedAlarm()), type.expectedAlarm());
    }
}
