package io.pumprig.hal.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.AllocatedBytes;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.chip.Ads1115;
import io.pumprig.hal.chip.As5600;
import io.pumprig.hal.chip.Nau7802;
import io.pumprig.hal.device.PressureReading;
import io.pumprig.hal.device.ReservoirReading;
import io.pumprig.hal.device.RotorReading;
import io.pumprig.hal.device.SupplyReading;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The three sensors of the rig on a rail that can be cut, and a bus that can be held. */
class SensorRailTest {
    private static final long CYCLE_NANOS = 10_000_000;
    private static final long MINUTE_CYCLES = 6_000;
    private static final int[] ADDRESSES = {0x36, 0x48, 0x2A};

    private final BenchBoard board = new BenchBoard();
    private final ManualClock clock = board.clock;
    private final Switch loadSwitch = new Switch();
    private final SensorRail rail = new SensorRail(new Wire(), loadSwitch, clock);
    private final As5600RotorEncoder encoder =
            new As5600RotorEncoder(new As5600(rail, 0x36), clock);
    private final Ads1115PressureSensor pressure =
            new Ads1115PressureSensor(
                    new Ads1115(rail, 0x48, clock), clock, BenchBoard.wiring().pressure());
    private final Nau7802ReservoirSensor reservoir =
            new Nau7802ReservoirSensor(new Nau7802(rail, 0x2A, clock), clock, 50_000, 2_000);
    private final RotorReading rotor = new RotorReading();
    private final PressureReading downstream = new PressureReading();
    private final PressureReading upstream = new PressureReading();
    private final SupplyReading sensorSupply = new SupplyReading();
    private final SupplyReading motorSupply = new SupplyReading();
    private final ReservoirReading volume = new ReservoirReading();

    /** A chip holds SDA until its supply is cut, or the wire is shorted for good. */
    private boolean shorted;

    private long transfers;
    private long offNanos;

    /** The load switch: without power the sensors forget everything and let go of the bus. */
    private final class Switch implements OutputPin {
        private Outcome outcome = Outcome.OK;
        private boolean on = true;
        private long cutNanos;
        private int calls;

        @Override
        public Outcome set(boolean high) {
            calls++;
            if (!outcome.isOk()) {
                return outcome;
            }
            if (on && !high) {
                cutNanos = clock.nanos();
                board.cutSensorPower();
                if (!shorted) {
                    everyAddress(Outcome.OK);
                }
            }
            if (!on && high) {
                offNanos = clock.nanos() - cutNanos;
            }
            on = high;
            return Outcome.OK;
        }
    }

    /** The bus itself; a transfer without a supply would fail the test. */
    private final class Wire implements I2cBus {
        @Override
        public Outcome write(int address, byte[] bytes, int length) {
            assertTrue(loadSwitch.on);
            transfers++;
            return board.write(address, bytes, length);
        }

        @Override
        public Outcome writeRead(
                int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
            assertTrue(loadSwitch.on);
            transfers++;
            return board.writeRead(address, bytes, writeLength, into, readLength);
        }
    }

    private void everyAddress(Outcome outcome) {
        for (int address : ADDRESSES) {
            board.answers.put(address, outcome);
        }
    }

    private void cycle() {
        encoder.read(rotor);
        pressure.read(downstream, upstream, sensorSupply, motorSupply);
        reservoir.read(volume);
        clock.advance(CYCLE_NANOS);
    }

    private void cycles(long count) {
        for (long i = 0; i < count; i++) {
            cycle();
        }
    }

    private void assertAllGood() {
        assertEquals(Outcome.OK, rotor.outcome());
        assertEquals(Outcome.OK, downstream.outcome());
        assertEquals(Outcome.OK, upstream.outcome());
        assertEquals(Outcome.OK, sensorSupply.outcome());
        assertEquals(Outcome.OK, motorSupply.outcome());
        assertEquals(Outcome.OK, volume.outcome());
    }

    private void inService() {
        board.weight = 89_920;
        cycles(300);
        assertAllGood();
    }

