package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.AlarmTimes;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import io.pumprig.hal.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interlocks whose state is a few lines: switches, driver, supplies, lateness. */
class PlainInterlocksTest {
    private final Scene scene = new Scene();

    @Test
    @Tag("SR-43")
    @Tag("SR-18")
    @Tag("EMERGENCY_STOP:absent")
    @Tag("EMERGENCY_STOP:early")
    @Tag("EMERGENCY_STOP:unsafe-action")
    @Tag("EMERGENCY_STOP:too-short")
    @Tag("EMERGENCY_STOP:too-long")
    void theEmergencyStopStopsAndReleasesTheCoilsForAsLongAsItIsPressed() {
        EmergencyStop interlock = new EmergencyStop();
        assertTrue(scene.cycle().judge(interlock).isSilent());
        scene.eStop = true;
        assertTrue(scene.cycle().judge(interlock).raised(Alarm.EMERGENCY_STOP));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
        assertTrue(scene.permit.isDriveReleased());
        scene.eStop = false;
        assertTrue(scene.cycle().judge(interlock).isSilent());
        assertFalse(scene.permit.isDriveReleased());
    }

    @Test
    @Tag("F-47")
    void anOpenDoorStopsAndKeepsTheHoldingCurrent() {
        HeadOpen interlock = new HeadOpen();
        scene.doorOpen = true;
        assertTrue(scene.cycle().judge(interlock).raised(Alarm.HEAD_OPEN));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
        assertFalse(scene.permit.isDriveReleased());
    }

    @Test
    @Tag("SR-73")
    @Tag("F-46")
    void aButtonThatIsHeldTooLongIsReportedAndTheProgramGoesOn() {
        ButtonStuck interlock = new ButtonStuck();
        scene.cycle().sample.bolusButton().took(true, false, 0, 0, scene.nanos);
        assertTrue(scene.judge(interlock).isSilent());
        scene.sample.bolusButton().took(false, true, 0, 0, scene.nanos);
        assertTrue(scene.judge(interlock).raised(Alarm.BUTTON_STUCK));
        assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
    }

    @Test
    @Tag("SR-67")
    @Tag("F-19")
    @Tag("DRIVER_FAULT:absent")
    @Tag("DRIVER_FAULT:unsafe-action")
    @Tag("DRIVER_FAULT:late")
    void theFaultOutputStopsInTheSameCycle() {
        DriverFault interlock = new DriverFault();
        scene.cycle().allHealthy();
        assertTrue(scene.judge(interlock).isSilent());
        scene.sample.drive().faultOutput(true);
        assertTrue(scene.judge(interlock).raised(Alarm.DRIVER_FAULT, Source.DRIVER_FAULT_PIN));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
    }

    @ParameterizedTest(name = "status {0} names {1}")
    @CsvSource({
        "1, DRIVER_OVER_TEMPERATURE",
        "2, DRIVER_SHORT",
        "4, DRIVER_UNDERVOLTAGE",
        "8, DRIVER_RESET",
        "16, DRIVER_FAULT_PIN",
    })
    @Tag("SR-67")
    void eachStatusOfTheDriverStopsAndIsNamed(int faults, Source source) {
        scene.cycle().allHealthy();
        scene.sample.drive().took(faults, false, 0, scene.nanos);
        scene.judge(new DriverFault());
        assertTrue(scene.raised(Alarm.DRIVER_FAULT));
        assertEquals(source.bit(), scene.permit.sources(Alarm.DRIVER_FAULT));
    }

    @Test
    @Tag("SR-67")
    @Tag("DRIVER_FAULT:early")
    void aWarmDriverIsNoFault() {
        scene.cycle().allHealthy();
        scene.sample.drive().took(0, true, 0, scene.nanos);
        assertTrue(scene.judge(new DriverFault()).isSilent());
    }

    @ParameterizedTest(name = "{0} is {1} on {2}")
    @CsvSource({
        "BAD_CRC, SENSOR_FAULT, DRIVER_UART",
        "BAD_FRAME, SENSOR_FAULT, DRIVER_UART",
        "RECONFIGURING, DRIVER_FAULT, DRIVER_RESET",
        "NO_ANSWER, DRIVER_FAULT, DRIVER_UART",
        "NO_ECHO, DRIVER_FAULT, DRIVER_UART",
        "UNPROVED, DRIVER_FAULT, DRIVER_UART",
    })
    @Tag("SR-67")
    @Tag("F-42")
    @Tag("DRIVER_FAULT:wrong-order")
    void aDriverThatDoesNotAnswerIsAFaultAndANoisyLineASensorFault(
            Outcome why, Alarm alarm, Source source) {
        scene.cycle().allHealthy();
        scene.sample.motion().missed(why);
        scene.judge(new DriverFault());
        assertTrue(scene.raised(alarm, source));
        assertEquals(alarm.bit(), scene.permit.raised());
        scene.allHealthy();
        scene.sample.drive().missed(why);
        assertTrue(scene.judge(new DriverFault()).raised(alarm, source));
        assertEquals(alarm.bit(), scene.permit.raised());
    }

