package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.device.ReservoirReading;
import io.pumprig.hal.device.ReservoirSensor;
import org.junit.jupiter.api.Test;

/** What every {@link ReservoirSensor} promises. */
public interface ReservoirSensorContract extends SensorContract {

    ReservoirSensor subject();

    @Override
    ReservoirReading reading();

    /** What the reservoir holds when it is full. */
    long capacityPicolitres();

    @Override
    default void read() {
        subject().read(reading());
    }

    @Test
    default void theVolumeIsOneThatAReservoirCanHold() {
        cycles(cyclesToAnswer());
        long picolitres = reading().picolitres();
        assertTrue(
                picolitres >= -capacityPicolitres() / 50
                        && picolitres <= capacityPicolitres() + capacityPicolitres() / 50,
                () -> picolitres + " pL of " + capacityPicolitres());
    }

    @Test
    default void aReservoirAtRestKeepsItsVolume() {
        cycles(cyclesToAnswer());
        long before = reading().picolitres();
        cycles(cyclesToAnswer());
        long change = Math.abs(reading().picolitres() - before);
        assertTrue(change <= capacityPicolitres() / 100, () -> "changed by " + change + " pL");
    }
}
