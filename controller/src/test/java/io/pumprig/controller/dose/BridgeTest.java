package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Mode;
import io.pumprig.hal.device.PumpHead;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check vectors of the therapy reference 8.6: 250 mcg/day, 322 uL, 51 520 microsteps. */
@Tag("SR-12")
class BridgeTest {
    private static final long DEAD_MICROSTEPS = 51_520;
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private static PlannerRun bridged(long from, long to) {
        PlannerRun run = PlannerRun.of(PlannerRun.continuous(from, 250_000_000L));
        run.planner.adopt(
                PlannerRun.plan(PlannerRun.continuous(to, 250_000_000L)), 0, DEAD_MICROSTEPS);
        return run;
    }

    private static long secondsOfBridge(PlannerRun run, long most) {
        for (long second = 1; second <= most; second++) {
            run.cycle();
            if (!run.planner.isBridging()) {
                return second;
            }
        }
        throw new AssertionError("bridges for more than " + most + " s");
    }

    @Test
    @Tag("SR-11")
    void theOldRateHoldsForFifteenAndAHalfHoursAndExactlyTheDeadVolume() {
        PlannerRun run = bridged(500, 2_000);
        assertEquals(Mode.BRIDGING, run.planner.mode());
        assertEquals(DEAD_MICROSTEPS, run.planner.bridgeLeftMicrosteps());
        assertEquals(500_000_000L, run.planner.modePicolitresPerDay());
        // 51 520 of 80 000 microsteps a day take 55 641.6 s; the next cycle has the new drug.
        assertEquals(55_643, secondsOfBridge(run, 60_000));
        assertEquals(DEAD_MICROSTEPS, run.ledger.delivered());
        assertEquals(DEAD_MICROSTEPS, run.ledger.delivered(Delivery.BRIDGE));
        assertEquals(161_000_000L, run.planner.believedPicograms());
        assertEquals(Mode.CONTINUOUS, run.planner.mode());
        assertEquals(125_000_000L, run.planner.modePicolitresPerDay());
        run.cycles(86_400);
        assertEquals(DEAD_MICROSTEPS + 20_000, run.ledger.delivered());
        assertEquals(20_000, run.ledger.delivered(Delivery.BASAL));
        assertEquals(411_000_000L, run.planner.believedPicograms());
        assertEquals(411_000_000L, run.planner.orderedPicograms());
    }

    @Test
    void theOtherWayRoundItHoldsForTwoAndAHalfDays() {
        PlannerRun run = bridged(2_000, 500);
        assertEquals(125_000_000L, run.planner.modePicolitresPerDay());
        // 51 520 of 20 000 microsteps a day take 222 566.4 s.
        assertEquals(222_568, secondsOfBridge(run, 230_000));
        assertEquals(DEAD_MICROSTEPS, run.ledger.delivered(Delivery.BRIDGE));
        // The cycle that saw the switch brought a first microstep of the new drug.
        assertEquals(1, run.ledger.delivered(Delivery.BASAL));
        assertEquals(644_003_125L, run.planner.believedPicograms());
        assertEquals(500_000_000L, run.planner.modePicolitresPerDay());
    }

    @Test
    @Tag("SR-19")
    void theDoseAtTheTipIsTheOrderedOneThereAndBackAgain() {
        PlannerRun run = PlannerRun.of(PlannerRun.continuous(500, 250_000_000L));
        run.cycles(86_400);
        long from = run.planner.believedPicograms();
        for (int change = 0; change < 4; change++) {
            long concentration = change % 2 == 0 ? 2_000 : 500;
            run.planner.adopt(
                    PlannerRun.plan(PlannerRun.continuous(concentration, 250_000_000L)),
                    0,
                    DEAD_MICROSTEPS);
            run.cycles(5 * 86_400);
            assertFalse(run.planner.isBridging());
            long given = run.planner.believedPicograms() - from;
            long ordered = 250_000_000L * 5 * (change + 1);
            // A remainder and the part of a second after each switch: less than two microsteps.
            assertEquals(ordered, given, 25_000L, "change " + change);
        }
    }

