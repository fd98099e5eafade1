package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventRing;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.DriveReading;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RotorMotionTest {
    private static final long READING_NANOS = 50_000_000L;

    private final Scene scene = new Scene();
    private final MotionAgreement agreement = new MotionAgreement(Scene.LIMITS, scene.ledger);
    private final RotorMotion interlock =
            new RotorMotion(Scene.LIMITS, scene.ledger, agreement, scene.events);
    private final EventRing.Reader told = scene.events.reader();

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
    @Tag("MOTOR_STALL:early")
    void aRotorThatStandsFor64MicrostepsIsHeldAtOnceAndNotYetAnAlarm() {
        stall();
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
        assertTrue(scene.permit.areBolusesBlocked());
        assertTrue(scene.isSilent());
        assertEquals("stall-began", nextEdge());
        assertNull(nextEdge());
    }

    /** 64 microsteps at the 32nd of which the rotor stopped, to the cycle that sees it. */
    private void stall() {
        read(0, 0);
        read(32, 41);
        assertTrue(read(95, 41).isSilent());
        assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
        read(96, 41);
    }

    private String nextEdge() {
        Event event = told.next();
        return event == null ? null : event.phase();
    }

    /** Coils off for ten seconds, and half a second on. */
    private void restAndSettle(long travelCounts) {
        long beganNanos = scene.nanos;
        long sent = scene.sent;
        while (scene.permit.isDriveReleased()) {
            assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
            read(sent, travelCounts);
        }
        assertEquals(10_000_000_000L, scene.nanos - beganNanos, READING_NANOS);
        for (int i = 0; i < 10; i++) {
            assertFalse(scene.permit.isDriveReleased());
            assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
            read(sent, travelCounts);
        }
        read(sent, travelCounts);
    }

    /** One try: eight microsteps, of which the rotor makes as many as are said. */
    private Scene attempt(long fromTravel, long perMicrostepCounts) {
        scene.permit.lease(1_000);
        for (int i = 1; i <= 8; i++) {
            assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
            assertTrue(scene.permit.areBolusesBlocked());
            scene.permit.lease(1_000);
            assertEquals(9 - i, scene.permit.cap(100), "left");
            read(scene.sent + 1, fromTravel + i * perMicrostepCounts);
        }
        return scene;
    }

    @Test
    @Tag("SR-65")
    @Tag("F-15")
    @Tag("MOTOR_STALL:unsafe-action")
    void aRotorThatFollowsTheFirstTryGoesOnWithoutAnAlarmAndCatchesNothingUp() {
        stall();
        restAndSettle(41);
        attempt(41, 1);
        assertTrue(scene.isSilent());
        assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
        assertEquals("stall-began", nextEdge());
        assertEquals("stall-ended", nextEdge());
        assertEquals(64, scene.notMoved());
        assertFalse(read(scene.sent, 49).permit.areBolusesBlocked());
    }

    @Test
    @Tag("SR-65")
    @Tag("F-16")
    @Tag("MOTOR_STALL:absent")
    @Tag("MOTOR_STALL:late")
    void aRotorThatStandsThroughThreeTriesIsGivenUp() {
        stall();
        for (int attempt = 1; attempt <= 3; attempt++) {
            restAndSettle(41);
            attempt(41, 0);
            assertEquals(attempt == 3, scene.raised(Alarm.MOTOR_STALL), "try " + attempt);
            assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
            assertEquals(64 + 8 * attempt, scene.notMoved());
        }
        assertTrue(scene.raised(Alarm.MOTOR_STALL, Source.ENCODER));
        assertEquals("stall-began", nextEdge());
        assertNull(nextEdge());
    }

    @Test
    @Tag("SR-65")
    @Tag("MOTOR_STALL:too-short")
    void fourCountsOfEightMicrostepsAreNoMotionAndFiveAre() {
        stall();
        restAndSettle(41);
        attempt(41, 0);
        restAndSettle(41);
        for (int i = 1; i <= 8; i++) {
            read(scene.sent + 1, i == 8 ? 45 : 41);
        }
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
        restAndSettle(45);
        for (int i = 1; i <= 8; i++) {
            read(scene.sent + 1, i == 8 ? 50 : 45);
        }
        assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
        assertTrue(scene.isSilent());
    }

    @Test
    @Tag("SR-65")
    @Tag("MOTOR_STALL:wrong-order")
    void whileSomebodyElseHoldsFlowTheRetryWaitsWithTheCoilsOn() {
        stall();
        for (int i = 0; i < 1_000; i++) {
            scene.after(READING_NANOS).rotor(41);
            scene.permit.open();
            scene.permit.narrow(Reaction.ZERO_FLOW);
            interlock.judge(scene.sample, scene.permit);
            assertFalse(scene.permit.isDriveReleased());
        }
        read(scene.sent, 41);
        restAndSettle(41);
        attempt(41, 1);
        assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
    }

    @Test
    @Tag("SR-66")
    void aRotorThatIsLetGoMakesUpWhatWasBookedWithinItsElectricalCycle() {
        stall();
        restAndSettle(41);
        attempt(41, 0);
        assertEquals(72, scene.notMoved());
        // Free again, it jumps to the nearest place in phase, eight microsteps ahead.
        restAndSettle(51);
        attempt(51, 1);
        assertEquals(64, scene.notMoved());
    }

    @Test
    @Tag("SR-63")
    @Tag("SR-43")
    @Tag("MOTOR_STALL:too-long")
    void theEmergencyStopEndsARetryAndTheStallIsJudgedAfresh() {
        stall();
        scene.eStop = true;
        read(96, 41);
        scene.eStop = false;
        assertEquals(Reaction.KEEP_PROGRAM, read(96, 41).permit.reaction());
        assertFalse(scene.permit.isDriveReleased());
        assertEquals(Reaction.KEEP_PROGRAM, read(97, 41).permit.reaction());
    }

    @Test
    @Tag("SR-23")
    @Tag("SR-67")
    void pulsesThatNeverArrivedAreNoStall() {
        read(0, 0);
        scene.sample.motion().took(0, 0, 0, scene.nanos);
        agreement.judge(scene.sample, scene.permit);
        for (long sent = 1; sent <= 1_000; sent++) {
            scene.sample.motion().took(sent, 0, 0, scene.nanos);
            agreement.judge(scene.sample, scene.permit);
            read(sent, 0);
            assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction(), "at " + sent);
        }
        assertEquals(1_000, scene.notMoved());
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
    void aStallAfterOneThatWasGivenUpIsTriedAgain() {
        stall();
        for (int attempt = 1; attempt <= 3; attempt++) {
            restAndSettle(41);
            attempt(41, 0);
        }
        assertTrue(read(121, 41).isSilent());
        assertEquals(Reaction.KEEP_PROGRAM, read(183, 41).permit.reaction());
        assertEquals(Reaction.ZERO_FLOW, read(184, 41).permit.reaction());
        assertTrue(scene.isSilent());
        assertEquals(152, scene.notMoved());
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
        assertEquals(Reaction.ZERO_FLOW, read(301, 128).permit.reaction());
        assertEquals(201, scene.notMoved());
    }
}
