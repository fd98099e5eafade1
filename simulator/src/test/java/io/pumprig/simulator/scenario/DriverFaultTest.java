package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Source;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The motor driver is reset or too hot. */
class DriverFaultTest {
    private static final long HOUR = TestRun.CYCLES_PER_HOUR;
    private static final long MINUTE = 60 * TestRun.CYCLES_PER_SECOND;

    @ParameterizedTest(name = "{0} cycles after an hour")
    @ValueSource(ints = {0, 17, 113, 200, 391, 1_000})
    @Tag("SR-67")
    @Tag("F-33")
    void aDriverThatWasResetIsConfiguredAnewBeforeAPulseCounts(int cycles) {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR + cycles);
            long rotor = run.rig().plant().rotorMicrosteps();
            run.inject("driver", "tmc2209", "reset");
            long found = TherapyAgain.raises(run, Alarm.DRIVER_FAULT, HOUR);
            assertTrue(found <= 50, () -> found + " cycles");
            TherapyAgain.staysStill(run, MINUTE);
            assertEquals(List.of("f scheduled", "f active", "f expired"), run.faultLives());
            // Without its place in the electrical cycle the field goes to the nearest full one.
            long jump = run.rig().plant().rotorMicrosteps() - rotor;
            assertTrue(Math.abs(jump) <= 32 + 1, () -> jump + " microsteps");
            assertEquals(run.rig().plant().fieldMicrosteps(), run.rig().plant().rotorMicrosteps());
            TherapyAgain.goesOn(run, Alarm.DRIVER_FAULT);
            long sent = run.controller().loop().sample().motion().sentMicrosteps();
            assertEquals(sent, run.controller().loop().sample().motion().seenMicrosteps());
            assertEquals(
                    Math.floorMod(run.rig().plant().fieldMicrosteps() * 16, 1_024L),
                    run.controller().loop().sample().motion().positionCounts(),
                    16 * 2);
            assertEquals(List.of("DRIVER_FAULT"), run.alarms());
        }
    }

    @Test
    @Tag("SR-67")
    @Tag("SR-80")
    @Tag("F-19")
    void aDriverTooHotStopsInOneCycleAndComesBackWhenItHasCooled() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("driver", "tmc2209", "over-temperature");
            assertEquals(1, TherapyAgain.raises(run, Alarm.DRIVER_FAULT, HOUR));
            TherapyAgain.staysStill(run, MINUTE);
            int sources = run.controller().loop().alarms().sources(Alarm.DRIVER_FAULT);
            assertEquals("driver-fault-pin,driver-over-temperature", Source.labels(sources));
            assertTrue(run.effects() > 0);
            run.clear().cycles(100);
            TherapyAgain.goesOn(run, Alarm.DRIVER_FAULT);
        }
    }
}