    @Test
    @Tag("SR-36")
    void aPauseDelaysTheSwitchByVolume() {
        PlannerRun run = bridged(500, 2_000);
        run.cycles(27_000);
        assertEquals(25_000, run.ledger.delivered());
        run.planner.enter(Mode.PAUSED);
        assertEquals(Mode.PAUSED, run.planner.mode());
        run.cycles(45_000);
        assertEquals(29_000, run.ledger.delivered());
        assertTrue(run.planner.isBridging());
        run.planner.enter(Mode.CONTINUOUS);
        // 22 520 of 80 000 microsteps a day.
        assertEquals(24_323, secondsOfBridge(run, 30_000));
        assertEquals(DEAD_MICROSTEPS, run.ledger.delivered());
        assertEquals(161_000_000L, run.planner.believedPicograms());
    }

    @Test
    @Tag("SR-36")
    @Tag("SR-66")
    void whatAStallDidNotMoveHasStillToMove() {
        PlannerRun run = bridged(500, 2_000);
        run.cycles(43_200);
        run.ledger.withhold(Withheld.NOT_MOVED, 1_000);
        assertEquals(DEAD_MICROSTEPS - 39_000, run.planner.bridgeLeftMicrosteps());
        // 12 520 of 80 000 microsteps a day.
        assertEquals(13_523, secondsOfBridge(run, 20_000));
        assertEquals(DEAD_MICROSTEPS + 1_000, run.ledger.delivered());
        assertEquals(161_000_000L, run.planner.believedPicograms());
        assertEquals(164_125_000L, run.planner.orderedPicograms());
    }

    @Test
    @Tag("SR-41")
    void zeroFlowDelaysTheSwitchByItsTime() {
        PlannerRun run = bridged(500, 2_000);
        run.reaction = Reaction.ZERO_FLOW;
        run.cycles(18_000);
        run.reaction = Reaction.KEEP_PROGRAM;
        assertEquals(55_643, secondsOfBridge(run, 60_000));
        assertEquals(16_666, run.ledger.withheld(Withheld.ZERO_FLOW));
        // 16 666 microsteps of the old drug beside 161 mcg.
        assertEquals(161_000_000L + 16_666 * 3_125L, run.planner.orderedPicograms());
    }

    @Test
    void stoppedItWaitsForEver() {
        PlannerRun run = bridged(500, 2_000);
        run.planner.enter(Mode.STOPPED);
        run.cycles(10 * 86_400);
        assertEquals(DEAD_MICROSTEPS, run.planner.bridgeLeftMicrosteps());
    }

    @Test
    void anotherDoseOfTheSameDrugDoesNotEndIt() {
        PlannerRun run = bridged(500, 2_000);
        run.cycles(43_200);
        run.planner.adopt(PlannerRun.plan(PlannerRun.continuous(2_000, 125_000_000L)), 0, 0);
        assertEquals(Mode.BRIDGING, run.planner.mode());
        assertEquals(DEAD_MICROSTEPS - 40_000, run.planner.bridgeLeftMicrosteps());
        // 11 520 of 40 000 microsteps a day take 24 883.2 s.
        assertEquals(24_885, secondsOfBridge(run, 30_000));
    }

    @Test
    void anotherDoseWithoutABridgeTakesTheDrugThatIsThere() {
        PlannerRun run = PlannerRun.of(PlannerRun.continuous(500, 250_000_000L));
        run.planner.adopt(PlannerRun.plan(PlannerRun.continuous(500, 125_000_000L)), 0, 0);
        assertFalse(run.planner.isBridging());
        run.cycles(86_400);
        assertEquals(40_000, run.ledger.delivered(Delivery.BASAL));
        assertEquals(0, run.ledger.delivered(Delivery.BRIDGE));
    }

