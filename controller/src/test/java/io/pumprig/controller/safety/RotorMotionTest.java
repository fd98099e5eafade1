package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.DriveReading;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RotorMotionTest {
    private static final long READING_NANOS = 50_000_000L;

    private final Scene scene = new Scene();
    private final RotorMotion interlock = new RotorMotion(Scene.LIMITS, scene.ledger);

    private Scene read(long sent, long travelCounts) {
        scene.sent = sent;
        scene.after(READING_NANOS).rotor(travelCounts);
        return scene.judge(interlock);
    }

    /** Follows the pulses from where it is to {@code sent}, {@code lag} counts behind. */
    private void follow(long sent, long lagCounts) {
        for (long at = scene.sent + 1; at <= sent; at++) {
            assertTrue(read(at, Scene.HEAD.countsOf(at) - lagCounts).isSilent(), "at " + at);
        }
    }

    @Test
    @Tag("SR-23")
    @Tag("SR-63")
    @Tag("F-16")
    @Tag("MOTOR_STALL:absent")
    @Tag("MOTOR_STALL:early")
    @Tag("MOTOR_STALL:late")
    void aRotorThatStandsFor64MicrostepsIsStalled() {
        read(0, 0);
        read(32, 41);
        assertTrue(read(95, 41).isSilent());
        assertTrue(read(96, 41).raised(Alarm.MOTOR_STALL));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
    }

    @Test
    @Tag("SR-66")
    void whatAStallDidNotMoveIsBooked() {
        read(0, 0);
        read(32, 41);
        read(96, 41);
        assertEquals(64, scene.notMoved());
    }

    @Test
    @Tag("SR-63")
    void aStallIsCountedAnewOnceItWasBooked() {
        read(0, 0);
        read(32, 41);
        read(96, 41);
        assertTrue(read(97, 41).isSilent());
        assertTrue(read(159, 41).isSilent());
        assertTrue(read(160, 41).raised(Alarm.MOTOR_STALL));
        assertEquals(128, scene.notMoved());
    }

    @Test
    @Tag("SR-64")
    @Tag("F-17")
    void aRotorThatFellBackOneElectricalCycleHasMissed64Microsteps() {
        follow(100, 0);
        read(101, Scene.HEAD.countsOf(101) - 82);
        assertTrue(scene.raised(Alarm.MISSED_STEPS));
        assertFalse(scene.raised(Alarm.MOTOR_STALL));
        assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
        assertEquals(64, scene.notMoved());
    }

    @Test
    @Tag("SR-64")
    void twoElectricalCyclesAreBookedAsTwo() {
        follow(200, 0);
        read(201, Scene.HEAD.countsOf(201) - 164);
        assertEquals(128, scene.notMoved());
    }

    @Test
    @Tag("SR-64")
    void missedStepsStayListedForAMinute() {
        follow(100, 0);
        read(101, Scene.HEAD.countsOf(101) - 82);
        assertTrue(scene.after(60_000_000_000L).judge(interlock).raised(Alarm.MISSED_STEPS));
        assertTrue(scene.after(1).judge(interlock).isSilent());
    }

    @Test
    @Tag("SR-64")
    @Tag("F-17")
    void theThirdLossWithinARollersPitchIsAStall() {
        follow(100, 0);
        for (int loss = 1; loss <= 3; loss++) {
            long sent = 100 + 100L * loss;
            read(sent, Scene.HEAD.countsOf(sent) - 82L * loss);
            assertEquals(loss == 3, scene.raised(Alarm.MOTOR_STALL), "loss " + loss);
        }
        assertEquals(192, scene.notMoved());
    }

    @Test
    @Tag("SR-64")
    @Tag("MOTOR_STALL:early")
    void threeLossesFarApartAreNoStall() {
        follow(100, 0);
        for (int loss = 1; loss <= 3; loss++) {
            long sent = 100 + 500L * loss;
            read(sent, Scene.HEAD.countsOf(sent) - 82L * loss);
            assertFalse(scene.raised(Alarm.MOTOR_STALL), "loss " + loss);
        }
        assertEquals(192, scene.notMoved());
    }

    @Test
    @Tag("SR-64")
    void aLagOfTwoFullStepsThatIsCaughtUpIsSilent() {
        follow(100, 0);
        follow(140, 41);
        follow(200, 0);
        assertEquals(0, scene.notMoved());
    }

    @Test
    @Tag("SR-64")
    void aLagOfMoreThanTwoFullStepsIsMissedSteps() {
        follow(100, 0);
        follow(140, 41);
        assertTrue(read(141, Scene.HEAD.countsOf(141) - 42).raised(Alarm.MISSED_STEPS));
    }

    @Test
    @Tag("SR-23")
    @Tag("SR-63")
    @Tag("SR-64")
    void noiseOfOneCountIsSilentOver10000Steps() {
        var random = new SplittableRandom(64);
        for (long sent = 1; sent <= 10_000; sent++) {
            for (int reading = 0; reading < 5; reading++) {
                long counts = Scene.HEAD.countsOf(sent) + random.nextInt(-1, 2);
                assertTrue(read(sent, counts).isSilent(), "seed 64, step " + sent);
            }
        }
        assertEquals(0, scene.notMoved());
    }

    @Test
    @Tag("SR-63")
    void aRotorAtRestIsSilentForAnHour() {
        var random = new SplittableRandom(63);
        follow(10, 0);
        for (int i = 0; i < 72_000; i++) {
            assertTrue(read(10, 12 + random.nextInt(-1, 2)).isSilent());
        }
    }

    @Test
    @Tag("SR-63")
    void coilsThatWereOffGiveANewReference() {
        follow(100, 0);
        scene.eStop = true;
        read(100, 100);
        scene.eStop = false;
        assertTrue(read(100, 100).isSilent());
        assertTrue(read(110, 112).isSilent());
        assertEquals(0, scene.notMoved());
    }

    @Test
    @Tag("SR-63")
    void aDriverThatWasOffGivesANewReference() {
        follow(100, 0);
        scene.sample.drive().took(DriveReading.SHUT_DOWN, false, 0, scene.nanos);
        read(100, 90);
        scene.sample.drive().took(0, false, 0, scene.nanos);
        assertTrue(read(101, 91).isSilent());
        assertEquals(0, scene.notMoved());
    }

    @Test
    @Tag("SR-63")
    void aFailedReadIsNoProofOfAnything() {
        follow(100, 0);
        scene.sent = 300;
        scene.after(READING_NANOS).sample.rotor().missed(Outcome.NO_ACKNOWLEDGE);
        assertTrue(scene.judge(interlock).isSilent());
        assertTrue(read(301, Scene.HEAD.countsOf(301)).isSilent());
    }

    @Test
    @Tag("SR-66")
    void aStallThatBeganWhileTheEncoderWasLostIsBookedWhenItReturns() {
        follow(100, 0);
        scene.sent = 300;
        scene.after(READING_NANOS).sample.rotor().missed(Outcome.NO_ACKNOWLEDGE);
        scene.judge(interlock);
        assertTrue(read(301, 128).raised(Alarm.MOTOR_STALL));
        assertEquals(201, scene.notMoved());
    }
}
