package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.device.ReservoirReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reservoir's weight is its volume, gets less as it is delivered, and is not easily fooled. */
@RigTest
class ReservoirTest {
    private static final long PICOLITRES_PER_MICROLITRE = 1_000_000L;

    private final ReservoirReading reservoir = new ReservoirReading();
    private RigUnderTest rig;

    @BeforeEach
    void standStill(RigUnderTest given) {
        rig = given;
        cycles(rig.pace().cyclesToAnswer() + 100 / rig.pace().slowness());
    }

    private void cycles(int count) {
        for (int i = 0; i < count; i++) {
            rig.cycles(1, 0);
            rig.devices().reservoir().read(reservoir);
        }
    }

    private long microlitres() {
        return reservoir.picolitres() / PICOLITRES_PER_MICROLITRE;
    }

    private double trueMicrolitres() {
        return rig.simulated().plant().reservoirMicrolitres();
    }

    @Test
    @Tag("SR-69")
    void aReservoirHoldsWhatItCanHold() {
        long capacity = rig.wiring().reservoir().capacityPicolitres();
        assertTrue(reservoir.outcome().isOk());
        assertTrue(reservoir.picolitres() > -capacity / 50, () -> microlitres() + " uL");
        assertTrue(reservoir.picolitres() < capacity + capacity / 50, () -> microlitres() + " uL");
    }

    @Test
    void aReservoirAtRestIsQuiet() {
        long before = microlitres();
        for (int i = 0; i < 10; i++) {
            cycles(100 / rig.pace().slowness());
            assertEquals(before, microlitres(), 100);
        }
    }

    @Test
    @Tag("simulator")
    void theVolumeIsTheTrueOne() {
        assertEquals(trueMicrolitres(), microlitres(), 100);
    }

    @Test
    @Tag("simulator")
    void whatIsDeliveredIsMissing() {
        long before = microlitres();
        // 50 turns of 20 uL.
        rig.turn(160_000);
        cycles(300);

        assertEquals(1_000, before - microlitres(), 100);
        assertEquals(trueMicrolitres(), microlitres(), 100);
    }

    @Test
    @Tag("simulator")
    void aReservoirThatIsFilledAnewIsBelieved() {
        rig.simulated().plant().refill(5_000, 2_000);
        cycles(400);

        assertEquals(5_000, microlitres(), 100);
    }

    @Test
    @Tag("simulator")
    @Tag("F-33")
    void aConverterThatLostItsPowerComesBackWithoutARestart() {
        long before = microlitres();
        rig.simulated().weight().reset();
        cycles(20);
        assertTrue(!reservoir.outcome().isOk(), "it is told meanwhile");
        cycles(300);

        assertTrue(reservoir.outcome().isOk(), () -> reservoir.outcome().toString());
        assertEquals(before, microlitres(), 100);
    }

    @Test
    @Tag("simulator")
    @Tag("F-14")
    void aConverterAtItsRailIsNoVolume() {
        long before = microlitres();
        rig.simulated().weight().railed(true);
        cycles(100);

        assertTrue(reservoir.outcome().isFailure(), () -> reservoir.outcome().toString());
        assertEquals(before, microlitres(), 100, "the last good one stays");
    }
}