    @Test
    @Tag("SR-39")
    @Tag("SR-69")
    void theJogOfASelfTestIsTheBridges() {
        PlannerRun run = bridged(500, 2_000);
        run.planner.beginSelfTest();
        run.jog();
        run.planner.endSelfTest();
        assertEquals(64, run.ledger.delivered(Delivery.BRIDGE));
        assertEquals(55_642, secondsOfBridge(run, 60_000));
        assertEquals(DEAD_MICROSTEPS, run.ledger.delivered(Delivery.BRIDGE));
    }

    @Test
    @Tag("SR-07")
    @Tag("SR-62")
    void aPrimeThatMovesTheDeadVolumeKeepsItsRateToTheEnd() {
        PlannerRun run = bridged(2_000, 500);
        run.planner.beginPrime(2 * DEAD_MICROSTEPS);
        while (run.planner.shots().isRunning()) {
            assertTrue(run.planner.modePicolitresPerDay() <= 24_000_000_000L);
            run.cycle();
        }
        run.cycle();
        assertFalse(run.planner.isBridging());
        long moved = run.ledger.delivered();
        assertEquals(2 * DEAD_MICROSTEPS, moved, 1);
        // The dead volume was the old drug, 12.5 ng a microstep; the rest the new, 3.125 ng.
        long picograms = DEAD_MICROSTEPS * 12_500 + (moved - DEAD_MICROSTEPS) * 3_125;
        assertEquals(picograms, run.planner.believedPicograms());
        assertEquals(picograms, run.planner.orderedPicograms());
    }

    @Test
    void theAccountKeepsWhatWasAndGoesOnWithTheNewDrug() {
        DoseScale old = new DoseScale(PlannerRun.HEAD, 500);
        DoseScale next = new DoseScale(PlannerRun.HEAD, 2_000);
        DrugAccount account = new DrugAccount();
        assertEquals(3_125_000, account.picograms(1_000, old));
        account.change(1_000, old);
        assertEquals(3_125_000, account.picograms(1_000, next));
        assertEquals(3_125_000 + 12_500, account.picograms(1_001, next));
        // Proved later not to have moved: counted as the newer drug, and never below nothing.
        assertEquals(3_125_000 - 12_500, account.picograms(999, next));
        assertEquals(0, account.picograms(0, next));
        account.change(2_000, next);
        assertEquals(3_125_000 + 12_500_000 + 3_125, account.picograms(2_001, old));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 0xD05E})
    @Tag("SR-19")
    void aRemainderKeepsItsVolumeRoundedDownToAPartOfTheDenominator(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            PumpHead head =
                    new PumpHead(
                            random.nextInt(200, 51_201), random.nextLong(1_000_000, 250_000_001));
            boolean ends = random.nextInt(4) == 0;
            long from = ends ? random.nextBoolean() ? 10 : 4_000 : random.nextLong(10, 4_001);
            long to = ends ? 4_010 - from : random.nextLong(10, 4_001);
            BigInteger before = big(DAY_NANOS).multiply(big(head.picolitresPerRevolution() * from));
            BigInteger remainder = below(random, before);
            MicrostepIntegral integral = new MicrostepIntegral(new DoseScale(head, from));
            integral.restore(remainder.shiftRight(64).longValueExact(), remainder.longValue());
            integral.rescale(new DoseScale(head, from), new DoseScale(head, to));
            BigInteger expected = remainder.multiply(big(to)).divide(big(from));
            BigInteger found =
                    big(integral.remainderHigh())
                            .shiftLeft(64)
                            .add(new BigInteger(Long.toUnsignedString(integral.remainderLow())));
            assertEquals(expected, found, "seed " + seed + ", " + from + " to " + to);
        }
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    /** Any number below {@code limit}; the highest of all now and then. */
    private static BigInteger below(SplittableRandom random, BigInteger limit) {
        if (random.nextInt(10) == 0) {
            return limit.subtract(BigInteger.ONE);
        }
        return big(random.nextLong() >>> 1)
                .shiftLeft(64)
                .add(big(random.nextLong() >>> 1))
                .mod(limit);
    }
}
