package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.pumprig.controller.FakeRig;
import io.pumprig.controller.LoopLateness;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.RigClock;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LoopRunnerTest {
    private static final long PERIOD_NANOS = 10_000_000L;

    private final ManualClock clock = new ManualClock(-3_000_000L);
    private final LatenessRecorder lateness = new LatenessRecorder();
    private final List<Long> begun = new ArrayList<>();

    /** How long each cycle takes, in order; the last one stops the loop. */
    private LoopRunner runner(long... cycleNanos) {
        LoopRunner[] runner = new LoopRunner[1];
        runner[0] =
                new LoopRunner(
                        clock,
                        PERIOD_NANOS,
                        () -> {
                            int cycle = begun.size();
                            begun.add(clock.nanos());
                            clock.advance(cycleNanos[cycle]);
                            if (cycle == cycleNanos.length - 1) {
                                runner[0].stop();
                            }
                        },
                        lateness);
        return runner[0];
    }

    @Test
    void cyclesBeginAPeriodApartHoweverLongEachTakes() {
        LoopRunner runner = runner(0, 4_000_000, 9_999_999, 1, 0);
        runner.run();
        assertEquals(
                List.of(-3_000_000L, 7_000_000L, 17_000_000L, 27_000_000L, 37_000_000L), begun);
        assertEquals(0, runner.missed());
        lateness.collect(new LoopLateness());
        assertEquals(5, lateness.cycles());
        assertEquals(0, lateness.mostNanos(), 1_000);
    }

    @Test
    void aCycleThatIsLateByLessThanAPeriodDoesNotMoveTheGrid() {
        LoopRunner runner = runner(0, 14_000_000, 0, 0);
        runner.run();
        assertEquals(List.of(-3_000_000L, 7_000_000L, 21_000_000L, 27_000_000L), begun);
        assertEquals(0, runner.missed());
        lateness.collect(new LoopLateness());
        assertEquals(4_000_000, lateness.mostNanos(), 4_000);
    }

    @Test
    @Tag("SR-35")
    @Tag("SR-36")
    void aDeadlineThatPassedWithoutACycleIsNeverCaughtUp() {
        LoopRunner runner = runner(0, 36_000_000, 0, 0, 0);
        runner.run();
        // Due at 17, 27 and 37 ms; one cycle at 43, and the next a whole period after it.
        assertEquals(
                List.of(-3_000_000L, 7_000_000L, 43_000_000L, 53_000_000L, 63_000_000L), begun);
        assertEquals(2, runner.missed());
    }

    @Test
    void aStopIsTakenBetweenTwoCycles() {
        LoopRunner runner = runner(0, 0, 0);
        runner.stop();
        runner.run();
        assertEquals(List.of(), begun);
    }

    @Test
    void aCycleThatThrowsEndsTheLoopAndTheMotorIsReleased() throws JournalException {
        try (FakeRig rig = new FakeRig().healthy()) {
            rig.begin(250_000_000L);
            LoopRunner runner =
                    new LoopRunner(rigClock(rig), PERIOD_NANOS, rig.loop()::tick, lateness);
            rig.sensorBreaks = new IllegalStateException("a mistake of ours");
            rig.energised = true;
            assertSame(rig.sensorBreaks, assertThrows(IllegalStateException.class, runner::run));
            assertFalse(rig.energised);
        }
    }

    private static RigClock rigClock(FakeRig rig) {
        return new RigClock() {
            @Override
            public long nanos() {
                return rig.nanos;
            }

            @Override
            public long utcMillis() {
                throw new AssertionError("pacing does not look at the calendar");
            }

            @Override
            public void pause(long nanos) {
                rig.nanos += nanos;
            }
        };
    }

    /** The least of several rounds, since the compiler allocates on the thread that it stops. */
    @Test
    void pacingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] state = {0, 0, Long.MAX_VALUE};
        LoopRunner[] runner = new LoopRunner[1];
        LoopRunner.Cycle cycle =
                () -> {
                    clock.advance(state[0] % 7 * 3_000_000);
                    if (++state[0] % 10_000 == 0) {
                        long allocated = threads.getCurrentThreadAllocatedBytes();
                        state[2] = Math.min(state[2], allocated - state[1]);
                        state[1] = allocated;
                        if (state[0] == 200_000) {
                            runner[0].stop();
                        }
                    }
                };
        runner[0] = new LoopRunner(clock, PERIOD_NANOS, cycle, lateness);
        runner[0].run();
        assertEquals(200_000, state[0]);
        assertEquals(0, state[2]);
        assertTrue(runner[0].missed() > 10_000, "late cycles were measured too");
    }
}
