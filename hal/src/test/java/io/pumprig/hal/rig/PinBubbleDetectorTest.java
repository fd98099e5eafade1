package io.pumprig.hal.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.AllocatedBytes;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.chip.RecordingPin;
import io.pumprig.hal.chip.SettablePin;
import io.pumprig.hal.device.BubbleReading;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinBubbleDetectorTest {
    private static final long MILLI = 1_000_000;
    private static final long CYCLE_NANOS = 10 * MILLI;
    private static final long SECOND = 1_000_000_000;

    private final ManualClock clock = new ManualClock(-3_000_000_000L);
    private final SettablePin pin = new SettablePin(InputPin.Level.HIGH);
    private final RecordingPin test = new RecordingPin(false);
    private final PinBubbleDetector detector = new PinBubbleDetector(pin, test, clock);
    private final BubbleReading reading = new BubbleReading();

    /** What is in the line, and what is wrong with the detector. */
    private boolean air;

    private boolean stuckLiquid;

    /** One look, 10 ms after the last; the sound detector answers its test by the next one. */
    private void cycle() {
        boolean high = stuckLiquid || !air && !test.isHigh();
        pin.set(high ? InputPin.Level.HIGH : InputPin.Level.LOW);
        detector.read(reading);
        clock.advance(CYCLE_NANOS);
    }

    private void cycles(long count) {
        for (long i = 0; i < count; i++) {
            cycle();
        }
    }

    private void readAfter(long nanos, InputPin.Level level) {
        clock.advance(nanos);
        pin.set(level);
        detector.read(reading);
    }

    @Test
    void saysNothingBeforeItsFirstTestHasPassed() {
        cycle();
        cycle();
        assertTrue(test.isHigh(), "liquid was read, the test runs");
        assertFalse(reading.wasEverTaken());
        cycles(3);
        assertFalse(test.isHigh());
        assertTrue(reading.lastTestPassed());
        assertEquals(Outcome.OK, reading.outcome());
        assertFalse(reading.airInLine());
        assertEquals(1, reading.tests());
    }

    @Test
    @Tag("F-05")
    void believesAirAtOnceAndLiquidAfterTwoMilliseconds() {
        cycles(10);
        readAfter(0, InputPin.Level.LOW);
        assertTrue(reading.airInLine());
        assertEquals(0, reading.ageNanos(clock.nanos()));
        readAfter(MILLI, InputPin.Level.HIGH);
        assertTrue(reading.airInLine());
        readAfter(1_999_999, InputPin.Level.HIGH);
        assertTrue(reading.airInLine());
        readAfter(1, InputPin.Level.HIGH);
        assertFalse(reading.airInLine());
        readAfter(MILLI, InputPin.Level.LOW);
        assertTrue(reading.airInLine());
        assertEquals(Outcome.OK, reading.outcome());
    }

    @Test
    @Tag("SR-70")
    void testsItselfEvery15MinutesAndStaysSilentWhenSound() {
        cycles(10);
        assertEquals(1, reading.tests());
        long oldest = 0;
        for (int i = 0; i < 360_000; i++) {
            cycle();
            assertFalse(reading.airInLine());
            assertEquals(0, reading.missedInARow());
            oldest = Math.max(oldest, reading.ageNanos(clock.nanos()));
        }
        assertEquals(5, reading.tests(), "four more in an hour");
        assertEquals(5, test.risingEdges());
        assertEquals(40 * MILLI, oldest);
    }

    @Test
    @Tag("F-30")
    void doubtsADetectorThatIsStuckAtLiquidUntilATestPasses() {
        cycles(10);
        stuckLiquid = true;
        cycles(89_000);
        assertEquals(Outcome.OK, reading.outcome(), "not found before the next test");
        cycles(1_000);
        assertEquals(Outcome.INVALID, reading.outcome());
        assertFalse(reading.lastTestPassed());
        assertFalse(reading.airInLine());
        assertFalse(test.isHigh());
        assertTrue(reading.missedInARow() > 3);
        stuckLiquid = false;
        cycles(1_010);
        assertEquals(Outcome.OK, reading.outcome());
        assertTrue(reading.lastTestPassed());
        assertEquals(0, reading.missedInARow());
    }

    @Test
    void failsWhenItStillReadsLiquid50MillisecondsAfterTheTestLevel() {
        cycles(10);
        readAfter(900 * SECOND, InputPin.Level.HIGH);
        assertTrue(test.isHigh());
        readAfter(49_999_999, InputPin.Level.HIGH);
        assertTrue(test.isHigh());
        assertEquals(Outcome.OK, reading.outcome());
        readAfter(1, InputPin.Level.HIGH);
        assertFalse(test.isHigh());
        assertEquals(Outcome.INVALID, reading.outcome());
    }

    @Test
    void failsWhenItStillReadsAir50MillisecondsAfterTheRelease() {
        cycles(10);
        readAfter(900 * SECOND, InputPin.Level.HIGH);
        readAfter(10 * MILLI, InputPin.Level.LOW);
        assertFalse(test.isHigh());
        readAfter(49_999_999, InputPin.Level.LOW);
        assertFalse(reading.airInLine(), "the last judgement stands while the test runs");
        readAfter(1, InputPin.Level.LOW);
        assertEquals(Outcome.INVALID, reading.outcome());
        assertTrue(reading.airInLine(), "and what it reads may be air");
    }

    @Test
    void aCycleThatComesLateIsNoFaultOfTheDetector() {
        cycles(10);
        readAfter(900 * SECOND, InputPin.Level.HIGH);
        readAfter(200 * MILLI, InputPin.Level.LOW);
        readAfter(200 * MILLI, InputPin.Level.HIGH);
        readAfter(200 * MILLI, InputPin.Level.HIGH);
        assertEquals(Outcome.OK, reading.outcome());
        assertEquals(2, reading.tests());
        assertTrue(reading.lastTestPassed());
    }

    @Test
    void doesNotTestWhileThereIsAirAndTestsWhenItIsGone() {
        cycles(10);
        air = true;
        cycles(100_000);
        assertEquals(1, test.risingEdges());
        assertTrue(reading.airInLine());
        assertEquals(Outcome.OK, reading.outcome());
        air = false;
        cycles(10);
        assertEquals(2, test.risingEdges());
        assertFalse(reading.airInLine());
    }

    @Test
    void takesTheDangerousSideWhenTheLevelCannotBeRead() {
        cycles(10);
        readAfter(0, InputPin.Level.UNKNOWN);
        assertEquals(Outcome.BUS_ERROR, reading.outcome());
        assertTrue(reading.airInLine());
        cycles(2);
        assertEquals(Outcome.OK, reading.outcome());
        assertFalse(reading.airInLine());
    }

    @Test
    void beginsATestAgainThatItLostSightOf() {
        cycles(10);
        readAfter(900 * SECOND, InputPin.Level.HIGH);
        readAfter(10 * MILLI, InputPin.Level.UNKNOWN);
        assertFalse(test.isHigh());
        assertEquals(1, reading.tests());
        cycles(10);
        assertEquals(2, reading.tests());
        assertTrue(reading.lastTestPassed());
    }

    @Test
    void readsWhatItReads500MillisecondsAfterPowerUp() {
        air = true;
        cycles(50);
        assertFalse(reading.wasEverTaken());
        assertEquals(0, reading.attempts());
        cycle();
        assertTrue(reading.airInLine());
        assertEquals(Outcome.OK, reading.outcome());
        assertEquals(0, test.risingEdges());
        air = false;
        cycles(10);
        assertEquals(1, reading.tests());
        assertFalse(reading.airInLine());
    }

    @Test
    void asksAPartThatIsStillPoweringUpAgain() {
        stuckLiquid = true;
        cycles(30);
        assertEquals(0, reading.tests());
        assertEquals(0, reading.attempts());
        stuckLiquid = false;
        cycles(10);
        assertTrue(reading.lastTestPassed());
        assertEquals(Outcome.OK, reading.outcome());
    }

    @Test
    @Tag("F-30")
    void countsAFailureAfter500Milliseconds() {
        stuckLiquid = true;
        cycles(60);
        assertEquals(Outcome.INVALID, reading.outcome());
        assertFalse(reading.lastTestPassed());
        assertFalse(test.isHigh());
    }

    @Test
    void givesTheReleaseAgainWhenItWasNotTaken() {
        cycles(10);
        readAfter(900 * SECOND, InputPin.Level.HIGH);
        test.answers(Outcome.BUS_ERROR);
        readAfter(10 * MILLI, InputPin.Level.LOW);
        assertTrue(test.isHigh());
        test.answers(Outcome.OK);
        readAfter(10 * MILLI, InputPin.Level.LOW);
        assertFalse(test.isHigh());
    }

    @Test
    void aTestThatCannotBeDrivenIsAFailedOne() {
        cycles(10);
        test.answers(Outcome.BUS_ERROR);
        readAfter(900 * SECOND, InputPin.Level.HIGH);
        assertEquals(Outcome.INVALID, reading.outcome());
        assertEquals(2, reading.tests());
    }

    @ParameterizedTest(name = "liquid after {0} ms")
    @ValueSource(longs = {0, 300})
    void worksWithoutATestOutput(long millis) {
        PinBubbleDetector plain = new PinBubbleDetector(pin, null, clock);
        pin.set(InputPin.Level.LOW);
        plain.read(reading);
        assertFalse(reading.wasEverTaken());
        clock.advance(millis * MILLI);
        pin.set(InputPin.Level.HIGH);
        plain.read(reading);
        assertFalse(reading.wasEverTaken());
        clock.advance(2 * MILLI);
        plain.read(reading);
        assertFalse(reading.airInLine());
        assertEquals(Outcome.OK, reading.outcome());
        assertEquals(0, reading.tests());
    }

    @Test
    void allocatesNothing() {
        assertEquals(0, AllocatedBytes.in(100_000, this::cycle));
    }
}
