package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.device.RotorEncoder;
import io.pumprig.hal.device.RotorReading;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link RotorEncoder} promises. */
public interface RotorEncoderContract extends SensorContract {

    RotorEncoder subject();

    @Override
    RotorReading reading();

    /**
     * Turns the rotor forward by that share of a turn, at a speed at which each read can follow,
     * reading all the while; then lets it come to rest.
     */
    void turn(int partsOf4096);

    @Override
    default void read() {
        subject().read(reading());
    }

    @Test
    default void theAngleLiesWithinATurn() {
        for (int i = 0; i < 4; i++) {
            turn(256);
            int angle = reading().angleCounts();
            assertTrue(angle >= 0 && angle < RotorReading.COUNTS_PER_TURN, () -> "angle " + angle);
        }
    }

    @Test
    @Tag("SR-63")
    default void travelIsWhatTheRotorTurned() {
        cycles(cyclesToAnswer());
        for (int i = 0; i < 3; i++) {
            long before = reading().travelCounts();
            turn(512);
            assertEquals(512, reading().travelCounts() - before, 3, "an eighth of a turn");
        }
    }

    @Test
    default void travelGoesOnWhereTheAngleBeginsAnew() {
        cycles(cyclesToAnswer());
        long before = reading().travelCounts();
        int angleBefore = reading().angleCounts();
        // However it stood, the angle passes from 4095 to 0 on this way.
        turn(RotorReading.COUNTS_PER_TURN - angleBefore + 64);
        assertEquals(
                RotorReading.COUNTS_PER_TURN - angleBefore + 64,
                reading().travelCounts() - before,
                3);
        assertTrue(reading().angleCounts() < angleBefore || angleBefore < 64);
    }

    @Test
    @Tag("SR-18")
    default void aRotorAtRestTravelsNowhere() {
        cycles(cyclesToAnswer());
        long before = reading().travelCounts();
        cycles(cyclesToAnswer());
        assertEquals(before, reading().travelCounts(), 2);
    }
}
