package io.pumprig.hal.rig;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.device.BubbleDetector;
import io.pumprig.hal.device.BubbleReading;

/**
 * A bubble detector at an input, high for liquid, so that a broken wire reads air; air is believed
 * at once, liquid after 2 ms. Its test output switches the transmitter off: a detector that does
 * not read air then is stuck at liquid (device reference, H).
 *
 * <p>The test is due at start and every 15 min (SR-70). It waits for liquid, since air that is
 * there shows nothing that the test could, and since its second half is the return to liquid. Each
 * half fails at the first look, 50 ms or more after the output changed, that shows the wrong level:
 * a cycle that came late is no fault of the detector. After a failed test only air is believed, the
 * reading is INVALID, and the test is made again every 10 s until one passes.
 *
 * <p>After power-up the level means nothing until liquid was read and a test passed, for 500 ms at
 * most; from then on it is what it is.
 */
final class PinBubbleDetector implements BubbleDetector {
    private static final long LIQUID_FILTER_NANOS = 2_000_000;
    private static final long ANSWER_NANOS = 50_000_000;
    private static final long TEST_PERIOD_NANOS = 900_000_000_000L;
    private static final long RETRY_NANOS = 10_000_000_000L;
    private static final long POWER_UP_NANOS = 500_000_000;

    private enum Stage {
        WATCHING,
        /** Transmitter off: air is due. */
        TESTING,
        /** Transmitter on again: liquid is due. */
        RELEASING
    }

    private final InputPin pin;
    private final OutputPin test;
    private final RigClock clock;
    private final SteadyLevel liquid = new SteadyLevel(InputPin.Level.HIGH, LIQUID_FILTER_NANOS);
    private final long startedNanos;
    private Stage stage = Stage.WATCHING;
    private boolean isUp;
    private boolean failed;
    private boolean testHigh;
    private long testDueNanos;
    private long testedNanos;
    private long releasedNanos;

    /**
     * @param test switches the transmitter off while high; opened low. Null where none is wired:
     *     the detector is then never tested
     */
    PinBubbleDetector(InputPin pin, OutputPin test, RigClock clock) {
        this.pin = pin;
        this.test = test;
        this.clock = clock;
        this.startedNanos = clock.nanos();
        this.testDueNanos = startedNanos;
    }

    @Override
    public void read(BubbleReading into) {
        long now = clock.nanos();
        InputPin.Level level = pin.level();
        boolean isLiquid = liquid.isSteady(level, now);
        if (testHigh && stage != Stage.TESTING) {
            drive(false);
        }
        if (level == InputPin.Level.UNKNOWN) {
            loseSight(into, now);
        } else if (stage == Stage.TESTING) {
            awaitAir(into, level, now);
        } else if (stage == Stage.RELEASING) {
            awaitLiquid(into, level, isLiquid, now);
        } else {
            watch(into, level, isLiquid, now);
        }
    }

    /** A test under way proves nothing any more; it is due again. */
    private void loseSight(BubbleReading into, long now) {
        if (stage != Stage.WATCHING) {
            drive(false);
            stage = Stage.WATCHING;
            testDueNanos = now;
        }
        into.doubted(true, Outcome.BUS_ERROR);
    }

    private void watch(BubbleReading into, InputPin.Level level, boolean isLiquid, long now) {
        if (isLiquid && test != null && now - testDueNanos >= 0) {
            beginTest(into, level, now);
            return;
        }
        isUp |= isLiquid || now - startedNanos >= POWER_UP_NANOS;
        if (!isUp) {
            return;
        }
        if (failed) {
            into.doubted(!isLiquid, Outcome.INVALID);
        } else {
            into.took(!isLiquid, rawCode(level), now);
        }
    }

    private void beginTest(BubbleReading into, InputPin.Level level, long now) {
        testedNanos = now;
        stage = Stage.TESTING;
        if (!drive(true)) {
            fail(into, level, now);
        }
    }

    private void awaitAir(BubbleReading into, InputPin.Level level, long now) {
        if (level == InputPin.Level.LOW) {
            drive(false);
            stage = Stage.RELEASING;
            releasedNanos = now;
        } else if (now - testedNanos >= ANSWER_NANOS) {
            fail(into, level, now);
        }
    }

    private void awaitLiquid(BubbleReading into, InputPin.Level level, boolean isLiquid, long now) {
        if (isLiquid) {
            pass(into, level, now);
        } else if (level == InputPin.Level.LOW && now - releasedNanos >= ANSWER_NANOS) {
            fail(into, level, now);
        }
    }

    private void pass(BubbleReading into, InputPin.Level level, long now) {
        stage = Stage.WATCHING;
        isUp = true;
        failed = false;
        testDueNanos = testedNanos + TEST_PERIOD_NANOS;
        into.tested(true);
        into.took(false, rawCode(level), now);
    }

    /** A part that is still powering up is asked again; in service the failure counts. */
    private void fail(BubbleReading into, InputPin.Level level, long now) {
        drive(false);
        stage = Stage.WATCHING;
        if (!isUp && now - startedNanos < POWER_UP_NANOS) {
            testDueNanos = now;
            return;
        }
        isUp = true;
        failed = true;
        testDueNanos = now + RETRY_NANOS;
        into.tested(false);
        into.doubted(level == InputPin.Level.LOW, Outcome.INVALID);
    }

    /** False when the level was not taken; the release is then given again in the next cycle. */
    private boolean drive(boolean high) {
        boolean taken = test.set(high).isOk();
        // A level whose fate is unknown is taken for the test's, which must not stay.
        testHigh = high || !taken;
        return taken;
    }

    private static int rawCode(InputPin.Level level) {
        return level == InputPin.Level.HIGH ? 1 : 0;
    }
}