    @Test
    @Tag("F-41")
    void freesAHeldBusByOneRecycleAfterWhichEverySensorComesUpByItself() {
        inService();
        everyAddress(Outcome.BUS_STUCK);
        cycles(40);
        assertEquals(1, rail.recycles());
        assertEquals(100_000_000, offNanos, 10_000_000);
        assertTrue(loadSwitch.on);
        cycles(80);
        assertAllGood();
        assertEquals(0, board.as5600Conf, "watchdog off again");
        assertEquals(20_000_000_000L, volume.picolitres());
        assertEquals(25_855, downstream.pascals());
        assertEquals(1, rail.recycles());
    }

    @Test
    @Tag("F-41")
    void theEncoderIsBackWithin350MillisecondsAndAllWithin1200() {
        inService();
        everyAddress(Outcome.BUS_STUCK);
        cycle();
        assertTrue(rail.isRecovering());
        cycles(34);
        assertEquals(Outcome.OK, rotor.outcome());
        cycles(85);
        assertAllGood();
    }

    @Test
    @Tag("F-41")
    void countsAsRecoveringForTwoSecondsFromTheFirstTransferThatFailed() {
        inService();
        everyAddress(Outcome.BUS_STUCK);
        cycle();
        long sinceNanos = clock.nanos() - CYCLE_NANOS;
        cycles(198);
        assertTrue(rail.isRecovering());
        clock.advance(2_000_000_000L - 1 - (clock.nanos() - sinceNanos));
        assertTrue(rail.isRecovering());
        clock.advance(1);
        assertFalse(rail.isRecovering());
        everyAddress(Outcome.BUS_STUCK);
        cycles(20);
        assertFalse(rail.isRecovering(), "once a minute");
    }

    @Test
    @Tag("F-41")
    void isGivenUpWhenTheBusIsStillHeldAfterTheCut() {
        inService();
        shorted = true;
        everyAddress(Outcome.BUS_STUCK);
        cycles(35);
        assertEquals(1, rail.recycles());
        assertFalse(rail.isRecovering());
    }

    @Test
    void oneTransferThatFailsIsForgottenAtTheNextThatDoesNot() {
        byte[] bytes = {0x0B};
        byte[] into = new byte[1];
        everyAddress(Outcome.BUS_STUCK);
        rail.writeRead(0x36, bytes, 1, into, 1);
        assertTrue(rail.isRecovering());
        everyAddress(Outcome.OK);
        rail.writeRead(0x36, bytes, 1, into, 1);
        assertFalse(rail.isRecovering());
    }

    @Test
    void saysThatTheSensorsAreBeingConfiguredWhileTheRailIsOff() {
        inService();
        everyAddress(Outcome.BUS_STUCK);
        int waited = 0;
        while (loadSwitch.on) {
            cycle();
            waited++;
            assertTrue(waited < 15, "within 150 ms");
        }
        assertTrue(rail.isRecovering());
        long before = transfers;
        cycles(9);
        assertEquals(before, transfers);
        assertEquals(Outcome.RECONFIGURING, rotor.outcome());
        assertEquals(Outcome.RECONFIGURING, downstream.outcome());
    }

    @Test
    @Tag("F-41")
    void passesOnThatTheBusIsStillHeldAndLeavesTheRailOn() {
        inService();
        shorted = true;
        everyAddress(Outcome.BUS_STUCK);
        cycles(10 * MINUTE_CYCLES);
        assertEquals(1, rail.recycles());
        assertTrue(loadSwitch.on);
        assertEquals(Outcome.BUS_STUCK, rotor.outcome());
        assertEquals(Outcome.BUS_STUCK, downstream.outcome());
        assertEquals(Outcome.BUS_STUCK, volume.outcome());
        assertTrue(rail.stuckTransfers() > 10_000);
        assertFalse(rail.isRecovering());
        everyAddress(Outcome.OK);
        cycles(100);
        assertAllGood();
    }

    @Test
    void triesAgainOnceTheBusHasWorkedForAMinute() {
        inService();
        everyAddress(Outcome.BUS_STUCK);
        cycles(40);
        assertEquals(1, rail.recycles());
        cycles(5_900);
        everyAddress(Outcome.BUS_STUCK);
        cycles(100);
        assertEquals(1, rail.recycles(), "59 s");
        everyAddress(Outcome.OK);
        cycles(6_100);
        everyAddress(Outcome.BUS_STUCK);
        cycles(100);
        assertEquals(2, rail.recycles());
        cycles(100);
        assertAllGood();
    }

