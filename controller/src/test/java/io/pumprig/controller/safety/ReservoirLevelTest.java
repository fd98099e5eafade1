package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.hal.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReservoirLevelTest {
    private static final long MILLILITRE = 1_000_000_000L;

    private final Scene scene = new Scene();
    private final ReservoirLevel interlock = new ReservoirLevel(Scene.LIMITS, scene.ledger);

    private Scene read(long picolitres) {
        scene.after(100_000_000L).reservoir(picolitres);
        return scene.judge(interlock);
    }

    private void learn(long picolitres) {
        for (int i = 0; i < 10; i++) {
            read(picolitres);
        }
    }

    @Test
    @Tag("SR-50")
    @Tag("F-11")
    void warnsAt4MillilitresAndNotAPicolitreAbove() {
        assertTrue(read(4_000_000_001L).isSilent());
        assertTrue(read(4_000_000_000L).raised(Alarm.RESERVOIR_LOW));
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
    @Tag("RESERVOIR_EMPTY:late")
    @Tag("RESERVOIR_EMPTY:too-long")
    void stopsAt1MillilitreAndNotAPicolitreAbove() {
        read(1_000_000_001L);
        assertFalse(scene.raised(Alarm.RESERVOIR_EMPTY));
        assertTrue(read(1_000_000_000L).raised(Alarm.RESERVOIR_EMPTY));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
        assertTrue(read(1_200_000_000L).raised(Alarm.RESERVOIR_EMPTY));
        assertFalse(read(1_200_000_001L).raised(Alarm.RESERVOIR_EMPTY));
    }

    @Test
    @Tag("SR-51")
    @Tag("RESERVOIR_EMPTY:too-short")
    void staysEmptyWhileTheScaleIsSilent() {
        read(900_000_000L);
        scene.sample.reservoir().missed(Outcome.NOT_READY);
        assertTrue(scene.cycle().judge(interlock).raised(Alarm.RESERVOIR_EMPTY));
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
            assertTrue(read(20 * MILLILITRE - (i + 1) * 1_000_000L).isSilent());
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
}
