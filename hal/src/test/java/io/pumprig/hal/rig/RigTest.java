package io.pumprig.hal.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.AllocatedBytes;
import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.device.Annunciator;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PressureReading;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.device.ReservoirReading;
import io.pumprig.hal.device.RotorReading;
import io.pumprig.hal.device.SupplyReading;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RigTest {
    private static final long CYCLE_NANOS = 10_000_000;

    private final BenchBoard board = new BenchBoard();
    private final MotionReading motion = new MotionReading();
    private final DriveReading drive = new DriveReading();
    private final RotorReading rotor = new RotorReading();
    private final PressureReading downstream = new PressureReading();
    private final PressureReading upstream = new PressureReading();
    private final SupplyReading sensorSupply = new SupplyReading();
    private final SupplyReading motorSupply = new SupplyReading();
    private final ReservoirReading reservoir = new ReservoirReading();
    private final MotorCommand command = new MotorCommand();
    private PumpDevices devices;

    private void bringUp() {
        devices = Rig.bringUp(board, BenchBoard.wiring());
    }

    private String refused() {
        return assertThrows(BringUpException.class, this::bringUp).getMessage();
    }

    private Outcome cycle(int microsteps) {
        devices.motor().poll(motion, drive);
        devices.encoder().read(rotor);
        devices.pressure().read(downstream, upstream, sensorSupply, motorSupply);
        devices.reservoir().read(reservoir);
        devices.watchdog().kick();
        Outcome outcome = devices.motor().apply(command.step(microsteps));
        board.clock.advance(CYCLE_NANOS);
        return outcome;
    }

    private void cycles(int count) {
        for (int i = 0; i < count; i++) {
            cycle(0);
        }
    }

    @Test
    void comesUpWithinTwoSecondsKickingTheWatchdogAllTheWhile() {
        long before = board.clock.nanos();
        bringUp();
        long took = board.clock.nanos() - before;
        assertTrue(took < 700_000_000, () -> "took " + took);
        assertTrue(board.longestSilenceNanos < 10_000_000);
        assertFalse(board.outputs.get(5).isHigh(), "coils hold");
        assertEquals(Outcome.OK, cycle(1), "and take the first pulse at once");
        assertEquals(1, command.taken());
    }

    @Test
    void seesTheContactsClosedInTheFirstCycle() {
        bringUp();
        assertFalse(devices.eStop().isDangerous(board.clock.nanos()));
        assertFalse(devices.door().isDangerous(board.clock.nanos()));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "0x36, encoder as5600 at i2c-1 0x36: expected CONF 0x0000 as written",
        "0x48, pressure ads1115 at i2c-1 0x48: expected a conversion within 8.6 ms",
        "0x2A, 'reservoir nau7802 at i2c-1 0x2A: expected power-up, calibration and six"
                + " conversions'"
    })
    void namesAPartThatDoesNotAnswer(String address, String complaint) {
        board.answers.put(Integer.decode(address), Outcome.NO_ACKNOWLEDGE);
        String message = refused();
        assertTrue(message.startsWith(complaint), message);
        assertTrue(message.contains("NO_ACKNOWLEDGE"), message);
        assertTrue(board.outputs.get(5).isHigh(), "motor off");
    }

    @Test
    void namesAMotorDriveThatDoesNotAnswerAndLeavesTheCoilsOff() {
        board.tmc.mute(true);
        assertEquals(
                "motor tmc2209 at /dev/serial0 node 0: expected an answer from register 0x06,"
                        + " found NO_ANSWER",
                refused());
        assertTrue(board.outputs.get(5).isHigh());
    }

    @Test
    @Tag("F-19")
    void namesAnEnableWireThatDoesNotReachTheDrive() {
        board.tmc.put(0x06, 0x21000041);
        assertEquals(
                "motor tmc2209 at /dev/serial0 node 0: expected ENN low in IOIN after enabling,"
                        + " found ENN high",
                refused());
        assertTrue(board.outputs.get(5).isHigh());
    }

    @Test
    void comesUpWithThePressedEStopHoldingEnable() {
        board.tmc.put(0x06, 0x21000041);
        board.inputs.get(26).set(InputPin.Level.HIGH);
        bringUp();
        assertTrue(devices.eStop().isDangerous(board.clock.nanos()));
    }

    @Test
    void fillsAllReadingsWithinASecond() {
        bringUp();
        cycles(100);
        assertEquals(Outcome.OK, motion.outcome());
        assertEquals(Outcome.OK, drive.outcome());
        assertEquals(0, drive.faults());
        assertFalse(drive.faultOutput());
        assertEquals(100, rotor.angleCounts());
        assertEquals(25_855, downstream.pascals());
        assertEquals(0, upstream.pascals());
        assertEquals(5_000, sensorSupply.millivolts());
        assertEquals(12_000, motorSupply.millivolts());
        assertEquals(0, reservoir.picolitres());
        assertEquals(20, rotor.attempts());
        assertEquals(10, reservoir.attempts());
        assertEquals(0, downstream.missedInARow());
    }

    /** In whichever turn of the converter it began, and whatever was measured before it. */
    @ParameterizedTest(name = "after {0} cycles")
    @ValueSource(ints = {1, 5, 10, 15, 20, 25, 30, 35, 100})
    @Tag("SR-72")
    void missesOnePressureAtMostAfterAGapOfThreeSeconds(int before) {
        bringUp();
        cycles(before);
        board.clock.advance(3_000_000_000L);
        for (int i = 0; i < 60; i++) {
            cycle(0);
            assertTrue(downstream.missedInARow() <= 1, "cycle " + i + " after the gap");
        }
        assertEquals(25_855, downstream.pascals());
        assertEquals(Outcome.OK, downstream.outcome());
    }

    @Test
    void unwrapsTheRotorOverTurns() {
        bringUp();
        for (int i = 0; i < 300; i++) {
            cycles(5);
            board.angle = board.angle + 40 & 0xFFF;
        }
        assertEquals(299 * 40, rotor.travelCounts());
    }

    @Test
    void believesAJumpOfTheRotorOnlyWhenItIsConfirmed() {
        bringUp();
        cycles(5);
        board.angle = 2_100;
        cycles(5);
        assertEquals(Outcome.INVALID, rotor.outcome());
        assertEquals(0, rotor.travelCounts());
        board.angle = 110;
        cycles(5);
        assertEquals(Outcome.OK, rotor.outcome());
        assertEquals(10, rotor.travelCounts());
        board.angle = 2_000;
        cycles(5);
        assertEquals(Outcome.INVALID, rotor.outcome());
        board.angle = 2_060;
        cycles(5);
        assertEquals(Outcome.OK, rotor.outcome());
        assertEquals(1_960, rotor.travelCounts());
    }

    @Test
    @Tag("F-29")
    void repeatsAFailedTransferInTheNextCycleBeforeItCounts() {
        bringUp();
        cycles(100);
        long attempts = rotor.attempts();
        for (int i = 0; i < 100; i++) {
            // Every fifth cycle is the one in which each of the three is due, or none of them.
            board.answers.put(0x36, i % 5 == 0 ? Outcome.NO_ACKNOWLEDGE : Outcome.OK);
            board.answers.put(0x48, i % 5 == 0 ? Outcome.NO_ACKNOWLEDGE : Outcome.OK);
            board.answers.put(0x2A, i % 5 == 0 ? Outcome.NO_ACKNOWLEDGE : Outcome.OK);
            cycles(1);
            assertEquals(0, rotor.missedInARow());
            assertEquals(0, downstream.missedInARow());
            assertEquals(0, reservoir.missedInARow());
        }
        assertEquals(20, rotor.attempts() - attempts, 1);
    }

    @Test
    @Tag("SR-55")
    void believesAJumpOfThePressureWhenItsRepetitionConfirmsIt() {
        bringUp();
        cycles(60);
        board.codes[0] = 12_000;
        cycles(14);
        assertEquals(103_422, downstream.pascals());
        assertEquals(0, downstream.missedInARow());
    }

    @Test
    @Tag("F-28")
    void aBumpOfTheBalanceIsNoWeight() {
        bringUp();
        board.weight = 89_920;
        cycles(200);
        board.weight = 8_000_000;
        cycles(10);
        assertEquals(Outcome.INVALID, reservoir.outcome());
        board.weight = 89_920;
        cycles(10);
        assertEquals(Outcome.OK, reservoir.outcome());
        assertEquals(20_000_000_000L, reservoir.picolitres());
    }

    @Test
    void takesAnyAngleAfterAGap() {
        bringUp();
        cycles(5);
        board.answers.put(0x36, Outcome.NO_ACKNOWLEDGE);
        cycles(20);
        assertEquals(Outcome.NO_ACKNOWLEDGE, rotor.outcome());
        assertEquals(4, rotor.missedInARow());
        board.answers.put(0x36, Outcome.OK);
        board.angle = 1_900;
        cycles(5);
        assertEquals(1_800, rotor.travelCounts());
    }

    @Test
    @Tag("F-24")
    void takesAnOpenOrShortedPressureWireForAFault() {
        bringUp();
        cycles(40);
        board.codes[0] = 1_200;
        cycles(20);
        assertEquals(Outcome.OUT_OF_RANGE, downstream.outcome());
        assertEquals(25_855, downstream.pascals(), "the last good value stays");
        board.codes[0] = 22_800;
        cycles(20);
        assertEquals(Outcome.OUT_OF_RANGE, downstream.outcome());
        board.codes[0] = 21_600;
        cycles(20);
        assertEquals(206_843, downstream.pascals());
    }

    @Test
    @Tag("F-33")
    void makesNoPressureOfASaggingSupply() {
        bringUp();
        cycles(60);
        board.codes[0] = 4_320;
        board.codes[1] = 21_600;
        cycles(60);
        assertEquals(4_500, sensorSupply.millivolts());
        assertEquals(25_855, downstream.pascals());
    }

    @Test
    void takesNoPressureWithoutAMeasuredSupply() {
        bringUp();
        cycles(60);
        board.codes[1] = 200;
        cycles(60);
        assertEquals(42, sensorSupply.millivolts());
        assertEquals(Outcome.NOT_READY, downstream.outcome());
        assertEquals(Outcome.NOT_READY, upstream.outcome());
    }

    @Test
    void readsASuctionUpstream() {
        bringUp();
        board.codes[3] = 2_400;
        cycles(60);
        assertEquals(-103_421, upstream.pascals());
    }

    @Test
    void weighsTheMeanOfTheLastTenConversions() {
        bringUp();
        board.weight = 89_920;
        cycles(100);
        assertEquals(20_000_000_000L, reservoir.picolitres(), "19.96 g are 20 mL");
        board.weight = 69_960;
        cycles(50);
        assertEquals(15_000_000_000L, reservoir.picolitres());
        cycles(50);
        assertEquals(10_000_000_000L, reservoir.picolitres());
    }

    @Test
    @Tag("F-33")
    void bringsTheLoadCellUpAgainInService() {
        bringUp();
        cycles(100);
        board.brownOutNau7802();
        cycles(20);
        assertEquals(Outcome.RECONFIGURING, reservoir.outcome());
        cycles(60);
        assertEquals(Outcome.OK, reservoir.outcome());
        assertEquals(0, reservoir.missedInARow());
    }

    @Test
    @Tag("F-33")
    void bringsTheMotorDriveUpAgainInService() {
        bringUp();
        cycles(50);
        board.tmc.powerUp();
        boolean reset = false;
        for (int i = 0; i < 30; i++) {
            cycle(0);
            reset |= (drive.faults() & DriveReading.RESET) != 0;
        }
        assertTrue(reset);
        assertEquals(Outcome.RECONFIGURING, motion.outcome());
        assertEquals(Outcome.RECONFIGURING, cycle(1));
        assertEquals(0, command.taken());
        cycles(60);
        assertEquals(Outcome.OK, motion.outcome());
        assertEquals(0, drive.faults());
        assertEquals(Outcome.OK, cycle(1));
    }

    @ParameterizedTest(name = "GSTAT {0}, DRV_STATUS {1}: {2}")
    @CsvSource({
        "0x2, 0x40100002, 17",
        "0x2, 0x40100004, 18",
        "0x2, 0x40100020, 18",
        "0x4, 0x40100000, 4",
        "0x1, 0x40100000, 8",
        "0x0, 0x401000C0, 0"
    })
    @Tag("F-19")
    void translatesTheDrivesStatusWords(String gstat, String drvStatus, int faults) {
        assertEquals(faults, TmcDoseMotor.faults(Integer.decode(gstat), Integer.decode(drvStatus)));
    }

    @Test
    @Tag("F-32")
    void passesOnThatTheDriveIsHot() {
        bringUp();
        board.tmc.put(0x6F, 0xC0040001);
        board.inputs.get(22).set(InputPin.Level.HIGH);
        cycles(30);
        assertTrue(drive.isTemperatureWarning());
        assertTrue(drive.faultOutput());
        assertEquals(0, drive.faults());
    }

    @Test
    @Tag("SR-18")
    void holdsWhenStoppedAndReleasesOnlyWhenTold() {
        bringUp();
        cycles(10);
        assertFalse(board.outputs.get(5).isHigh());
        assertEquals(Outcome.OK, devices.motor().apply(command.release()));
        assertTrue(board.outputs.get(5).isHigh());
        assertEquals(0, devices.motor().sentMicrosteps());
    }

    @Test
    void believesDangerAtOnceAndSafetyAfterTheFilter() {
        bringUp();
        board.inputs.get(26).set(InputPin.Level.HIGH);
        assertTrue(devices.eStop().isDangerous(0));
        board.inputs.get(26).set(InputPin.Level.LOW);
        assertTrue(devices.eStop().isDangerous(0));
        assertTrue(devices.eStop().isDangerous(49_999_999));
        assertFalse(devices.eStop().isDangerous(50_000_000));
        board.inputs.get(6).set(InputPin.Level.UNKNOWN);
        assertTrue(devices.door().isDangerous(0));
        board.inputs.get(6).set(InputPin.Level.LOW);
        assertTrue(devices.door().isDangerous(0));
        assertFalse(devices.door().isDangerous(20_000_000));
    }

    @Test
    void writesLampsOnlyWhenTheyChangeAndAgainWhenThatFailed() {
        bringUp();
        for (int i = 0; i < 5; i++) {
            devices.annunciator().show(true, false, false, true);
        }
        assertTrue(board.outputs.get(13).isHigh());
        assertTrue(board.outputs.get(12).isHigh());
        assertEquals(1, board.outputs.get(13).calls());
        assertEquals(0, board.outputs.get(19).calls());
        board.outputs.get(13).answers(Outcome.BUS_ERROR);
        devices.annunciator().show(false, false, true, false);
        assertTrue(board.outputs.get(13).isHigh());
        board.outputs.get(13).answers(Outcome.OK);
        devices.annunciator().show(false, false, true, false);
        assertFalse(board.outputs.get(13).isHigh());
        assertTrue(board.outputs.get(21).isHigh());
    }

    @Test
    @Tag("F-48")
    void saysWhichLampsDidNotTakeTheirLevel() {
        bringUp();
        Annunciator lamps = devices.annunciator();
        assertEquals(0, lamps.show(true, false, false, false));
        board.outputs.get(13).answers(Outcome.BUS_ERROR);
        board.outputs.get(12).answers(Outcome.NO_ACKNOWLEDGE);
        assertEquals(0, lamps.show(true, true, false, false), "nothing new was asked of it");
        assertEquals(Annunciator.RED | Annunciator.SOUND, lamps.show(false, true, true, true));
        assertEquals(Annunciator.RED | Annunciator.SOUND, lamps.repeat());
        board.outputs.get(13).answers(Outcome.OK);
        board.outputs.get(12).answers(Outcome.OK);
        assertEquals(0, lamps.repeat());
        assertEquals(0, lamps.show(false, true, true, true));
        assertTrue(board.outputs.get(12).isHigh());
        assertFalse(board.outputs.get(13).isHigh());
    }

    @Test
    @Tag("SR-70")
    void givesLampsTheirLevelAgainWithoutAChange() {
        bringUp();
        devices.annunciator().show(true, false, false, true);
        long edges = board.outputs.get(13).risingEdges();
        assertEquals(0, devices.annunciator().repeat());
        assertEquals(2, board.outputs.get(13).calls());
        assertEquals(1, board.outputs.get(19).calls());
        assertEquals(edges, board.outputs.get(13).risingEdges());
        assertTrue(board.outputs.get(13).isHigh());
        assertFalse(board.outputs.get(19).isHigh());
        assertFalse(board.outputs.get(21).isHigh());
        assertTrue(board.outputs.get(12).isHigh());
    }

    @Test
    void changesTheKickWithEachCycle() {
        bringUp();
        boolean before = board.outputs.get(18).isHigh();
        assertEquals(Outcome.OK, devices.watchdog().kick());
        assertEquals(!before, board.outputs.get(18).isHigh());
    }

    @Test
    void allocatesNothingInService() {
        bringUp();
        assertEquals(0, AllocatedBytes.in(10_000, () -> cycle(1)));
    }
}