    @Test
    void leavesASoundBusAlone() {
        inService();
        cycles(60 * MINUTE_CYCLES);
        assertEquals(0, rail.stuckTransfers());
        assertEquals(0, loadSwitch.calls);
        assertFalse(rail.isRecovering());
    }

    @Test
    void oneAddressThatIsHeldOrAllThatAreAbsentIsNoHeldBus() {
        inService();
        board.answers.put(0x2A, Outcome.BUS_STUCK);
        cycles(MINUTE_CYCLES);
        assertEquals(Outcome.BUS_STUCK, volume.outcome());
        everyAddress(Outcome.NO_ACKNOWLEDGE);
        cycles(MINUTE_CYCLES);
        assertEquals(Outcome.NO_ACKNOWLEDGE, rotor.outcome());
        assertEquals(0, loadSwitch.calls);
    }

    @Test
    void aBusThatIsHeldForLessThan60MillisecondsIsLeftAlone() {
        inService();
        for (int i = 0; i < 1_000; i++) {
            everyAddress(Outcome.BUS_STUCK);
            cycles(5);
            everyAddress(Outcome.OK);
            cycles(10);
        }
        assertNotEquals(0, rail.stuckTransfers());
        assertEquals(0, loadSwitch.calls);
    }

    @Test
    void tellsEachDriverOnceThatItsChipLostItsPower() {
        byte[] bytes = {0x0B};
        byte[] into = new byte[1];
        everyAddress(Outcome.BUS_STUCK);
        for (int i = 0; i < 4; i++) {
            assertEquals(Outcome.BUS_STUCK, rail.writeRead(0x36, bytes, 1, into, 1));
            clock.advance(20_000_000);
        }
        assertFalse(loadSwitch.on);
        clock.advance(79_999_999);
        assertEquals(Outcome.RECONFIGURING, rail.writeRead(0x36, bytes, 1, into, 1));
        assertFalse(loadSwitch.on);
        clock.advance(1);
        assertEquals(Outcome.RECONFIGURING, rail.writeRead(0x36, bytes, 1, into, 1));
        assertTrue(loadSwitch.on);
        clock.advance(49_999_999);
        assertEquals(Outcome.RECONFIGURING, rail.writeRead(0x36, bytes, 1, into, 1));
        clock.advance(1);
        assertEquals(Outcome.RECONFIGURING, rail.writeRead(0x36, bytes, 1, into, 1));
        assertEquals(Outcome.OK, rail.writeRead(0x36, bytes, 1, into, 1));
        clock.advance(10_000_000_000L);
        assertEquals(Outcome.RECONFIGURING, rail.write(0x2A, new byte[] {0x02, 0x30}, 2));
        assertEquals(Outcome.OK, rail.write(0x2A, new byte[] {0x02, 0x30}, 2));
    }

    @Test
    void givesUpASwitchThatIsNotObeyed() {
        inService();
        loadSwitch.outcome = Outcome.BUS_ERROR;
        everyAddress(Outcome.BUS_STUCK);
        cycles(100);
        assertEquals(3, loadSwitch.calls);
        assertEquals(0, rail.recycles());
        assertFalse(rail.isRecovering());
        assertEquals(Outcome.BUS_STUCK, rotor.outcome());
    }

    @Test
    void goesOnTryingToTurnTheRailOnAgain() {
        inService();
        everyAddress(Outcome.BUS_STUCK);
        while (loadSwitch.on) {
            cycle();
        }
        loadSwitch.outcome = Outcome.BUS_ERROR;
        cycles(100);
        assertFalse(loadSwitch.on);
        assertEquals(Outcome.BUS_ERROR, rotor.outcome());
        loadSwitch.outcome = Outcome.OK;
        cycles(120);
        assertTrue(loadSwitch.on);
        assertAllGood();
    }

    @Test
    void allocatesNothing() {
        inService();
        assertEquals(0, AllocatedBytes.in(10_000, this::cycle));
    }
}
