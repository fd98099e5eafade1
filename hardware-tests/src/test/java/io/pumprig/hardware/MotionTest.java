package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PressureReading;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.device.ReservoirReading;
import io.pumprig.hal.device.RotorReading;
import io.pumprig.hal.device.SupplyReading;
import io.pumprig.hal.rig.Rig;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.board.BoardLayout;
import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.plant.PlantSettings;
import io.pumprig.simulator.time.VirtualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Pulses sent, pulses seen by the driver and the rotor's angle agree; nothing moves when told not
 * to.
 */
class MotionTest {
    private static final long PERIOD_NANOS = 10_000_000L;

    private final RigWiring wiring = RigFile.simulated();
    private final SimulatedBoard board =
            new SimulatedBoard(
                    BoardLayout.reference(), PlantSettings.reference(), new VirtualClock(0), 1);
    private final MotorCommand command = new MotorCommand();
    private final MotionReading motion = new MotionReading();
    private final DriveReading drive = new DriveReading();
    private final RotorReading rotor = new RotorReading();
    private PumpDevices devices;

    @BeforeEach
    void bringUp() {
        devices = Rig.bringUp(board, wiring);
        cycles(20, 0);
    }

    @AfterEach
    void releaseTheMotor() {
        devices.motor().apply(command.release());
        board.close();
    }

    /** So many cycles with so many pulses in each; the watchdog is kicked as in service. */
    private void cycles(int count, int pulses) {
        for (int i = 0; i < count; i++) {
            board.clock().pause(PERIOD_NANOS);
            devices.motor().poll(motion, drive);
            devices.encoder().read(rotor);
            devices.watchdog().kick();
            assertEquals(Outcome.OK, devices.motor().apply(command.step(pulses)));
        }
    }

    @Test
    @Tag("SR-63")
    void oneSlowTurnIsTheSameForPulsesCounterAndAngle() {
        long travelBefore = rotor.travelCounts();
        long seenBefore = motion.seenMicrosteps();

        cycles(3_200, 1);
        cycles(20, 0);

        assertEquals(3_200, devices.motor().sentMicrosteps());
        assertEquals(3_200, motion.seenMicrosteps() - seenBefore);
        assertEquals(4_096, rotor.travelCounts() - travelBefore, 2);
    }

    @Test
    @Tag("SR-18")
    void aRigAtRestKeepsItsRotorWhereItIs() {
        long travelBefore = rotor.travelCounts();

        cycles(1_000, 0);

        assertEquals(travelBefore, rotor.travelCounts(), 2);
        assertEquals(0, devices.motor().sentMicrosteps());
    }

    @Test
    @Tag("SR-43")
    void releasedCoilsTakeNoPulse() {
        devices.motor().apply(command.release());

        assertTrue(board.isOutputHigh(wiring.motor().enableGpio()), "ENN is high");
        assertEquals(0, devices.motor().sentMicrosteps());
    }

    @Test
    @Tag("SR-71")
    void theEnableWatchdogFreesTheMotorWhenTheKicksEnd() {
        long rotorBefore = board.plant().rotorMicrosteps();
        board.clock().pause(60_000_000L);

        devices.motor().apply(command.step(10));

        assertEquals(rotorBefore, board.plant().rotorMicrosteps());
    }

    @Test
    @Tag("SR-69")
    void everySensorAnswersPlausiblyAfterBringUp() {
        PressureReading downstream = new PressureReading();
        PressureReading upstream = new PressureReading();
        SupplyReading sensorSupply = new SupplyReading();
        SupplyReading motorSupply = new SupplyReading();
        ReservoirReading reservoir = new ReservoirReading();

        for (int i = 0; i < 200; i++) {
            board.clock().pause(PERIOD_NANOS);
            devices.pressure().read(downstream, upstream, sensorSupply, motorSupply);
            devices.reservoir().read(reservoir);
        }

        assertEquals(8_000, downstream.pascals(), 500);
        assertEquals(0, upstream.pascals(), 500);
        assertEquals(5_000, sensorSupply.millivolts(), 50);
        assertEquals(12_000, motorSupply.millivolts(), 100);
        assertEquals(20e9, reservoir.picolitres(), 0.5e9);
        assertFalse(devices.eStop().isDangerous(board.clock().nanos()));
        assertFalse(devices.door().isDangerous(board.clock().nanos()));
    }
}
