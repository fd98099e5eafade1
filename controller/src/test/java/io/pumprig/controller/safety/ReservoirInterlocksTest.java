package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.hal.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Low, empty, overfull, and the comparison with the ledger, as the reservoir is weighed. */
class ReservoirInterlocksTest {
    private static final long MILLILITRE = 1_000_000_000L;

    private final Scene scene = new Scene();
    private final SteadyReservoir steady = new SteadyReservoir();
    private final ReservoirMark low = ReservoirMark.low(Scene.LIMITS);
    private final ReservoirMark empty = ReservoirMark.empty(Scene.LIMITS);
    private final ReservoirMark overfill = ReservoirMark.overfill(Scene.LIMITS);
    private final ReservoirReconciliation reconciliation =
            new ReservoirReconciliation(Scene.LIMITS, scene.ledger);

    /** A content that stays long enough to be believed. */
    private Scene read(long picolitres) {
        for (int i = 0; i < 52; i++) {
            weigh(picolitres);
        }
        return scene;
    }

    private Scene weigh(long picolitres) {
        scene.after(100_000_000L).reservoir(picolitres);
        return judge();
    }

    private Scene judgeNext() {
        scene.cycle();
        return judge();
    }

    private Scene judge() {
        scene.permit.open();
        if (steady.look(scene.sample)) {
            low.weigh(steady.picolitres());
            empty.weigh(steady.picolitres());
            overfill.weigh(steady.picolitres());
            reconciliation.weigh(steady.picolitres());
        }
        low.judge(scene.permit);
        empty.judge(scene.permit);
        overfill.judge(scene.permit);
        reconciliation.judge(scene.permit);
        return scene;
    }

    private void learn(long picolitres) {
        for (int i = 0; i < 10; i++) {
            weigh(picolitres);
        }
    }

    @Test
    @Tag("SR-50")
    @Tag("F-11")
    void warnsAt4MillilitresAndNotAPicolitreAbove() {
        assertTrue(weigh(4_000_000_001L).isSilent());
        assertTrue(weigh(4_000_000_000L).raised(Alarm.RESERVOIR_LOW));
        assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
        assertFalse(scene.raised(Alarm.RESERVOIR_EMPTY));
    }

    @Test
    @Tag("SR-50")
    void theWarningLeavesOnlyAbove4200Microlitres() {
        read(4_000_000_000L);
        assertTrue(read(4_200_000_000L).raised(Alarm.RESERVOIR_LOW));
        assertTrue(read(4_200_000_001L).isSilent());
        assertTrue(read(4_000_000_001L).isSilent());
    }

    @Test
    @Tag("SR-48")
    @Tag("SR-51")
    @Tag("F-12")
    @Tag("RESERVOIR_EMPTY:absent")
    @Tag("RESERVOIR_EMPTY:early")
    @Tag("RESERVOIR_EMPTY:unsafe-action")
    @Tag("RESERVOIR_EMPTY:too-short")
    @Tag("RESERVOIR_EMPTY:too-long")
    void stopsAt1MillilitreAndNotAPicolitreAbove() {
        weigh(1_000_000_001L);
        assertFalse(scene.raised(Alarm.RESERVOIR_EMPTY));
        assertTrue(read(1_000_000_000L).raised(Alarm.RESERVOIR_EMPTY));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
        assertTrue(read(1_200_000_000L).raised(Alarm.RESERVOIR_EMPTY));
        assertFalse(read(1_200_000_001L).raised(Alarm.RESERVOIR_EMPTY));
    }

    @Test
    @Tag("SR-51")
    void staysEmptyWhileTheScaleIsSilent() {
        read(900_000_000L);
        scene.sample.reservoir().missed(Outcome.NOT_READY);
        assertTrue(judgeNext().raised(Alarm.RESERVOIR_EMPTY));
    }

    @Test
    @Tag("SR-49")
    @Tag("F-14")
    void aGapOfMoreThan1MillilitreIsADiscrepancyEitherWay() {
        learn(15 * MILLILITRE);
        assertTrue(read(14 * MILLILITRE).isSilent());
        assertTrue(read(14 * MILLILITRE - 1).raised(Alarm.RESERVOIR_DISCREPANCY));
        assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
        assertTrue(read(16 * MILLILITRE + 1).raised(Alarm.RESERVOIR_DISCREPANCY));
        assertTrue(read(15_800_000_001L).raised(Alarm.RESERVOIR_DISCREPANCY));
        assertTrue(read(15_800_000_000L).isSilent());
    }

