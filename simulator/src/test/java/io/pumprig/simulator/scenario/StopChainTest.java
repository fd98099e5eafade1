package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** E-stop, door, and the watchdog that takes the coils' current when nobody kicks it. */
class StopChainTest {
    private static final long HOUR = TestRun.CYCLES_PER_HOUR;
    private static final long MINUTE = 60 * TestRun.CYCLES_PER_SECOND;

    /** Whether the motor turns with a step: noise on the step line is the proof. */
    private static boolean turns(TestRun run) {
        long rotor = run.rig().plant().rotorMicrosteps();
        run.rig().board().injectSteps(4);
        return run.rig().plant().rotorMicrosteps() != rotor;
    }

    @Test
    @Tag("SR-43")
    @Tag("SR-18")
    @Tag("SR-80")
    void theEStopTakesTheCurrentAtOnceAndThePulsesInTheSameCycle() {
        try (TestRun run = new TestRun(1, TestRun.prescription(800))) {
            run.cycles(HOUR);
            run.rig().board().eStopPressed(true);
            // Its contact drives ENN itself; its input says so in the next cycle.
            assertFalse(turns(run));
            assertEquals(1, TherapyAgain.raises(run, Alarm.EMERGENCY_STOP, 10));
            assertFalse(run.controller().loop().command().isEnergised());
            assertTrue(run.rig().board().isOutputHigh(5), "ENN is driven high as well");
            TherapyAgain.staysStill(run, MINUTE);
            assertFalse(turns(run));
            run.rig().board().eStopPressed(false);
            TherapyAgain.staysStill(run, MINUTE);
            TherapyAgain.goesOn(run, Alarm.EMERGENCY_STOP);
            assertFalse(run.rig().board().isOutputHigh(5));
            assertEquals(List.of("EMERGENCY_STOP"), run.alarms());
        }
    }

    @Test
    @Tag("F-47")
    @Tag("SR-18")
    void anOpenDoorStopsInOneCycleAndHoldsTheRotor() {
        try (TestRun run = new TestRun(1, TestRun.prescription(800))) {
            run.cycles(HOUR);
            run.rig().board().doorOpen(true);
            assertEquals(1, TherapyAgain.raises(run, Alarm.HEAD_OPEN, 10));
            TherapyAgain.staysStill(run, MINUTE);
            assertTrue(run.controller().loop().command().isEnergised());
            run.rig().board().doorOpen(false);
            run.cycles(100);
            TherapyAgain.goesOn(run, Alarm.HEAD_OPEN);
            assertEquals(List.of("HEAD_OPEN"), run.alarms());
        }
    }

    @Test
    @Tag("SR-71")
    @Tag("F-36")
    void aLoopThatStopsLosesTheMotorAfterFiftyMilliseconds() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(MINUTE);
            run.rig().clock().pause(49_000_000L);
            assertTrue(turns(run), "49 ms after the last kick");
            run.rig().clock().pause(2_000_000L);
            assertFalse(turns(run), "51 ms after the last kick");
        }
    }

    @Test
    @Tag("SR-71")
    void aRunningLoopKeepsTheMotor() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            assertTrue(turns(run));
            assertNotEquals(0, run.pulses());
        }
    }
}
