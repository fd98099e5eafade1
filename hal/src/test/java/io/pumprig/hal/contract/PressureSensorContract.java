package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.device.PressureReading;
import io.pumprig.hal.device.PressureSensor;
import io.pumprig.hal.device.Reading;
import io.pumprig.hal.device.SupplyReading;
import org.junit.jupiter.api.Test;

/** What every {@link PressureSensor} promises of two pressures and two supplies. */
public interface PressureSensorContract extends SensorContract {

    /** The four holders of one sensor. */
    final class Readings {
        final PressureReading downstream = new PressureReading();
        final PressureReading upstream = new PressureReading();
        final SupplyReading sensorSupply = new SupplyReading();
        final SupplyReading motorSupply = new SupplyReading();

        private long attempts() {
            return downstream.attempts()
                    + upstream.attempts()
                    + sensorSupply.attempts()
                    + motorSupply.attempts();
        }
    }

    PressureSensor subject();

    /** The same holders throughout one test. */
    Readings readings();

    @Override
    default Reading reading() {
        return readings().downstream;
    }

    @Override
    default void read() {
        Readings into = readings();
        subject().read(into.downstream, into.upstream, into.sensorSupply, into.motorSupply);
    }

    @Test
    default void aCallTouchesAtMostOneReading() {
        for (int i = 0; i < cyclesToAnswer(); i++) {
            long before = readings().attempts();
            nextCycle();
            read();
            long touched = readings().attempts() - before;
            assertTrue(touched <= 1, () -> touched + " readings in one call");
        }
        assertTrue(readings().upstream.wasEverTaken());
        assertTrue(readings().sensorSupply.wasEverTaken());
        assertTrue(readings().motorSupply.wasEverTaken());
    }

    @Test
    default void aLineAtRestHasPressuresAndSuppliesOfItsKind() {
        cycles(cyclesToAnswer());
        within("downstream Pa", readings().downstream.pascals(), -10_000, 60_000);
        within("upstream Pa", readings().upstream.pascals(), -30_000, 30_000);
        within("sensor supply mV", readings().sensorSupply.millivolts(), 4_500, 5_500);
        within("motor supply mV", readings().motorSupply.millivolts(), 10_000, 14_000);
    }

    private static void within(String what, int value, int min, int max) {
        assertTrue(value >= min && value <= max, () -> what + " " + value);
    }
}
