package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.DoseLimits;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Prescription.OnRestart;
import io.pumprig.controller.sample.Sample;
import io.pumprig.controller.sample.SampleStamp;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpHead;
import java.math.BigInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
    private static final PumpHead HEAD = new PumpHead(3_200, 20_000_000L);
    private static final long PERIOD_NANOS = 10_000_000L;
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final DeliveryLedger ledger = new DeliveryLedger();
    private final Sample sample = new Sample(0, PERIOD_NANOS, 0);
    private final MotorCommand command = new MotorCommand();
    private long nanos;

    /** Drug at 2000 mcg/mL; the minimum rate is 2 uL/h, 7680 microsteps a day. */
    private Planner planner(Mode mode, long picogramsPerDay) {
        Prescription prescription =
                new Prescription(
                        "baclofen", 2_000, mode, picogramsPerDay, 48_000_000L, OnRestart.CONFIRM);
        return new Planner(new TherapyPlan(prescription, DoseLimits.WIDEST, HEAD), ledger, 0, 0);
    }

    private int cycle(Planner planner, long elapsedNanos, Reaction reaction) {
        nanos += elapsedNanos;
        SampleStamp.next(sample, nanos, 0);
        int wished = planner.plan(sample, reaction, false);
        command.step(wished);
        planner.settle(sample, command, command.took(wished, Outcome.OK));
        return wished;
    }

    private void run(Planner planner, long cycles, Reaction reaction) {
        for (long i = 0; i < cycles; i++) {
            cycle(planner, PERIOD_NANOS, reaction);
        }
    }

    @Test
    @Tag("SR-19")
    @Tag("SR-36")
    void everyCycleOf180DaysIsExactAndDriftsByNothing() {
        long picogramsPerDay = 250_000_000L;
        Planner planner = planner(Mode.CONTINUOUS, picogramsPerDay);
        BigInteger perDay = BigInteger.valueOf(picogramsPerDay * 1_000).multiply(big(3_200));
        BigInteger denominator = big(2_000).multiply(big(20_000_000));
        for (int day = 1; day <= 180; day++) {
            run(planner, 8_640_000, Reaction.KEEP_PROGRAM);
            BigInteger exact = perDay.multiply(big(day)).divide(denominator);
            assertEquals(exact.longValueExact(), ledger.delivered(), "day " + day);
        }
        assertEquals(3_600_000, ledger.delivered());
        assertEquals(0, ledger.notSent());
        assertEquals(180 * DAY_NANOS, sample.nanos());
    }

    @ParameterizedTest(name = "{0} pg/day, {1} ms, after {2} cycles")
    @CsvSource({
        "333333333, 10, 1234567",
        "999999999, 5, 999999",
        "9600000, 20, 4000000",
        "1000000000, 7, 3000001",
    })
    @Tag("SR-19")
    void isNeverAboveTheOrderedDoseAndLessThanAMicrostepBelow(
            long picogramsPerDay, int periodMillis, long cycles) {
        Planner planner = planner(Mode.CONTINUOUS, picogramsPerDay);
        long period = periodMillis * 1_000_000L;
        for (long i = 0; i < cycles; i++) {
            cycle(planner, period, Reaction.KEEP_PROGRAM);
        }
        BigInteger exact =
                big(picogramsPerDay)
                        .multiply(big(1_000L * 3_200))
                        .multiply(big(cycles).multiply(big(period)))
                        .divide(big(DAY_NANOS).multiply(big(2_000)).multiply(big(20_000_000)));
        assertEquals(exact.longValueExact(), ledger.delivered());
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    @Test
    @Tag("SR-36")
    void aGapOfMoreThan100MillisecondsIsWithheldButForOnePeriod() {
        Planner planner = planner(Mode.CONTINUOUS, 1_000_000_000L); // 80 000 microsteps a day
        cycle(planner, 86_400_000_000L + PERIOD_NANOS, Reaction.KEEP_PROGRAM);
        assertEquals(80, ledger.withheld(Withheld.TIME_GAP));
        assertEquals(0, ledger.delivered());
        assertEquals(1, planner.timeGaps());
        assertTrue(planner.isAfterGap());
        run(planner, 8_640_000, Reaction.KEEP_PROGRAM);
        assertEquals(80_000, ledger.delivered());
        assertEquals(80, ledger.withheld(Withheld.TIME_GAP));
        assertFalse(planner.isAfterGap());
    }

    @Test
    @Tag("SR-36")
    void aGapOfExactly100MillisecondsIsDelivered() {
        Planner planner = planner(Mode.CONTINUOUS, 1_000_000_000L);
        for (int i = 0; i < 864_000; i++) {
            cycle(planner, 100_000_000L, Reaction.KEEP_PROGRAM);
        }
        assertEquals(80_000, ledger.delivered());
        assertEquals(0, planner.timeGaps());
    }

    @Test
    @Tag("SR-36")
    void aNanosecondOver100MillisecondsIsAGap() {
        Planner planner = planner(Mode.CONTINUOUS, 1_000_000_000L);
        for (int i = 0; i < 1_000; i++) {
            cycle(planner, 100_000_001L, Reaction.KEEP_PROGRAM);
        }
        // Of 100 s one tenth is delivered: 9.26 of 92.59 microsteps.
        assertEquals(9, ledger.delivered());
        assertEquals(83, ledger.withheld(Withheld.TIME_GAP));
        assertEquals(1_000, planner.timeGaps());
    }

    @Test
    @Tag("SR-36")
    void timeWithoutAControllerIsBookedAsAGap() {
        Planner planner = planner(Mode.CONTINUOUS, 250_000_000L);
        assertEquals(600_000, planner.skipRestart(30 * DAY_NANOS, 0));
        assertEquals(600_000, ledger.withheld(Withheld.TIME_GAP));
        assertEquals(600_000, planner.orderedMicrosteps());
        assertFalse(planner.isAfterGap());
        run(planner, 8_640_000, Reaction.KEEP_PROGRAM);
        assertEquals(20_000, ledger.delivered());
    }

    @Test
    @Tag("SR-36")
    void whatIsProvedToHaveMovedWithoutAControllerIsNoGap() {
        Planner planner = planner(Mode.CONTINUOUS, 250_000_000L);
        ledger.settle(Delivery.BASAL, 7);
        assertEquals(20_000, planner.skipRestart(DAY_NANOS, 7));
        assertEquals(19_993, ledger.withheld(Withheld.TIME_GAP));
        assertEquals(20_000, planner.orderedMicrosteps());
    }

    @Test
    @Tag("SR-36")
    @Tag("SR-41")
    void zeroFlowIsWithheldAndNeverCaughtUp() {
        Planner planner = planner(Mode.CONTINUOUS, 250_000_000L);
        run(planner, 4_320_000, Reaction.ZERO_FLOW);
        assertEquals(0, ledger.delivered());
        assertEquals(10_000, ledger.withheld(Withheld.ZERO_FLOW));
        run(planner, 4_320_000, Reaction.KEEP_PROGRAM);
        assertEquals(10_000, ledger.delivered());
        assertEquals(10_000, ledger.withheld(Withheld.ZERO_FLOW));
        assertEquals(20_000, planner.orderedMicrosteps());
    }

    @Test
    @Tag("SR-36")
    @Tag("SR-47")
    void theMinimumRateSplitsWhatWasDueExactly() {
        Planner planner = planner(Mode.CONTINUOUS, 250_000_000L);
        run(planner, 8_640_000, Reaction.MINIMUM_RATE);
        assertEquals(7_680, ledger.delivered());
        assertEquals(12_320, ledger.withheld(Withheld.MINIMUM_RATE));
        assertEquals(96_000_000L, planner.ratePicogramsPerDay());
        assertEquals(250_000_000L, planner.modePicogramsPerDay());
    }

    @Test
    @Tag("SR-47")
    void theMinimumRateIsNeverAboveTheProgram() {
        Planner planner = planner(Mode.CONTINUOUS, 50_000_000L); // 4 000 microsteps a day
        run(planner, 4_320_000, Reaction.MINIMUM_RATE);
        planner.enter(Mode.PAUSED);
        assertEquals(50_000_000L, planner.modePicogramsPerDay());
        run(planner, 4_320_000, Reaction.KEEP_PROGRAM);
        assertEquals(4_000, ledger.delivered());
        assertEquals(0, ledger.withheld(Withheld.MINIMUM_RATE));
    }

    @Test
    @Tag("SR-18")
    void stoppedDeliversNothingAndOrdersNothing() {
        Planner planner = planner(Mode.CONTINUOUS, 250_000_000L);
        planner.enter(Mode.STOPPED);
        run(planner, 8_640_000, Reaction.KEEP_PROGRAM);
        assertEquals(0, ledger.delivered());
        assertEquals(0, planner.orderedMicrosteps());
        assertEquals(0, planner.modePicolitresPerDay());
    }

    @Test
    @Tag("SR-19")
    void changesOfModeLoseNoFractionOfAMicrostep() {
        Planner planner = planner(Mode.CONTINUOUS, 250_000_000L);
        // A microstep is due every 4.32 s; the mode changes every 3 s.
        for (int i = 0; i < 28_800; i++) {
            planner.enter(i % 2 == 0 ? Mode.CONTINUOUS : Mode.MINIMUM_RATE);
            run(planner, 300, Reaction.KEEP_PROGRAM);
        }
        assertEquals(10_000 + 3_840, ledger.delivered());
    }

    @Test
    @Tag("SR-36")
    void whatTheLeaseOrTheDriveDidNotTakeIsBookedUnderItsCause() {
        Planner planner = planner(Mode.CONTINUOUS, 1_000_000_000L);
        nanos = 0;
        int wished = 0;
        while (wished == 0) {
            nanos += 100_000_000L;
            SampleStamp.next(sample, nanos, 0);
            wished = planner.plan(sample, Reaction.KEEP_PROGRAM, false);
            if (wished == 0) {
                planner.settle(sample, command.step(0), Outcome.OK);
            }
        }
        planner.settle(sample, command.step(0), Outcome.OK);
        assertEquals(wished, ledger.withheld(Withheld.LEASE));
        while ((wished = nextWish(planner)) == 0) {
            planner.settle(sample, command.step(0), Outcome.OK);
        }
        command.step(wished);
        planner.settle(sample, command, command.took(0, Outcome.NOT_READY));
        assertEquals(wished, ledger.withheld(Withheld.DRIVE));
        assertEquals(0, ledger.delivered());
        assertEquals(2, planner.orderedMicrosteps());
    }

    private int nextWish(Planner planner) {
        nanos += 100_000_000L;
        SampleStamp.next(sample, nanos, 0);
        return planner.plan(sample, Reaction.KEEP_PROGRAM, false);
    }

    @Test
    void aDriveThatTakesLessAndSaysOkIsAMistakeOfOurs() {
        Planner planner = planner(Mode.CONTINUOUS, 1_000_000_000L);
        int wished;
        while ((wished = nextWish(planner)) == 0) {
            planner.settle(sample, command.step(0), Outcome.OK);
        }
        command.step(wished);
        assertThrows(AssertionError.class, () -> planner.settle(sample, command, Outcome.OK));
    }
}
