package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Program;
import java.math.BigInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaperCourseTest {
    @ParameterizedTest(name = "{0} to {1} pg/day over {2} days")
    @CsvSource({
        "500000000, 100000000, 9",
        "100000000, 130000000, 7",
        "999999999, 1000000000, 3",
        "24000, 24001, 2",
    })
    @Tag("SR-09")
    @Tag("SR-19")
    void everyDaysTotalIsExactAndTheLastDoseStays(long from, long to, int days) {
        // At 500 mcg/mL a microstep of 6.25 nL holds 3125 pg.
        Program.Taper taper = new Program.Taper(from, to, days);
        PlannerRun run = PlannerRun.of(PlannerRun.baclofen(500, taper, null));
        assertEquals(Mode.TAPER, run.planner.mode());
        long picograms = 0;
        for (int day = 0; day < days + 3; day++) {
            long dose = taper.picogramsOnDay(day);
            run.cycle();
            assertEquals(dose, run.planner.modePicogramsPerDay(), "day " + day);
            run.cycles(86_399);
            picograms += dose;
            assertEquals(picograms / 3_125, run.ledger.delivered(), "day " + day);
        }
        assertEquals(to, run.planner.modePicogramsPerDay());
    }

    @ParameterizedTest(name = "{0} to {1} pg/day over {2} days")
    @CsvSource({"500000000, 100000000, 9", "100000000, 800000000, 13", "24001, 24000, 365"})
    @Tag("SR-09")
    void eachDayIsTheSameShareOfTheOneBefore(long from, long to, int days) {
        Program.Taper taper = new Program.Taper(from, to, days);
        assertEquals(from, taper.picogramsOnDay(0));
        assertEquals(to, taper.picogramsOnDay(days));
        assertEquals(to, taper.picogramsOnDay(days + 1));
        for (int day = 0; day < days; day++) {
            BigInteger exact =
                    BigInteger.valueOf(from)
                            .pow(days - day)
                            .multiply(BigInteger.valueOf(to).pow(day));
            long dose = taper.picogramsOnDay(day);
            assertTrue(BigInteger.valueOf(dose).pow(days).compareTo(exact) <= 0, "day " + day);
            assertTrue(BigInteger.valueOf(dose + 1).pow(days).compareTo(exact) > 0, "day " + day);
        }
    }

    @Test
    @Tag("SR-32")
    void aDayBeginsADayAfterTheProgramBeganInTheMiddleOfACycle() {
        Program.Taper taper = new Program.Taper(500_000_000L, 100_000_000L, 9);
        PlannerRun run = PlannerRun.of(PlannerRun.baclofen(500, taper, null));
        run.cycle(500_000_000L);
        run.cycles(86_399);
        assertEquals(500_000_000L, run.planner.modePicogramsPerDay());
        run.cycle();
        assertEquals(taper.picogramsOnDay(1), run.planner.modePicogramsPerDay());
        // Half a second of the second day is 418 134 999 / 172 800 pg: not yet a microstep.
        assertEquals(160_000, run.ledger.delivered());
    }

    @Test
    @Tag("SR-36")
    void daysThatWereWithheldAreNotMadeUpFor() {
        Program.Taper taper = new Program.Taper(500_000_000L, 100_000_000L, 2);
        PlannerRun run = PlannerRun.of(PlannerRun.baclofen(500, taper, null));
        run.planner.enter(Mode.STOPPED);
        run.cycles(2 * 86_400);
        run.planner.enter(Mode.TAPER);
        run.cycles(86_400);
        assertEquals(32_000, run.ledger.delivered());
    }
}
