package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.simulator.plant.PlantFault;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fluid that does not come in, does not arrive, or is pushed by pulses that get lost. */
class DeliveryFaultTest {
    private static final long HOUR = TestRun.CYCLES_PER_HOUR;
    private static final long MINUTE = 60 * TestRun.CYCLES_PER_SECOND;

    /** 6.25 nL a microstep. */
    private static double microlitres(long microsteps) {
        return microsteps * 0.00625;
    }

    @ParameterizedTest(name = "{0} mcg/day")
    @ValueSource(longs = {48, 250, 1_000})
    @Tag("SR-56")
    @Tag("SR-34")
    @Tag("F-03")
    @Tag("OCCLUSION_UPSTREAM:absent")
    void aClosedInletIsFoundWithinHalfAMicrolitreAndStopsAtOnce(long rate) {
        try (TestRun run = new TestRun(1, TestRun.prescription(rate))) {
            run.cycles(HOUR);
            run.inject("line", "upstream", "occlusion");
            long before = run.delivered();
            TherapyAgain.raises(run, Alarm.OCCLUSION_UPSTREAM, 10 * HOUR);
            double pumped = microlitres(run.delivered() - before);
            assertTrue(pumped <= 0.5, () -> pumped + " uL");
            assertTrue(run.effects() > 0);
            TherapyAgain.staysStill(run, HOUR);
            assertEquals(List.of("OCCLUSION_UPSTREAM"), run.alarms());
            run.clear();
            run.cycles(MINUTE);
            TherapyAgain.goesOn(run, Alarm.OCCLUSION_UPSTREAM);
        }
    }

    @Test
    @Tag("SR-56")
    @Tag("SR-51")
    @Tag("F-12")
    @Tag("OCCLUSION_UPSTREAM:wrong-order")
    void aBagThatCollapsesIsEmptyBeforeItIsAnOcclusion() {
        try (TestRun run = new TestRun(1, TestRun.prescription(1_000))) {
            run.cycles(HOUR);
            run.inject("reservoir", "main", "leak", "rate", "60 mL/h");
            TherapyAgain.raises(run, Alarm.RESERVOIR_EMPTY, HOUR);
            assertFalse(run.alarms().contains("OCCLUSION_UPSTREAM"));
            assertEquals(-5, run.rig().plant().upstreamKilopascals(), 1);
        }
    }

