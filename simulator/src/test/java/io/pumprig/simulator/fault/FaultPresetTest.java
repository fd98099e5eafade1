package io.pumprig.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The presets over the types, and what both promise. */
class FaultPresetTest {

    @Test
    void everyPresetCanBeInjectedAsItStands() throws FaultRefused {
        for (FaultPreset preset : FaultPresets.ALL) {
            Fault fault = Fault.check(preset.written(preset.id(), "now"), 0);
            assertEquals(preset.type(), fault.type());
            assertEquals(preset.instance(), fault.instance());
            assertTrue(fault.isHarmful(), preset.id());
        }
    }

    @Test
    void thereAre54PresetsInTheirOrder() {
        assertEquals(54, FaultPresets.ALL.size());
        for (int i = 0; i < 54; i++) {
            String id = String.format(Locale.ROOT, "F-%02d", i + 1);
            assertEquals(id, FaultPresets.ALL.get(i).id());
            assertSame(FaultPresets.ALL.get(i), FaultPreset.named(id));
        }
        assertNull(FaultPreset.named("F-55"));
    }

    @Test
    void eachExpectsAnAlarmWithItsLimitOrSaysWhyNot() {
        for (FaultPreset preset : FaultPresets.ALL) {
            Expectation expected = preset.expectation();
            assertEquals(expected.isObservable(), expected.limit() != null, preset.id());
            assertEquals(expected.isObservable(), expected.reason() == null, preset.id());
        }
        assertEquals("10 uL", FaultPreset.named("F-01").expectation().limit().toString());
        assertEquals("NOT_OBSERVABLE", FaultPreset.named("F-50").expectation().alarmName());
    }

    @Test
    void everyPresetIsInTheCatalogueOfFaults() throws IOException {
        Path catalogue = Path.of("../controller/src/test/resources/faults.csv");
        Map<String, String> names =
                Files.readAllLines(catalogue).stream()
                        .map(line -> line.split(","))
                        .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
        for (FaultPreset preset : FaultPresets.ALL) {
            assertEquals(names.get(preset.id()), preset.name(), preset.id());
        }
    }

    /** A kept state names its types. */
    @Test
    void noTwoTypesAreCalledTheSame() {
        Set<String> ids = new HashSet<>();
        for (FaultType type : FaultTypes.all()) {
            for (String instance : type.instances()) {
                assertTrue(ids.add(type.component() + "/" + instance + "/" + type.label()));
            }
            assertSame(type, FaultTypes.type(type.id()));
        }
    }
}
