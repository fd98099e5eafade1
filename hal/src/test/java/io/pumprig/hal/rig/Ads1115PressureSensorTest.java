package io.pumprig.hal.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.chip.Ads1115;
import io.pumprig.hal.device.PressureReading;
import io.pumprig.hal.device.SupplyReading;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often each channel of the pressure converter has its turn. */
class Ads1115PressureSensorTest {
    private final BenchBoard board = new BenchBoard();
    private final ManualClock clock = board.clock;
    private final Counted bus = new Counted(board.i2c("i2c-1"));
    private final Ads1115PressureSensor sensor =
            new Ads1115PressureSensor(
                    new Ads1115(bus, 0x48, clock), clock, BenchBoard.wiring().pressure());
    private final PressureReading downstream = new PressureReading();
    private final PressureReading upstream = new PressureReading();
    private final SupplyReading sensorSupply = new SupplyReading();
    private final SupplyReading motorSupply = new SupplyReading();

    private static final class Counted implements I2cBus {
        private final I2cBus bus;
        private boolean silent;
        private int transfers;

        Counted(I2cBus bus) {
            this.bus = bus;
        }

        @Override
        public Outcome write(int address, byte[] bytes, int length) {
            transfers++;
            return silent ? Outcome.NO_ACKNOWLEDGE : bus.write(address, bytes, length);
        }

        @Override
        public Outcome writeRead(
                int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
            transfers++;
            return silent
                    ? Outcome.NO_ACKNOWLEDGE
                    : bus.writeRead(address, bytes, writeLength, into, readLength);
        }
    }

    private void cycles(int count, long periodNanos) {
        for (int i = 0; i < count; i++) {
            clock.pause(periodNanos);
            sensor.read(downstream, upstream, sensorSupply, motorSupply);
        }
    }

    @Test
    void inACycleOfTenMillisecondsEachSupplyHasItsTurnEvery300() {
        cycles(10 * 30, 10_000_000L);
        assertEquals(30, downstream.attempts(), 1);
        assertEquals(10, upstream.attempts(), 1);
        assertEquals(10, sensorSupply.attempts(), 1);
        assertEquals(10, motorSupply.attempts(), 1);
    }

    /** As on an emulated board, where waiting for the next call would leave some out for good. */
    @Test
    @Tag("SR-72")
    void inACycleAsLongAsThePeriodEachCallEndsOneConversionAndBeginsTheNext() {
        cycles(1 + 10 * 6, 200_000_000L);
        assertEquals(30, downstream.attempts());
        assertEquals(10, upstream.attempts());
        assertEquals(10, sensorSupply.attempts());
        assertEquals(10, motorSupply.attempts());
        assertEquals(Outcome.OK, motorSupply.outcome());
    }

    @Test
    @Tag("SR-72")
    void inALongCycleAConverterThatIsGoneIsToldAndComesBack() {
        cycles(7, 200_000_000L);
        bus.silent = true;
        cycles(12, 200_000_000L);
        assertEquals(Outcome.NO_ACKNOWLEDGE, sensorSupply.outcome());
        assertTrue(sensorSupply.missedInARow() > 1, () -> "" + sensorSupply.missedInARow());
        assertTrue(downstream.ageNanos(clock.nanos()) >= 2_400_000_000L, "and it grows old");

        bus.silent = false;
        cycles(12, 200_000_000L);
        assertEquals(Outcome.OK, downstream.outcome());
        assertEquals(Outcome.OK, motorSupply.outcome());
    }

    @Test
    void inACycleOfTenMillisecondsNoCallBothEndsAndBegins() {
        for (int i = 0; i < 300; i++) {
            int before = bus.transfers;
            cycles(1, 10_000_000L);
            int made = bus.transfers - before;
            assertTrue(made <= 2, () -> made + " transfers in one call");
        }
    }
}
