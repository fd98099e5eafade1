package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.controller.dose.Withheld;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exactness over days, through the real drivers, with all the noise of a healthy rig. */
class ExactDoseTest {

    @Test
    @Tag("SR-19")
    @Tag("SR-24")
    @Tag("SR-32")
    void aWeekIsExactToTheMicrostepEachHourAndRaisesNothing() {
        try (TestRun run = new TestRun(1)) {
            for (int hour = 1; hour <= 7 * 24; hour++) {
                run.cycles(TestRun.CYCLES_PER_HOUR);
                // 250 mcg/day at 2000 mcg/mL are 20 000 microsteps of 6.25 nL a day.
                assertEquals(20_000L * hour / 24, run.delivered(), "hour " + hour);
            }
            assertEquals(60_480_000, run.run().cycle());
            assertEquals(140_000, run.rig().plant().fieldMicrosteps());
            assertEquals(140_000, run.rig().plant().rotorMicrosteps());
            assertEquals(140_000, run.controller().loop().planner().orderedMicrosteps());
            assertEquals(List.of(), run.alarms());
            for (Withheld cause : Withheld.values()) {
                assertEquals(0, run.withheld(cause), cause.label());
            }
            // 175 roller pitches, so the pulses of the head are no part of the difference.
            assertEquals(1_750, run.rig().plant().tipMicrograms(), 0.05 * 1_750);
        }
    }

    @Test
    @Tag("SR-19")
    void aDayOfAnOddRateAndAnotherSeedIsAsExact() {
        try (TestRun run = new TestRun(0xD05E, TestRun.prescription(137))) {
            for (int hour = 1; hour <= 24; hour++) {
                run.cycles(TestRun.CYCLES_PER_HOUR);
                assertEquals(10_960L * hour / 24, run.delivered(), "hour " + hour);
            }
            assertEquals(10_960, run.rig().plant().rotorMicrosteps());
            assertEquals(List.of(), run.alarms());
            assertEquals(137, run.rig().plant().tipMicrograms(), 0.05 * 137);
        }
    }
}
