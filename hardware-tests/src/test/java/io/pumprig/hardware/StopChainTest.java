package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What takes the current off the motor whatever the software does: e-stop contact and enable
 * watchdog, each within its limit (device reference 10.3).
 */
@RigTest
class StopChainTest {
    private static final long MILLI = 1_000_000L;

    private RigUnderTest rig;

    @BeforeEach
    void standStill(RigUnderTest given) {
        rig = given;
        rig.settle();
    }

    /** Whether pulses that are sent now turn the rotor, in truth. */
    private boolean turns() {
        long before = rig.hands().rotorMicrosteps();
        assertEquals(4, rig.stepNow(4), "the driver goes on taking pulses");
        return rig.hands().rotorMicrosteps() != before;
    }

    /** Whether the rotor follows, as the encoder tells it; for targets without another truth. */
    private boolean follows() {
        long before = rig.rotor().travelCounts();
        rig.turn(24);
        return Math.abs(rig.rotor().travelCounts() - before) > 15;
    }

    @Test
    @Tag("SR-71")
    void aRigThatIsKickedKeepsItsMotor() {
        for (int i = 0; i < 100 / rig.pace().slowness(); i++) {
            rig.cycles(1, 0);
            assertFalse(rig.hands().isEnableHigh(), "cycle " + i);
        }
        assertTrue(turns());
    }

    @Test
    @Tag("SR-43")
    @Tag("SR-80")
    void theEStopTakesTheCurrentAtOnceAndIsSeenAtOnce() {
        assertTrue(turns());
        rig.hands().pressEStop();

        assertTrue(rig.hands().isEnableHigh());
        assertTrue(rig.devices().eStop().isDangerous(rig.clock().nanos()));
        assertFalse(turns());
    }

    @Test
    @Tag("SR-43")
    void theEncoderConfirmsThatTheEStopHoldsTheRotor() {
        assertTrue(follows());
        rig.hands().pressEStop();
        rig.look(5);

        assertFalse(follows());
    }

    @Test
    @Tag("SR-43")
    void aReleasedEStopIsBelievedOnlyAfterItsFilter() {
        rig.hands().pressEStop();
        rig.nextCycle();
        assertTrue(rig.devices().eStop().isDangerous(rig.clock().nanos()));

        rig.hands().releaseEStop();
        long releasedNanos = rig.clock().nanos();
        boolean dangerous = true;
        long heldNanos = 0;
        for (int i = 0; i < 100 && dangerous; i++) {
            dangerous = rig.devices().eStop().isDangerous(rig.clock().nanos());
            heldNanos = rig.clock().nanos() - releasedNanos;
            rig.nextCycle();
        }

        assertFalse(dangerous, "it is believed in the end");
        assertTrue(heldNanos >= 50 * MILLI, "after " + heldNanos + " ns");
        rig.settle();
        assertFalse(rig.hands().isEnableHigh());
        assertTrue(turns());
    }

    @Test
    @Tag("F-47")
    void anOpenDoorIsSeenAtOnceAndDoesNotTouchTheMotor() {
        rig.hands().openDoor();
        assertTrue(rig.devices().door().isDangerous(rig.clock().nanos()));
        assertFalse(rig.hands().isEnableHigh(), "a stop keeps the holding current");

        rig.hands().closeDoor();
        rig.devices().door().isDangerous(rig.clock().nanos());
        rig.cycles(5, 0);
        assertFalse(rig.devices().door().isDangerous(rig.clock().nanos()));
    }

    @Test
    @Tag("SR-71")
    @Tag("F-36")
    void withoutKicksTheMotorIsFreeWithinItsLimit() {
        rig.clock().pause(rig.pace().enableHoldNanos() + MILLI);

        assertTrue(rig.hands().isEnableHigh());
        assertFalse(turns());
    }

    @Test
    @Tag("SR-71")
    void theEncoderConfirmsThatTheRotorIsFreeWithoutKicks() {
        long before = rig.rotor().travelCounts();
        rig.clock().pause(rig.pace().enableHoldNanos() + MILLI);
        for (int i = 0; i < 24; i++) {
            rig.stepNow(1);
            rig.clock().pause(rig.pace().cycleNanos());
            rig.look();
        }

        assertEquals(before, rig.rotor().travelCounts(), 3);
    }

    @Test
    @Tag("SR-71")
    @Tag("simulator")
    void theWatchdogHoldsUntilItsLimitAndNotLonger() {
        rig.devices().watchdog().kick();
        rig.clock().pause(49 * MILLI);
        assertFalse(rig.hands().isEnableHigh(), "49 ms after the last kick");
        assertTrue(turns());
        rig.clock().pause(2 * MILLI);
        assertTrue(rig.hands().isEnableHigh(), "51 ms after the last kick");
        assertFalse(turns());
    }

    @Test
    @Tag("SR-71")
    @Tag("F-36")
    void aKickWireThatBreaksFreesTheMotorAlthoughItIsKicked() {
        rig.hands().cutKickWire(true);
        long cutNanos = rig.clock().nanos();
        while (rig.clock().nanos() - cutNanos <= rig.pace().enableHoldNanos()) {
            rig.nextCycle();
        }
        rig.nextCycle();

        assertTrue(rig.hands().isEnableHigh());
        assertFalse(turns());
        rig.hands().cutKickWire(false);
        rig.settle();
        assertFalse(rig.hands().isEnableHigh(), "mended");
    }

    @Test
    @Tag("SR-71")
    @Tag("F-36")
    @Tag("simulator")
    void aProcessThatIsGoneLosesTheMotorWithinTheLimit() {
        rig.cycles(20, 1);
        rig.simulated().abandon();
        assertFalse(rig.hands().isEnableHigh(), "every output stays as it was");

        rig.clock().pause(rig.pace().enableHoldNanos());

        assertTrue(rig.hands().isEnableHigh());
        long rotor = rig.hands().rotorMicrosteps();
        rig.simulated().injectSteps(8);
        assertEquals(rotor, rig.hands().rotorMicrosteps());
    }

    @Test
    @Tag("SR-43")
    void aBoardThatIsClosedLosesTheMotorAtOnce() {
        assertFalse(rig.hands().isEnableHigh());
        rig.board();

        assertTrue(rig.hands().isEnableHigh());
    }
}