    @Test
    @Tag("SR-23")
    @Tag("SR-67")
    @Tag("F-19")
    @Tag("DRIVER_FAULT:absent")
    void anOpenStepWireIsFoundWithinEightPulsesAndIsNoStall() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("wire", "step", "lost-steps");
            long before = run.delivered();
            TherapyAgain.raises(run, Alarm.DRIVER_FAULT, HOUR);
            assertEquals(8, run.delivered() - before);
            assertEquals(8, run.withheld(Withheld.NOT_MOVED));
            assertEquals(run.rig().plant().rotorMicrosteps(), run.believed());
            int sources = run.controller().loop().alarms().sources(Alarm.DRIVER_FAULT);
            assertEquals("step-output,step-counter", Source.labels(sources));
            TherapyAgain.staysStill(run, MINUTE);
            run.clear();
            TherapyAgain.goesOn(run, Alarm.DRIVER_FAULT);
            assertEquals(List.of("DRIVER_FAULT"), run.alarms());
            assertEquals(run.rig().plant().rotorMicrosteps(), run.believed());
        }
    }

    @Test
    @Tag("SR-22")
    @Tag("SR-23")
    @Tag("F-20")
    void aSlippingCouplingIsToldWithin10StrokesAndFlowIsKept() {
        try (TestRun run = new TestRun(1, TestRun.prescription(1_000))) {
            run.cycles(3 * HOUR);
            assertEquals(List.of(), run.alarms());
            run.inject("motor", "coupling", "slip");
            long before = run.delivered();
            TherapyAgain.raises(run, Alarm.UNDER_DELIVERY, 4 * HOUR);
            double pumped = microlitres(run.delivered() - before);
            assertTrue(pumped <= 50, () -> pumped + " uL, 10 strokes are 50 uL");
            assertEquals(Reaction.KEEP_PROGRAM, run.reaction());
            assertTrue(run.effects() > 0);
            run.clear();
            run.cycles(2 * HOUR);
            assertTrue(run.isSilent(), () -> "alarms " + run.alarms());
        }
    }

    @Test
    @Tag("SR-22")
    @Tag("F-08")
    void aLineThatCameOffIsToldWithin10Microlitres() {
        try (TestRun run = new TestRun(1, TestRun.prescription(1_000))) {
            run.cycles(3 * HOUR);
            run.inject("line", "fitting", "disconnect");
            long before = run.delivered();
            TherapyAgain.raises(run, Alarm.UNDER_DELIVERY, 4 * HOUR);
            double pumped = microlitres(run.delivered() - before);
            assertTrue(pumped <= 10, () -> pumped + " uL");
            assertTrue(run.rig().plant().linePressureKilopascals() < 0.5);
        }
    }

    @ParameterizedTest(name = "severity {0} at {1} mcg/day")
    @CsvSource({"0.985, 250", "0.985, 1000", "0.98, 1000"})
    @Tag("SR-57")
    @Tag("F-02")
    void aPartialOcclusionIsATrendWithinADayAndTherapyGoesOn(double severity, long rate) {
        try (TestRun run = new TestRun(1, TestRun.prescription(rate))) {
            run.cycles(12 * HOUR);
            assertEquals(List.of(), run.alarms());
            run.rig().plant().occlusionSeverity(severity);
            TherapyAgain.raises(run, Alarm.OCCLUSION_TREND, 24 * HOUR);
            assertEquals(Reaction.KEEP_PROGRAM, run.reaction());
            assertTrue(run.rig().plant().effects(PlantFault.OCCLUSION) > 0);
            run.rig().plant().occlusionSeverity(0);
            run.cycles(3 * MINUTE);
            assertTrue(run.isSilent(), () -> "alarms " + run.alarms());
        }
    }

    @Test
    @Tag("SR-50")
    @Tag("SR-72")
    @Tag("F-28")
    void aTouchOfTheScaleIsNoEmptyReservoir() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.rig().board().weight().offsetGrams(-19.5);
            run.cycles(4 * TestRun.CYCLES_PER_SECOND);
            run.rig().board().weight().offsetGrams(0);
            run.cycles(HOUR);
            assertEquals(List.of(), run.alarms());
        }
    }

    @ParameterizedTest(name = "{0} uL/h")
    @ValueSource(ints = {1_800, 13_600})
    @Tag("SR-38")
    @Tag("SR-34")
    @Tag("F-09")
    @Tag("FREE_FLOW:absent")
    void aSiphonIsFreeFlowWithin3MicrolitresAndTheCoilsStayOn(int microlitresPerHour) {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            double tip = run.rig().plant().tipMicrolitres();
            run.inject("line", "head", "siphon", "rate", microlitresPerHour + " uL/h");
            TherapyAgain.raises(run, Alarm.FREE_FLOW, MINUTE);
            // 2 uL, what the line may have stored, and at most one reading of the sensor more.
            double flowed = run.rig().plant().tipMicrolitres() - tip;
            assertTrue(flowed <= 3, () -> flowed + " uL");
            assertFalse(run.controller().loop().permit().isDriveReleased());
            TherapyAgain.staysStill(run, MINUTE / 2);
            run.clear().cycles(2 * TestRun.CYCLES_PER_SECOND);
            assertTrue(run.rig().plant().effects(PlantFault.SIPHON) > 0);
            TherapyAgain.goesOn(run, Alarm.FREE_FLOW);
            assertEquals(List.of("FREE_FLOW"), run.alarms());
        }
    }

    @Test
    @Tag("SR-38")
    @Tag("F-04")
    @Tag("FREE_FLOW:wrong-order")
    void aReleasedOcclusionIsNoFreeFlow() {
        try (TestRun run = new TestRun(2, TestRun.prescription(1_000))) {
            run.cycles(HOUR);
            run.inject("line", "downstream", "occlusion", "duration", "1 h");
            TherapyAgain.raises(run, Alarm.OCCLUSION_DOWNSTREAM, HOUR);
            run.cycles(2 * HOUR);
            assertFalse(run.alarms().contains("FREE_FLOW"), () -> "alarms " + run.alarms());
        }
    }

    @Test
    @Tag("SR-37")
    @Tag("SR-34")
    @Tag("F-10")
    @Tag("REVERSE_FLOW:absent")
    void fluidThatComesBackThroughAnOpenValveIsReverseFlowWithin3Microlitres() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            double tip = run.rig().plant().tipMicrolitres();
            run.inject("line", "head", "back-flow", "rate", "1.8 mL/h");
            TherapyAgain.raises(run, Alarm.REVERSE_FLOW, MINUTE);
            double back = tip - run.rig().plant().tipMicrolitres();
            assertTrue(back <= 3, () -> back + " uL");
            TherapyAgain.staysStill(run, MINUTE / 2);
        }
    }

    @ParameterizedTest(name = "{0} s")
    @ValueSource(longs = {3_600, -3_600, 2})
    @Tag("SR-32")
    @Tag("F-38")
    void aCalendarThatIsSetIsToldAtOnceAndNeitherSkipsNorRepeatsDrug(long seconds) {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("host", "calendar", "clock-step", "seconds", Long.toString(seconds));
            assertEquals(1, TherapyAgain.raises(run, Alarm.CLOCK_STEPPED, MINUTE));
            run.cycles(2 * MINUTE);
            assertTrue(run.isSilent());
            assertEquals(run.programMicrosteps(), run.delivered());
            TherapyAgain.followsTheProgram(run);
        }
    }

    @Test
    @Tag("SR-68")
    @Tag("F-32")
    void aDriverThatWarnsOfHeatIsStoppedAfterTenSeconds() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("driver", "tmc2209", "hot");
            long cycles = TherapyAgain.raises(run, Alarm.OVER_TEMPERATURE, MINUTE);
            // Ten seconds, and up to half a second to the next answer of the driver.
            assertEquals(1_000, cycles, 55);
            assertEquals(List.of("OVER_TEMPERATURE"), run.alarms());
            run.clear().cycles(2 * TestRun.CYCLES_PER_SECOND);
            TherapyAgain.goesOn(run, Alarm.OVER_TEMPERATURE);
        }
    }

    @Test
    @Tag("SR-53")
    @Tag("F-13")
    void aReservoirFilledAboveItsCapacityIsStopped() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.rig().plant().refill(21_500, 2_000);
            TherapyAgain.raises(run, Alarm.RESERVOIR_OVERFILL, MINUTE);
            TherapyAgain.staysStill(run, MINUTE);
        }
    }
}
