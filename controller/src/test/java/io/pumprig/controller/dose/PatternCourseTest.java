package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Program;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PatternCourseTest {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    /** Minute of the day and mcg/day: 13 steps, as many as there may be. */
    private static final int[][] STEPS = {
        {0, 120},
        {1, 480},
        {61, 60},
        {240, 333},
        {361, 90},
        {480, 500},
        {599, 77},
        {720, 250},
        {721, 999},
        {780, 131},
        {960, 222},
        {1_200, 410},
        {1_439, 40},
    };

    /** Drug at 2000 mcg/mL, 12.5 ng a microstep. */
    private static PlannerRun run(long courseBeginNanos) {
        List<Program.Step> steps =
                Arrays.stream(STEPS)
                        .map(step -> new Program.Step(step[0], step[1] * 1_000_000L))
                        .toList();
        return new PlannerRun(
                PlannerRun.plan(PlannerRun.baclofen(2_000, new Program.Pattern(steps), null)),
                courseBeginNanos,
                PlannerRun.SECOND_NANOS);
    }

    /** Microsteps until {@code second} of the course: 1 mcg/day is 80 a day. */
    private static long microstepsUntil(long second) {
        long day = second / 86_400;
        long scaled = day * scaledUntil(86_400) + scaledUntil(second % 86_400);
        return scaled / 86_400;
    }

    /** The same within a day, times 86 400. */
    private static long scaledUntil(long second) {
        long scaled = 0;
        for (int i = 0; i < STEPS.length; i++) {
            long from = STEPS[i][0] * 60L;
            long to = i + 1 < STEPS.length ? STEPS[i + 1][0] * 60L : 86_400;
            scaled += Math.max(0, Math.min(second, to) - from) * STEPS[i][1] * 80;
        }
        return scaled;
    }

    @Test
    @Tag("SR-19")
    @Tag("SR-33")
    void thirteenStepsAreExactToTheMicrostepInEverySecondOfSevenDays() {
        PlannerRun run = run(0);
        assertEquals(Mode.PATTERN, run.planner.mode());
        for (int second = 1; second <= 7 * 86_400; second++) {
            run.cycle();
            assertEquals(microstepsUntil(second), run.ledger.delivered(), "second " + second);
        }
        assertEquals(7 * scaledUntil(86_400) / 86_400, run.ledger.delivered());
    }

    @Test
    @Tag("SR-33")
    void beginsAtTheTimeOfDayThatItIs() {
        // 12:00:59.5, half a second before the step that holds from minute 721 on.
        PlannerRun run = run(720 * MINUTE_NANOS + 59_500_000_000L);
        assertEquals(250_000_000L, run.planner.modePicogramsPerDay());
        run.cycle();
        assertEquals(999_000_000L, run.planner.modePicogramsPerDay());
        run.cycles(59 * 60);
        run.cycle();
        assertEquals(131_000_000L, run.planner.modePicogramsPerDay());
        // Half a second at 250, 59 minutes at 999, half a second at 131 mcg/day.
        long halfSeconds = 250 + 2 * 59 * 60 * 999 + 131;
        assertEquals(halfSeconds * 80 / 172_800, run.ledger.delivered());
    }

    @Test
    @Tag("SR-32")
    void fromThenOnADayIsADayWhateverTheWallClockShows() {
        // On 2026-10-25 Berlin has 25 hours: after 24 of them its clocks show 23:00.
        PlannerRun run = run(0);
        run.cycles(86_400);
        assertEquals(scaledUntil(86_400) / 86_400, run.ledger.delivered());
        assertEquals(40_000_000L, run.planner.programPicogramsPerDay());
        run.cycle();
        assertEquals(120_000_000L, run.planner.programPicogramsPerDay());
    }

    @Test
    @Tag("SR-32")
    void theCourseGoesOnWhileItIsPausedStoppedWithheldOrSkipped() {
        PlannerRun run = run(0);
        run.planner.enter(Mode.STOPPED);
        run.cycles(3 * 3_600);
        run.planner.enter(Mode.PAUSED);
        run.cycles(3_600);
        // Beyond 04:00: 333 mcg/day, whatever happened before.
        run.planner.enter(Mode.PATTERN);
        assertEquals(333_000_000L, run.planner.modePicogramsPerDay());
        run.cycle(4 * 3_600_000_000_000L + 1);
        assertEquals(500_000_000L, run.planner.modePicogramsPerDay());
        run.planner.beginPrime(51_520);
        run.cycles(4 * 3_600 + 60);
        assertEquals(999_000_000L, run.planner.programPicogramsPerDay());
    }

    @Test
    @Tag("SR-47")
    void aPauseIsNotAboveTheStepThatHolds() {
        // The minimum is 96 mcg/day here; the steps with 60, 90, 77 and 40 are below it.
        PlannerRun run = run(0);
        run.planner.enter(Mode.PAUSED);
        run.cycles(86_400);
        long scaled = 0;
        for (int i = 0; i < STEPS.length; i++) {
            long to = i + 1 < STEPS.length ? STEPS[i + 1][0] : 1_440;
            scaled += (to - STEPS[i][0]) * 60L * Math.min(96, STEPS[i][1]) * 80;
        }
        assertEquals(scaled / 86_400, run.ledger.delivered());
    }
}
