package io.pumprig.simulator.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MILLI = 1_000_000L;
    private static final long CYCLE = 10 * MILLI;

    private long wall = 5_000_000_000L;
    private long slept;
    private long longestSleep;
    private int looks;

    private Pacer pacer(double speed) {
        return new Pacer(
                speed,
                () -> {
                    looks++;
                    return wall;
                },
                nanos -> {
                    slept += nanos;
                    longestSleep = Math.max(longestSleep, nanos);
                    wall += nanos;
                });
    }

    private long run(Pacer pacer, long from, int cycles, long wallPerCycle) {
        long sim = from;
        for (int i = 0; i < cycles; i++) {
            wall += wallPerCycle;
            sim += CYCLE;
            pacer.pace(sim);
        }
        return sim;
    }

    @Test
    void realTimeTakesAsLongAsItSays() {
        Pacer pacer = pacer(1);
        pacer.pace(0);
        long began = wall;
        run(pacer, 0, 100, MILLI);
        assertEquals(1_000 * MILLI, wall - began);
    }

    @Test
    void sixtyTimesRealTimeIsAMinuteInASecond() {
        Pacer pacer = pacer(60);
        pacer.pace(0);
        long began = wall;
        long sim = run(pacer, 0, 6_000, 1_000);
        assertEquals(1_000 * MILLI, wall - began, 2 * MILLI);
        assertTrue(looks < 4_000);
        run(pacer, sim, 6_000, 1_000);
        assertEquals(60, pacer.achieved(), 1);
    }

    @Test
    void neverSleepsLongAtATime() {
        Pacer pacer = pacer(0.01);
        pacer.pace(0);
        run(pacer, 0, 1, 0);
        assertEquals(1_000 * MILLI, slept);
        assertEquals(20 * MILLI, longestSleep);
    }

    @Test
    void unpacedNeverSleepsAndSeldomLooks() {
        Pacer pacer = pacer(Pacer.UNPACED);
        pacer.pace(0);
        looks = 0;
        run(pacer, 0, 1_000_000, 250);
        assertEquals(0, slept);
        assertTrue(looks < 1_000, () -> looks + " looks");
    }

    @Test
    void catchesUpOneSecondAndForgetsTheRest() {
        Pacer pacer = pacer(1);
        pacer.pace(0);
        wall += 60_000 * MILLI;
        long sim = run(pacer, 0, 1, 0);
        assertEquals(0, slept);
        sim = run(pacer, sim, 100, 0);
        assertEquals(0, slept);
        run(pacer, sim, 1, 0);
        assertEquals(10 * MILLI, slept);
    }

    @Test
    void aNewSpeedStartsFromNow() {
        Pacer pacer = pacer(1);
        pacer.pace(0);
        wall += 500 * MILLI;
        pacer.speed(10);
        long sim = run(pacer, 0, 1, 0);
        assertEquals(0, slept);
        run(pacer, sim, 100, 0);
        assertEquals(100 * MILLI, slept);
        assertEquals(10, pacer.speed());
    }

    @Test
    void aPauseOnPurposeIsNotCaughtUp() {
        Pacer pacer = pacer(1);
        pacer.pace(0);
        wall += 500 * MILLI;
        pacer.restart();
        long sim = run(pacer, 0, 1, 0);
        run(pacer, sim, 10, 0);
        assertEquals(100 * MILLI, slept);
    }

    @Test
    void tellsTheSpeedThatWasReached() {
        Pacer pacer = pacer(Pacer.UNPACED);
        pacer.pace(0);
        run(pacer, 0, 400_000, 10_000);
        assertEquals(1_000, pacer.achieved(), 1);
    }

    @Test
    void anInterruptedThreadIsNotHeld() {
        Pacer pacer = pacer(1);
        pacer.pace(0);
        Thread.currentThread().interrupt();
        run(pacer, 0, 1, 0);
        assertTrue(Thread.interrupted());
        assertEquals(0, slept);
    }

    @Test
    void aNudgeLetsTheSimulationLookUpAndIsNoTimeGained() {
        Pacer pacer = pacer(1);
        assertTrue(pacer.pace(0));
        pacer.nudge();
        assertFalse(pacer.pace(CYCLE));
        assertEquals(0, slept);
        assertTrue(pacer.pace(CYCLE));
        assertEquals(10 * MILLI, slept);
    }

    @Test
    void refusesASpeedThatIsNotPositive() {
        assertThrows(IllegalArgumentException.class, () -> new Pacer(0));
        assertThrows(IllegalArgumentException.class, () -> new Pacer(Double.NaN));
    }
}
