package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import io.pumprig.hal.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MotionAgreementTest {
    private final Scene scene = new Scene();
    private final MotionAgreement interlock = new MotionAgreement(Scene.LIMITS, scene.ledger);

    private Scene read(long sent, long counted) {
        scene.sent = sent;
        scene.cycle().sample.motion().took(sent, counted, (int) (counted & 63) * 16, scene.nanos);
        return scene.judge(interlock);
    }

    @Test
    @Tag("SR-23")
    @Tag("SR-67")
    @Tag("F-19")
    @Tag("DRIVER_FAULT:absent")
    @Tag("DRIVER_FAULT:early")
    void eightPulsesThatTheDriverDidNotCountAreABrokenWire() {
        read(1_000, 1_000);
        assertTrue(read(1_007, 1_000).isSilent());
        assertEquals(0, scene.notMoved());
        read(1_008, 1_000);
        assertTrue(scene.raised(Alarm.DRIVER_FAULT, Source.STEP_OUTPUT));
        assertTrue(scene.raised(Alarm.DRIVER_FAULT, Source.STEP_COUNTER));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
        assertEquals(8, scene.notMoved());
        assertEquals(8, interlock.lostMicrosteps());
    }

    @Test
    @Tag("SR-23")
    @Tag("DRIVER_FAULT:too-short")
    void pulsesLostOneByOneAddUp() {
        read(0, 0);
        for (int lost = 1; lost < 8; lost++) {
            assertTrue(read(100L * lost, 100L * lost - lost).isSilent());
        }
        assertTrue(read(800, 792).raised(Alarm.DRIVER_FAULT));
    }

    @Test
    @Tag("SR-23")
    @Tag("DRIVER_FAULT:too-long")
    void isToldOnceAndCountedAnew() {
        read(0, 0);
        read(8, 0);
        assertTrue(read(8, 0).isSilent());
        assertTrue(read(15, 0).isSilent());
        assertTrue(read(16, 0).raised(Alarm.DRIVER_FAULT));
        assertEquals(16, scene.notMoved());
    }

    @Test
    @Tag("SR-23")
    void aDirectionTurnedRoundIsSeenAfterFourPulses() {
        read(0, 0);
        assertTrue(read(3, -3).isSilent());
        assertTrue(read(4, -4).raised(Alarm.DRIVER_FAULT));
    }

    @Test
    @Tag("SR-23")
    @Tag("F-18")
    void pulsesThatNobodySentAreTheMonitorsAndHideNoLossLater() {
        read(0, 0);
        assertTrue(read(10, 500).isSilent());
        assertTrue(read(18, 500).raised(Alarm.DRIVER_FAULT));
    }

    @Test
    @Tag("SR-23")
    void aDriverThatIsConfiguredAnewCountsFromThere() {
        read(100, 100);
        scene.cycle().sample.motion().missed(Outcome.RECONFIGURING);
        assertTrue(scene.judge(interlock).isSilent());
        assertTrue(read(100, 40).isSilent());
        assertTrue(read(107, 40).isSilent());
        assertEquals(0, scene.notMoved());
    }

    @Test
    @Tag("SR-23")
    void aDriverThatCountsEachPulseIsSilentForATurnOf100Revolutions() {
        for (long sent = 0; sent < 320_000; sent += 3) {
            assertTrue(read(sent, sent).isSilent());
        }
    }
}
