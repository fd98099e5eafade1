package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgePlanTest {
    /** The check vector: 0.140 mL and 70 cm of 0.0026 mL/cm, 250 mcg/day from 500 to 2000. */
    private static final BridgePlan VECTOR = new BridgePlan(322_000_000L, 500, 2_000, 250_000_000L);

    @Test
    @Tag("SR-11")
    @Tag("SR-12")
    void finishesTheOldDrugAtItsOwnRateAndThenRunsAtTheNew() {
        assertEquals(500_000_000L, VECTOR.bridgePicolitresPerDay());
        assertEquals(161_000_000L, VECTOR.picograms());
        assertEquals(125_000_000L, VECTOR.afterPicolitresPerDay());
        // 0.322 mL at 0.5 mL/day: 0.644 d, 15.456 h.
        assertEquals(55_641_600_000_000L, VECTOR.durationNanos());
    }

    @Test
    @Tag("SR-12")
    void theOtherWayRoundTakesTwoDaysAndAHalf() {
        BridgePlan back = new BridgePlan(322_000_000L, 2_000, 500, 250_000_000L);
        assertEquals(125_000_000L, back.bridgePicolitresPerDay());
        assertEquals(644_000_000L, back.picograms());
        assertEquals(500_000_000L, back.afterPicolitresPerDay());
        // 2.576 d.
        assertEquals(222_566_400_000_000L, back.durationNanos());
    }

    @Test
    void aDurationThatDoesNotDivideIsRoundedUp() {
        BridgePlan plan = new BridgePlan(322_000_000L, 500, 2_000, 250_000_001L);
        // 161 mcg * 86.4e12 ns / 250.000001 mcg is 55 641 599 777 433.6… ns.
        assertEquals(55_641_599_777_434L, plan.durationNanos());
    }

    @ParameterizedTest(name = "{0} pL, {1} to {2} mcg/mL, {3} pg/day")
    @Tag("SR-11")
    @CsvSource({
        "75999999, 500, 2000, 250000000",
        "786000001, 500, 2000, 250000000",
        "-1, 500, 2000, 250000000",
        "322000000, 9, 2000, 250000000",
        "322000000, 500, 4001, 250000000",
        "322000000, 500, 500, 250000000",
        "322000000, 500, 2000, 0",
        "322000000, 500, 2000, 1000000001",
    })
    void refusesWhatNoLineAndNoTherapyCanBe(long dead, long old, long next, long dose) {
        assertThrows(IllegalArgumentException.class, () -> new BridgePlan(dead, old, next, dose));
    }

    @ParameterizedTest(name = "{0} pL")
    @Tag("SR-11")
    @CsvSource({"76000000", "76000001", "785999999", "786000000"})
    void takesEveryLineWithinItsRange(long dead) {
        assertEquals(dead, new BridgePlan(dead, 500, 2_000, 250_000_000L).deadPicolitres());
    }

    @Test
    void theLargestValuesDoNotOverflow() {
        // 3144 mcg at 0.048 mcg/day: 65 500 d.
        assertEquals(
                65_500L * 86_400_000_000_000L,
                new BridgePlan(786_000_000L, 4_000, 10, 48_000L).durationNanos());
        assertEquals(Long.MAX_VALUE, new BridgePlan(786_000_000L, 4_000, 10, 1).durationNanos());
    }
}