    @ParameterizedTest(name = "{0} mV and {1} mV: {2}")
    @CsvSource({
        "4750, 10800, 0",
        "5250, 13200, 0",
        "5000, 12000, 0",
        "4749, 12000, SENSOR_SUPPLY",
        "5251, 12000, SENSOR_SUPPLY",
        "5000, 10799, MOTOR_SUPPLY",
        "5000, 13201, MOTOR_SUPPLY",
    })
    @Tag("SR-91")
    @Tag("F-33")
    void aSupplyOutsideOfItsBandIsNamed(int sensor, int motor, String source) {
        scene.cycle();
        scene.sample.sensorSupply().took(sensor, 1, scene.nanos);
        scene.sample.motorSupply().took(motor, 1, scene.nanos);
        scene.judge(new Supplies(Scene.LIMITS));
        int expected = source.equals("0") ? 0 : Source.valueOf(source).bit();
        assertEquals(expected, scene.permit.sources(Alarm.SUPPLY_OUT_OF_RANGE));
        assertEquals(expected != 0, scene.raised(Alarm.SUPPLY_OUT_OF_RANGE));
        assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
    }

    @Test
    @Tag("SR-85")
    @Tag("SR-91")
    void aSupplyAtTheEdgeOfItsBandDoesNotFlicker() {
        Supplies interlock = new Supplies(Scene.LIMITS);
        scene.cycle();
        scene.sample.sensorSupply().took(5_000, 1, scene.nanos);
        for (int millivolts : new int[] {10_799, 10_800, 10_850, 10_899}) {
            scene.sample.motorSupply().took(millivolts, 1, scene.nanos);
            assertTrue(scene.judge(interlock).raised(Alarm.SUPPLY_OUT_OF_RANGE), millivolts + "");
        }
        scene.sample.motorSupply().took(10_900, 1, scene.nanos);
        assertTrue(scene.judge(interlock).isSilent());
        scene.sample.motorSupply().took(10_800, 1, scene.nanos);
        assertTrue(scene.judge(interlock).isSilent());
    }

    @Test
    @Tag("SR-91")
    void aSupplyThatWasNeverMeasuredIsNotJudgedHere() {
        assertTrue(scene.cycle().judge(new Supplies(Scene.LIMITS)).isSilent());
    }

    @Test
    @Tag("SR-35")
    @Tag("F-37")
    void threeLateCyclesInARowAreAnAlarmAndTwoAreCounted() {
        TickOverrun interlock = new TickOverrun();
        scene.after(15_000_001L).judge(interlock);
        scene.after(15_000_001L).judge(interlock);
        assertTrue(scene.isSilent());
        assertEquals(2, interlock.late());
        scene.after(25_000_000L).judge(interlock);
        assertTrue(scene.raised(Alarm.TICK_OVERRUN));
        assertEquals(Reaction.MINIMUM_RATE, scene.permit.reaction());
        assertEquals(3, interlock.late());
        assertEquals(15_000_000L, interlock.worstNanos());
    }

    @Test
    @Tag("SR-35")
    void halfAPeriodLateIsNotLateAndACycleInTimeBreaksTheRow() {
        TickOverrun interlock = new TickOverrun();
        for (int i = 0; i < 100; i++) {
            assertTrue(scene.after(15_000_000L).judge(interlock).isSilent());
        }
        assertEquals(0, interlock.late());
        for (int i = 0; i < 100; i++) {
            scene.after(i % 3 == 2 ? 10_000_000L : 16_000_000L);
            assertTrue(scene.judge(interlock).isSilent());
        }
    }

    @Test
    @Tag("SR-35")
    void theAlarmLeavesAfterASecondInTime() {
        TickOverrun interlock = new TickOverrun();
        for (int i = 0; i < 3; i++) {
            scene.after(20_000_000L).judge(interlock);
        }
        for (int i = 0; i < 99; i++) {
            assertTrue(scene.cycle().judge(interlock).raised(Alarm.TICK_OVERRUN), "cycle " + i);
        }
        assertTrue(scene.cycle().judge(interlock).isSilent());
    }

    @Test
    @Tag("SR-78")
    @Tag("EMERGENCY_STOP:wrong-order")
    @Tag("RESERVOIR_EMPTY:wrong-order")
    void allInterlocksAreJudgedAndSeveralTripsAreAllRecorded() {
        Interlocks interlocks =
                new Interlocks(
                        Scene.LIMITS,
                        scene.ledger,
                        scene.events,
                        scene.planner(250_000_000L),
                        AlarmTimes.defaults());
        scene.eStop = true;
        scene.doorOpen = true;
        scene.cycle().allHealthy().reservoir(500_000_000L);
        scene.sample.motorSupply().took(9_000, 1, scene.nanos);
        scene.permit.open();
        interlocks.judge(scene.sample, scene.permit);
        assertTrue(scene.raised(Alarm.EMERGENCY_STOP));
        assertTrue(scene.raised(Alarm.HEAD_OPEN));
        assertTrue(scene.raised(Alarm.RESERVOIR_EMPTY));
        assertTrue(scene.raised(Alarm.RESERVOIR_LOW));
        assertTrue(scene.raised(Alarm.SUPPLY_OUT_OF_RANGE));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
    }

    @Test
    void aHealthyRigIsSilentInAllInterlocksForADay() {
        Interlocks interlocks =
                new Interlocks(
                        Scene.LIMITS,
                        scene.ledger,
                        scene.events,
                        scene.planner(250_000_000L),
                        AlarmTimes.defaults());
        for (int i = 0; i < 864_000; i++) {
            scene.sent = i / 43; // about 1000 uL in the day
            scene.ledger.settle(i % 43 == 0 && i > 0 ? 1 : 0);
            scene.after(15_000_000L).allHealthy();
            scene.reservoir(20_000_000_000L - scene.sent * 6_250);
            scene.permit.open();
            interlocks.judge(scene.sample, scene.permit);
            assertTrue(scene.isSilent(), "cycle " + i + ": " + scene.permit.raised());
        }
        assertEquals(0, scene.notMoved());
        assertEquals(0, interlocks.lateCycles());
    }
}