    @Test
    @Tag("SR-49")
    void after10MillilitresTheGapMayBe14AndAHalfPercent() {
        learn(19 * MILLILITRE);
        scene.ledger.settle(1_600_000); // 10 mL
        assertTrue(read(9 * MILLILITRE - 1_450_000_000L).isSilent());
        assertTrue(read(9 * MILLILITRE - 1_450_000_001L).raised(Alarm.RESERVOIR_DISCREPANCY));
    }

    @Test
    @Tag("SR-49")
    void deliveryThatTheScaleConfirmsIsSilent() {
        learn(20 * MILLILITRE);
        for (int i = 0; i < 15_000; i++) {
            scene.ledger.settle(160); // 1 uL
            assertTrue(weigh(20 * MILLILITRE - (i + 1) * 1_000_000L).isSilent());
        }
    }

    @Test
    @Tag("SR-49")
    void volumeThatDidNotMoveIsNotMissedOnTheScale() {
        learn(20 * MILLILITRE);
        scene.ledger.settle(320_000); // 2 mL sent
        scene.ledger.withhold(io.pumprig.controller.dose.Withheld.NOT_MOVED, 320_000);
        assertTrue(read(20 * MILLILITRE).isSilent());
    }

    @Test
    @Tag("SR-49")
    void theErrorIsPositiveForOverDeliveryAndWarnsBeforeItAlarms() {
        learn(19 * MILLILITRE);
        scene.ledger.settle(1_600_000); // 10 mL
        assertTrue(read(9 * MILLILITRE - 700_000_000L).isSilent());
        assertEquals(70, reconciliation.errorPermille());
        assertTrue(reconciliation.isWarning());
        read(9 * MILLILITRE + 700_000_000L);
        assertEquals(-70, reconciliation.errorPermille());
        assertTrue(reconciliation.isWarning());
        read(9 * MILLILITRE - 499_000_000L);
        assertFalse(reconciliation.isWarning());
    }

    @Test
    @Tag("SR-49")
    void aGapThatTheScalesDriftExplainsIsNoWarning() {
        learn(19 * MILLILITRE);
        scene.ledger.settle(160_000); // 1 mL
        read(18 * MILLILITRE - 420_000_000L);
        assertFalse(reconciliation.isWarning());
        read(18 * MILLILITRE - 420_000_001L);
        assertTrue(reconciliation.isWarning());
    }

    @Test
    @Tag("SR-49")
    @Tag("SR-53")
    void afterARefillTheComparisonBeginsAnew() {
        learn(5 * MILLILITRE);
        scene.ledger.settle(160_000);
        assertTrue(read(20 * MILLILITRE).raised(Alarm.RESERVOIR_DISCREPANCY));
        reconciliation.refilled();
        assertTrue(judgeNext().isSilent());
        read(20 * MILLILITRE);
        assertEquals(0, reconciliation.errorPermille());
        scene.ledger.settle(160_000);
        assertTrue(read(19 * MILLILITRE).isSilent());
    }

    @Test
    @Tag("SR-53")
    @Tag("F-13")
    void moreThanTheCapacityAndTheScalesDriftIsOverfull() {
        // 40 mL, and six deviations of 0.1 mL.
        assertTrue(read(40_600_000_000L).isSilent());
        assertTrue(read(40_600_000_001L).raised(Alarm.RESERVOIR_OVERFILL));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
        assertTrue(read(40_400_000_001L).raised(Alarm.RESERVOIR_OVERFILL));
        assertTrue(read(40_400_000_000L).isSilent());
    }

    @Test
    @Tag("SR-53")
    void theCapacityIsThatOfTheRig() {
        ReservoirMark small = ReservoirMark.overfill(Scene.LIMITS.holding(20 * MILLILITRE));
        small.weigh(20_600_000_001L);
        scene.permit.open();
        small.judge(scene.permit);
        assertTrue(scene.raised(Alarm.RESERVOIR_OVERFILL));
    }

    @Test
    @Tag("SR-72")
    @Tag("F-28")
    void aTouchThatComesBackWithinFiveSecondsIsRejected() {
        learn(15 * MILLILITRE);
        for (int i = 0; i < 49; i++) {
            assertTrue(weigh(500_000_000L).isSilent());
        }
        assertTrue(read(15 * MILLILITRE).isSilent());
    }

    @Test
    @Tag("SR-51")
    @Tag("RESERVOIR_EMPTY:late")
    void anEmptyThatStaysIsBelievedAfterFiveSeconds() {
        learn(15 * MILLILITRE);
        for (int i = 0; i < 50; i++) {
            assertTrue(weigh(500_000_000L).isSilent(), "reading " + i);
        }
        assertTrue(weigh(500_000_000L).raised(Alarm.RESERVOIR_EMPTY));
    }
}
