package io.pumprig.simulator.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BubbleDetectorModelTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private boolean air;
    private final BubbleDetectorModel detector = new BubbleDetectorModel(() -> air, -SECOND);

    @Test
    void readsAirFor200MillisecondsAfterPowerUp() {
        assertFalse(detector.isOutputHigh(-SECOND));
        assertFalse(detector.isOutputHigh(-800 * MILLI - 1));
        assertTrue(detector.isOutputHigh(-800 * MILLI));
    }

    @Test
    void followsWhatIsInTheLineAndNothingElseWhenSound() {
        for (int i = 0; i < 1_000; i++) {
            air = i % 3 == 0;
            assertEquals(!air, detector.isOutputHigh(i * MILLI));
        }
        assertEquals(0, detector.effects());
    }

    @Test
    void readsAirFiveMillisecondsAfterTheTestLevelUntilFiveAfterItsEnd() {
        detector.test(true, 0);
        assertTrue(detector.isOutputHigh(5 * MILLI - 1));
        assertFalse(detector.isOutputHigh(5 * MILLI));
        detector.test(false, 20 * MILLI);
        assertFalse(detector.isOutputHigh(25 * MILLI - 1));
        assertTrue(detector.isOutputHigh(25 * MILLI));
        assertEquals(0, detector.effects());
    }

    @Test
    void aTestShorterThanTheAnswerIsNotSeen() {
        detector.test(true, 0);
        detector.test(false, 4 * MILLI);
        assertTrue(detector.isOutputHigh(6 * MILLI));
        assertTrue(detector.isOutputHigh(20 * MILLI));
    }

    @Test
    @Tag("F-30")
    void stuckAtLiquidItSeesNeitherAirNorItsTest() {
        detector.stuckLiquid(true);
        assertTrue(detector.isOutputHigh(0));
        assertEquals(0, detector.effects(), "as a sound one would read");
        air = true;
        assertTrue(detector.isOutputHigh(MILLI));
        air = false;
        detector.test(true, SECOND);
        assertTrue(detector.isOutputHigh(SECOND + 50 * MILLI));
        assertEquals(2, detector.effects());
        detector.stuckLiquid(false);
        assertFalse(detector.isOutputHigh(SECOND + 60 * MILLI));
    }

    @Test
    @Tag("F-05")
    void aBrokenWireReadsAir() {
        detector.wireOpen(true);
        detector.stuckLiquid(true);
        assertFalse(detector.isOutputHigh(0));
        assertEquals(1, detector.effects());
        detector.wireOpen(false);
        assertTrue(detector.isOutputHigh(0));
    }

    @Test
    void aBrokenTestWireLeavesTheTransmitterOn() {
        detector.testWireOpen(true, 0);
        detector.test(true, SECOND);
        assertTrue(detector.isOutputHigh(SECOND + 50 * MILLI));
        assertEquals(1, detector.effects());
        detector.testWireOpen(false, 2 * SECOND);
        assertFalse(detector.isOutputHigh(2 * SECOND + 5 * MILLI));
    }

    @Test
    void goesOnFromWhatWasSaved() throws IOException {
        detector.testWireOpen(true, 0);
        detector.test(true, SECOND);
        detector.testWireOpen(false, SECOND + MILLI);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        detector.save(new DataOutputStream(bytes));
        BubbleDetectorModel fresh = new BubbleDetectorModel(() -> air, 0);
        fresh.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertEquals(1, fresh.effects());
        assertTrue(fresh.isOutputHigh(SECOND + 6 * MILLI - 1));
        assertFalse(fresh.isOutputHigh(SECOND + 6 * MILLI));
        fresh.test(false, 2 * SECOND);
        assertTrue(fresh.isOutputHigh(2 * SECOND + 5 * MILLI));
        fresh.stuckLiquid(true);
        fresh.wireOpen(true);
        bytes.reset();
        fresh.save(new DataOutputStream(bytes));
        detector.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertFalse(detector.isOutputHigh(3 * SECOND));
        detector.wireOpen(false);
        air = true;
        assertTrue(detector.isOutputHigh(3 * SECOND));
    }
}
