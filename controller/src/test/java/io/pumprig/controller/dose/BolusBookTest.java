package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.DoseLimits;
import io.pumprig.controller.order.Program;
import io.pumprig.controller.order.RollingDoseLimit;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BolusBookTest {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final DemandBolus DEMAND =
            new DemandBolus(2_000_000L, SECOND_NANOS, HOUR_NANOS, 4);

    /** 240 mcg/day: 10 mcg in each hour. */
    private static final TherapyPlan PLAN =
            PlannerRun.plan(PlannerRun.baclofen(500, new Program.Continuous(240_000_000L), DEMAND));

    private final BolusBook book = new BolusBook();

    @ParameterizedTest(name = "{0} ns after the lockout")
    @CsvSource({"-1, RATE_LIMITED, 1", "0, OK, 0", "1, OK, 0"})
    @Tag("SR-26")
    @Tag("SR-76")
    void theLockoutRunsFromTheEndOfTheLastBolus(long late, Code code, long left) {
        long ended = 12_345_678_901L;
        book.enter(ended, 2_000_000L, true);
        long now = ended + HOUR_NANOS + late;
        assertEquals(code, book.demandVerdict(DEMAND, PLAN, 2_000_000L, now));
        assertEquals(left, book.lockedOutNanos(DEMAND, now));
    }

    @Test
    @Tag("SR-26")
    void aBolusThatTakesLongLocksOutFromItsEnd() {
        DemandBolus slow = new DemandBolus(2_000_000L, 2 * HOUR_NANOS, HOUR_NANOS, 4);
        PlannerRun run =
                PlannerRun.of(PlannerRun.baclofen(500, new Program.Continuous(240_000_000L), slow));
        run.planner.beginBolus(true, slow.picograms(), slow.durationNanos());
        run.cycles(7_200 + 3_599);
        assertEquals(Code.RATE_LIMITED, run.planner.bolusVerdict(true, 2_000_000L));
        assertEquals("in the lockout after the last bolus", run.planner.refusal());
        run.cycle();
        assertEquals(Code.OK, run.planner.bolusVerdict(true, 2_000_000L));
    }

    @Test
    @Tag("SR-26")
    void aRefusedRequestIsNotQueued() {
        PlannerRun run =
                PlannerRun.of(
                        PlannerRun.baclofen(500, new Program.Continuous(240_000_000L), DEMAND));
        run.planner.beginBolus(true, DEMAND.picograms(), DEMAND.durationNanos());
        run.cycles(1_800);
        assertEquals(Code.RATE_LIMITED, run.planner.bolusVerdict(true, DEMAND.picograms()));
        run.cycles(86_400);
        assertFalse(run.planner.shots().isRunning());
        assertEquals(1, run.planner.shots().closed());
        assertEquals(640, run.ledger.delivered(Delivery.BOLUS));
    }

    @Test
    @Tag("SR-26")
    @Tag("SR-76")
    void asManyAsPrescribedMayBeGivenInAny24Hours() {
        for (int i = 0; i < 4; i++) {
            assertEquals(Code.OK, book.demandVerdict(DEMAND, PLAN, 2_000_000L, i * HOUR_NANOS));
            book.enter(i * HOUR_NANOS, 2_000_000L, true);
        }
        assertEquals(Code.RATE_LIMITED, book.demandVerdict(DEMAND, PLAN, 1, DAY_NANOS - 1));
        assertEquals("as many demand boluses as prescribed were given in 24 h", book.refusal());
        assertEquals(Code.OK, book.verdict(PLAN, 1, DAY_NANOS - 1));
        assertEquals(Code.OK, book.demandVerdict(DEMAND, PLAN, 1, DAY_NANOS));
    }

    @Test
    @Tag("SR-26")
    void whatAClinicianOrdersLocksOutButIsNotCounted() {
        book.enter(0, 2_000_000L, false);
        assertEquals(0, book.demandsToday(0));
        assertEquals(Code.RATE_LIMITED, book.demandVerdict(DEMAND, PLAN, 1, HOUR_NANOS - 1));
        assertEquals(Code.OK, book.verdict(PLAN, 1, HOUR_NANOS - 1));
    }

    @ParameterizedTest(name = "{0} pg when {1} ns have passed")
    @CsvSource({
        "40000000, 3599999999999, OK",
        "40000001, 3599999999999, RATE_LIMITED",
        "140000000, 3600000000000, OK",
        "140000001, 3600000000000, RATE_LIMITED",
    })
    @Tag("SR-25")
    @Tag("SR-76")
    void anHourHoldsItsBolusesAndAFullHourOfTheProgram(long picograms, long now, Code code) {
        // Of 150 mcg the program takes 10, the bolus before 100.
        book.enter(0, 100_000_000L, false);
        assertEquals(code, book.verdict(PLAN, picograms, now));
    }

    @ParameterizedTest(name = "{0} pg when {1} ns have passed")
    @CsvSource({
        "60000000, 86399999999999, OK",
        "60000001, 86399999999999, RATE_LIMITED",
        "140000000, 86400000000000, OK",
    })
    @Tag("SR-25")
    @Tag("SR-76")
    void aDayHoldsItsBolusesAndAFullDayOfTheProgram(long picograms, long now, Code code) {
        // Of 1000 mcg the program takes 240, seven boluses of 100 mcg take 700.
        for (int i = 0; i < 7; i++) {
            book.enter(i, 100_000_000L, false);
        }
        assertEquals(code, book.verdict(PLAN, picograms, now));
    }

    @Test
    @Tag("SR-25")
    void aPatternCountsWithItsHighestHourAndItsWholeDay() {
        Program pattern = Program.parse("pattern 0:100000000 720:999999999 780:100000000");
        TherapyPlan plan = PlannerRun.plan(PlannerRun.baclofen(500, pattern, null));
        assertEquals(41_666_667L, plan.basalPicograms(0));
        assertEquals(137_500_000L, plan.basalPicograms(1));
        assertEquals(Code.OK, book.verdict(plan, 108_333_333L, 0));
        assertEquals(Code.RATE_LIMITED, book.verdict(plan, 108_333_334L, 0));
    }

    /** Check vector of the therapy reference 8.7, its window of 4 h as the book's 1 h. */
    @Test
    @Tag("SR-25")
    void neverMoreThanSixMovesWithinAnHourWhereTheNaiveRuleGivesEight() {
        // 4 mcg of program an hour, limit 6, bolus 2, asked for 16 times in each window.
        DoseLimits limits = limits(6_000_000L, 1_000_000_000L);
        assertEquals(1_920, peakOf(96_000_000L, limits, 3_600, false));
        assertEquals(2_560, peakOf(96_000_000L, limits, 3_600, true));
    }

    /** The same with the book's window of 24 h. */
    @Test
    @Tag("SR-25")
    void neverMoreThanSixMovesWithinADayWhereTheNaiveRuleGivesEight() {
        DoseLimits limits = limits(6_000_000L, 6_000_000L);
        assertEquals(1_920, peakOf(4_000_000L, limits, 86_400, false));
        assertEquals(2_560, peakOf(4_000_000L, limits, 86_400, true));
    }

    private static DoseLimits limits(long picogramsPerHour, long picogramsPerDay) {
        return new DoseLimits(
                List.of(
                        new RollingDoseLimit(3_600_000_000_000L, picogramsPerHour),
                        new RollingDoseLimit(86_400_000_000_000L, picogramsPerDay)),
                2_000_000L,
                2_000_000L);
    }

    /** Most microsteps of 3.125 ng within any window; a bolus of 2 mcg has 640. */
    private static long peakOf(
            long picogramsPerDay, DoseLimits limits, int windowSeconds, boolean naive) {
        PlannerRun run =
                new PlannerRun(
                        new TherapyPlan(
                                PlannerRun.continuous(500, picogramsPerDay),
                                limits,
                                PlannerRun.HEAD),
                        0,
                        SECOND_NANOS);
        long[] before = new long[windowSeconds];
        long peak = 0;
        for (int second = 0; second < 4 * windowSeconds; second++) {
            long inWindow = run.ledger.delivered() - before[second % windowSeconds];
            peak = Math.max(peak, inWindow);
            if (second % (windowSeconds / 16) == 0 && !run.planner.shots().isRunning()) {
                boolean allowed =
                        naive
                                ? inWindow + 640 <= 1_920
                                : run.planner.bolusVerdict(false, 2_000_000L) == Code.OK;
                if (allowed) {
                    run.planner.beginBolus(false, 2_000_000L, 60 * SECOND_NANOS);
                }
            }
            before[second % windowSeconds] = run.ledger.delivered();
            run.cycle();
        }
        return peak;
    }

    @Test
    @Tag("SR-25")
    void aFullBookAllowsNoMoreUntilItsOldestIsADayOld() {
        for (int i = 0; i < BolusBook.CAPACITY; i++) {
            assertEquals(Code.OK, book.verdict(PLAN, 1, i), "bolus " + i);
            book.enter(i, 1, false);
        }
        assertEquals(Code.RATE_LIMITED, book.verdict(PLAN, 1, DAY_NANOS - 1));
        assertEquals("too many boluses in 24 h", book.refusal());
        assertEquals(Code.OK, book.verdict(PLAN, 1, DAY_NANOS));
    }

    @Test
    @Tag("SR-25")
    @Tag("SR-40")
    void aBolusThatARestartClosesIsCountedEvenInAFullBook() {
        for (int i = 0; i < BolusBook.CAPACITY; i++) {
            book.enter(i, 1_000, i == 0);
        }
        book.enter(100, 5_000, true);
        assertEquals(69_000, book.givenWithin(DAY_NANOS, 100));
        assertEquals(2, book.demandsToday(100));
        assertEquals(BolusBook.CAPACITY, book.count());
    }

    @Test
    @Tag("SR-26")
    void aSavedBookGrowsOldWhileNobodyRuns() {
        book.enter(10, 2_000_000L, true);
        TherapyMemory memory = new TherapyMemory();
        book.save(memory, 20);
        BolusBook next = new BolusBook();
        next.restore(memory, 1_000_000, HOUR_NANOS - 100);
        assertEquals(90, next.lockedOutNanos(DEMAND, 1_000_000));
        assertEquals(1, next.demandsToday(1_000_000));
        assertTrue(next.isOver(PLAN, 140_000_000L, 1_000_000));
        assertFalse(next.isOver(PLAN, 138_000_000L, 1_000_000));
    }
}
