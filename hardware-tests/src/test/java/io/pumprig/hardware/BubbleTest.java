package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.BubbleDetector;
import io.pumprig.hal.device.BubbleReading;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Air is seen while it passes, and a detector that could not see it is found (SR-60, SR-70). */
@RigTest
class BubbleTest {
    /** Longer than the detector's window, shorter than what follows. */
    private static final int AIR_MICROLITRES = 5;

    /** More than there is between head and detector. */
    private static final int TO_DETECTOR_MICROLITRES = 10;

    private final BubbleReading bubble = new BubbleReading();
    private RigUnderTest rig;
    private BubbleDetector detector;

    @BeforeEach
    void standStill(RigUnderTest given) {
        rig = given;
        // A detector tests itself when it is brought up, and then not for a quarter of an hour.
        rig.bringUp(rig.wiring());
        detector =
                rig.devices()
                        .bubble()
                        .orElseGet(() -> Assumptions.abort("no bubble detector is fitted"));
        // A second: powered up, and tested for the first time.
        cycles(100, 0);
    }

    private void cycles(int count, int pulses) {
        for (int i = 0; i < count; i++) {
            rig.cycles(1, pulses);
            detector.read(bubble);
        }
    }

    /** Pumps until the detector says {@code air}, or has had the time to. */
    private void pumpUntil(boolean air, int microlitres) {
        long most = rig.wiring().pump().microstepsWithin(microlitres * 1_000_000L);
        for (long i = 0; i < most && bubble.airInLine() != air; i++) {
            cycles(1, 1);
        }
    }

    private void theTestOfAQuarterHourPasses() {
        long before = bubble.tests();
        cycles(90_100, 0);
        assertEquals(before + 1, bubble.tests());
        assertTrue(bubble.lastTestPassed());
        assertTrue(bubble.outcome().isOk(), () -> bubble.outcome().toString());
        assertFalse(bubble.airInLine());
    }

    @Test
    @Tag("SR-70")
    void aSoundDetectorHasTestedItselfAndSeesLiquid() {
        assertTrue(bubble.wasEverTaken());
        assertTrue(bubble.outcome().isOk(), () -> bubble.outcome().toString());
        assertEquals(1, bubble.tests());
        assertTrue(bubble.lastTestPassed());
        assertFalse(bubble.airInLine());
    }

    @Test
    @Tag("SR-60")
    void airIsSeenWhenItComesAndLiquidWhenItIsBack() {
        rig.hands().injectAir(AIR_MICROLITRES);
        pumpUntil(true, TO_DETECTOR_MICROLITRES);
        assertTrue(bubble.airInLine());
        assertTrue(bubble.outcome().isOk(), () -> bubble.outcome().toString());

        pumpUntil(false, 2 * TO_DETECTOR_MICROLITRES);
        assertFalse(bubble.airInLine());
        assertTrue(bubble.outcome().isOk(), () -> bubble.outcome().toString());
    }

    @Test
    void withoutAirNoneIsSeen() {
        pumpUntil(true, 2 * TO_DETECTOR_MICROLITRES);
        assertFalse(bubble.airInLine());
    }

    @Test
    @Tag("simulator")
    @Tag("SR-60")
    void airIsSeenInTheVeryCycleInWhichItIsThere() {
        rig.hands().injectAir(AIR_MICROLITRES);
        int airCycles = 0;
        boolean wasThere = false;
        for (int i = 0; i < 3_000; i++) {
            cycles(1, 1);
            boolean isThere = rig.simulated().plant().airAtBubbleDetector();
            if (isThere) {
                airCycles++;
                assertTrue(bubble.airInLine(), "air that is there");
            } else if (!wasThere) {
                // Liquid is believed once it has stayed for 2 ms: in the cycle after.
                assertFalse(bubble.airInLine(), "liquid that was there before");
            }
            wasThere = isThere;
        }
        // 5 uL of 6.25 nL a cycle, give or take the rollers' ripple.
        assertEquals(800, airCycles, 80);
        assertFalse(bubble.airInLine());
    }

    @Test
    @Tag("simulator")
    @Tag("SR-70")
    void aSoundDetectorPassesItsTestEachQuarterHour() {
        theTestOfAQuarterHourPasses();
        assertEquals(0, rig.simulated().bubbleDetector().effects());
    }

    @Test
    @Tag("simulator")
    @Tag("SR-70")
    @Tag("F-30")
    void aDetectorThatIsStuckAtLiquidIsFoundByItsTest() {
        rig.simulated().bubbleDetector().stuckLiquid(true);
        cycles(100, 0);
        assertTrue(bubble.outcome().isOk(), "nothing shows it before the test");
        cycles(90_000, 0);

        assertFalse(bubble.lastTestPassed());
        assertEquals(Outcome.INVALID, bubble.outcome());
        assertTrue(rig.simulated().bubbleDetector().effects() > 0);

        rig.simulated().bubbleDetector().stuckLiquid(false);
        // It is tested again each 10 s.
        cycles(1_100, 0);
        assertTrue(bubble.lastTestPassed());
        assertTrue(bubble.outcome().isOk(), () -> bubble.outcome().toString());
    }

    @Test
    @Tag("simulator")
    @Tag("SR-70")
    void aBrokenTestWireIsFoundByTheTestToo() {
        rig.simulated().bubbleDetector().testWireOpen(true, rig.clock().nanos());
        cycles(90_100, 0);

        assertFalse(bubble.lastTestPassed());
        assertEquals(Outcome.INVALID, bubble.outcome());
    }

    @Test
    @Tag("simulator")
    @Tag("SR-60")
    void aBrokenWireReadsAir() {
        rig.simulated().bubbleDetector().wireOpen(true);
        cycles(1, 0);
        assertTrue(bubble.airInLine());
    }
}
