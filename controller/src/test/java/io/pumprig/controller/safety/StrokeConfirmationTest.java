package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StrokeConfirmationTest {
    private static final int WINDOW = 1_600;

    private final Scene scene = new Scene();
    private final StrokeConfirmation interlock = new StrokeConfirmation(Scene.LIMITS);
    private final SplittableRandom random = new SplittableRandom(22);
    private boolean missing;

    /** Single steps a second apart, each of which lifts the next reading; true once told. */
    private boolean pump(int steps, int pulsePascals, int restPascals) {
        return pump(steps, pulsePascals, restPascals, 10_000_000L);
    }

    /** The same where that reading comes so long after the step. */
    private boolean pump(int steps, int pulsePascals, int restPascals, long lateNanos) {
        for (int i = 0; i < steps; i++) {
            scene.sent++;
            for (int reading = 0; reading < 10; reading++) {
                int pulse = reading == 0 ? pulsePascals : 0;
                long elapsedNanos = reading == 0 ? lateNanos : 100_000_000L;
                scene.after(elapsedNanos).downstream(restPascals + pulse + noise());
                boolean before = missing;
                missing = scene.judge(interlock).raised(Alarm.UNDER_DELIVERY);
                if (missing && !before) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Sum of four: sd 50 Pa. */
    private int noise() {
        int sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += random.nextInt(-43, 44);
        }
        return sum;
    }

    @Test
    @Tag("SR-22")
    @Tag("SR-23")
    @Tag("F-20")
    void strokesWithoutAPulseAreToldWithin20Microlitres() {
        assertFalse(pump(3 * WINDOW + 100, 31, 8_000));
        assertTrue(interlock.areConfirmed());
        long before = scene.sent;
        assertTrue(pump(2 * WINDOW, 0, 8_000));
        assertTrue(scene.raised(Alarm.UNDER_DELIVERY, Source.LINE));
        assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
        assertTrue(scene.sent - before <= 2 * WINDOW, () -> scene.sent - before + " microsteps");
        assertFalse(interlock.areConfirmed());
    }

    @Test
    @Tag("SR-22")
    @Tag("F-08")
    void aPressureThatFellBelowTheValvesAndNoPulseAreToldWithin10Microlitres() {
        assertFalse(pump(3 * WINDOW + 100, 31, 8_000));
        long before = scene.sent;
        assertTrue(pump(2 * WINDOW, 0, 0));
        assertTrue(scene.sent - before <= WINDOW, () -> scene.sent - before + " microsteps");
    }

    @Test
    @Tag("SR-22")
    @Tag("F-23")
    void aSensorWhoseOffsetFellStillShowsThePulses() {
        assertFalse(pump(3 * WINDOW, 31, 8_000));
        assertFalse(pump(10 * WINDOW, 31, 3_000));
    }

    /** Of 31 Pa a reading 90 ms after the step finds 6 Pa: one tenth of its noise. */
    @Test
    @Tag("SR-22")
    @Tag("F-20")
    void strokesWhosePulsesAreAlwaysSeenLateAreJudgedToo() {
        assertFalse(pump(8 * WINDOW, 6, 8_000, 90_000_000L));
        assertTrue(interlock.areConfirmed());
        long before = scene.sent;
        assertTrue(pump(5 * WINDOW, 0, 8_000, 90_000_000L));
        assertTrue(scene.sent - before <= 5 * WINDOW, () -> scene.sent - before + " microsteps");
    }

    @Test
    @Tag("SR-22")
    void aRateWhosePulsesAreSeenLaterThanThoseLearntIsHealthy() {
        assertFalse(pump(4 * WINDOW, 31, 8_000, 10_000_000L));
        assertFalse(pump(40 * WINDOW, 6, 8_000, 90_000_000L));
        assertFalse(pump(40 * WINDOW, 14, 8_000, 50_000_000L));
    }

    @Test
    @Tag("SR-22")
    void leavesWhenThePulsesAreBack() {
        pump(3 * WINDOW, 31, 8_000);
        assertTrue(pump(3 * WINDOW, 0, 8_000));
        pump(WINDOW + 1, 31, 8_000);
        pump(WINDOW + 1, 31, 8_000);
        assertTrue(scene.isSilent());
    }

    @Test
    @Tag("SR-22")
    void aHealthyLineIsSilentOver200Windows() {
        assertFalse(pump(200 * WINDOW, 31, 8_000));
    }

    @Test
    @Tag("SR-22")
    void aLineWhoseComplianceHidesThePulseIsNotJudged() {
        assertFalse(pump(20 * WINDOW, 0, 8_000));
        assertFalse(interlock.areConfirmed());
    }
}
