package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.PressureReading;
import io.pumprig.hal.device.SupplyReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Line pressures are what they are, follow the line, and are not moved by anything else. */
@RigTest
class PressureTest {
    private final PressureReading downstream = new PressureReading();
    private final PressureReading upstream = new PressureReading();
    private final SupplyReading sensorSupply = new SupplyReading();
    private final SupplyReading motorSupply = new SupplyReading();
    private RigUnderTest rig;

    @BeforeEach
    void standStill(RigUnderTest given) {
        rig = given;
        cycles(200, 0);
    }

    private void cycles(int count, int pulses) {
        for (int i = 0; i < count; i++) {
            rig.cycles(1, pulses);
            rig.devices().pressure().read(downstream, upstream, sensorSupply, motorSupply);
        }
    }

    @Test
    @Tag("SR-69")
    void aLineAtRestHasThePressuresOfARest() {
        // The check valve keeps 8 kPa in the line; the reservoir stands open.
        assertEquals(8_000, downstream.pascals(), 2_000);
        assertEquals(0, upstream.pascals(), 2_000);
    }

    @Test
    void aLineAtRestIsQuiet() {
        int before = downstream.pascals();
        for (int i = 0; i < 20; i++) {
            cycles(20, 0);
            assertEquals(before, downstream.pascals(), 300);
        }
    }

    @Test
    @Tag("simulator")
    @Tag("SR-55")
    void aClosedCatheterShowsAsTheVolumeOverTheCompliance() {
        int before = downstream.pascals();
        rig.simulated().plant().occlusionSeverity(1);
        // 1600 microsteps of 6.25 nL, whole roller pitches, into 0.2 uL/kPa: 50 kPa.
        cycles(1_600, 1);
        cycles(200, 0);

        assertEquals(50_000, downstream.pascals() - before, 5_000);
        assertEquals(
                1_000 * rig.simulated().plant().linePressureKilopascals(),
                downstream.pascals(),
                500);

        rig.simulated().plant().occlusionSeverity(0);
        cycles(6_000, 0);
        assertTrue(downstream.pascals() < 12_000, () -> downstream.pascals() + " Pa");
    }

    @Test
    @Tag("simulator")
    @Tag("F-33")
    void aSupplyThatSagsIsASupplyThatSagsAndNoPressure() {
        int before = downstream.pascals();
        rig.simulated().plant().sensorSupplyVolts(4.6);
        cycles(200, 0);

        assertEquals(4_600, sensorSupply.millivolts(), 50);
        assertEquals(before, downstream.pascals(), 500);
        assertTrue(downstream.outcome().isOk());
    }

    @Test
    @Tag("simulator")
    @Tag("F-24")
    void anOpenWireIsNoPressure() {
        int before = downstream.pascals();
        rig.simulated().pressure().forcedVolts(rig.wiring().pressure().downstreamChannel(), 0);
        cycles(200, 0);

        assertEquals(Outcome.OUT_OF_RANGE, downstream.outcome());
        assertEquals(before, downstream.pascals(), 300, "the last good one stays");
        assertTrue(upstream.outcome().isOk(), "and the others go on");
    }

    @Test
    @Tag("simulator")
    @Tag("F-41")
    void aConverterThatWasResetIsConfiguredAgainWithoutARestart() {
        rig.simulated().pressure().reset();
        cycles(200, 0);

        assertTrue(downstream.outcome().isOk());
        assertTrue(sensorSupply.outcome().isOk());
        assertEquals(8_000, downstream.pascals(), 2_000);
        assertFalse(downstream.ageNanos(rig.clock().nanos()) > 300_000_000L);
    }
}
