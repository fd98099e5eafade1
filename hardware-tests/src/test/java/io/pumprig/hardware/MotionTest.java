package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.device.RotorReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Pulses sent, pulses seen by the driver and the rotor's angle agree; nothing moves when told not
 * to; a rotor that stands still is seen while it does, and no longer.
 */
@RigTest
class MotionTest {
    private RigUnderTest rig;
    private long sentBefore;
    private long seenBefore;
    private long travelBefore;

    @BeforeEach
    void standStill(RigUnderTest given) {
        rig = given;
        rig.settle();
        mark();
    }

    private void mark() {
        sentBefore = rig.devices().motor().sentMicrosteps();
        seenBefore = rig.motion().seenMicrosteps();
        travelBefore = rig.rotor().travelCounts();
    }

    private long sent() {
        return rig.devices().motor().sentMicrosteps() - sentBefore;
    }

    private long seen() {
        return rig.motion().seenMicrosteps() - seenBefore;
    }

    private long travelled() {
        return rig.rotor().travelCounts() - travelBefore;
    }

    @Test
    @Tag("SR-63")
    void oneSlowTurnIsTheSameForPulsesCounterAndAngle() {
        int turn = rig.wiring().pump().microstepsPerRevolution() / rig.pace().slowness();

        rig.turn(turn);

        assertEquals(turn, sent());
        assertEquals(turn, seen());
        assertEquals(RotorReading.COUNTS_PER_TURN / rig.pace().slowness(), travelled(), 3);
    }

    @Test
    @Tag("SR-63")
    void aTurnIsWhatTheRotorTrulyMade() {
        long rotorBefore = rig.hands().rotorMicrosteps();

        rig.turn(400);

        assertEquals(400, rig.hands().rotorMicrosteps() - rotorBefore);
    }

    @Test
    @Tag("SR-18")
    void aRigAtRestKeepsItsRotorWhereItIs() {
        rig.cycles(1_000 / rig.pace().slowness(), 0);

        assertEquals(0, travelled(), 2);
        assertEquals(0, sent());
        assertEquals(0, seen());
    }

    @Test
    @Tag("SR-43")
    void releasedCoilsTakeNoPulse() {
        rig.releaseMotor();
        rig.look(20);

        assertTrue(rig.hands().isEnableHigh(), "ENN is high");
        assertEquals(0, sent());
        assertEquals(0, seen());
    }

    /** Half an electrical cycle is 32 microsteps: up to there the rotor comes back by itself. */
    @Test
    @Tag("SR-63")
    @Tag("F-15")
    void aHeldRotorIsSeenToStandAndSeenToComeBack() {
        rig.hands().holdRotor(true);
        rig.turn(24);

        assertEquals(24, sent());
        assertEquals(24, seen(), "the driver counts what it was sent");
        assertEquals(0, travelled(), 2, "the rotor stands");

        rig.hands().holdRotor(false);
        rig.settle();

        assertEquals(rig.wiring().pump().countsOf(24), travelled(), 2, "and has come back");
        mark();
        rig.turn(64);
        assertEquals(64, seen());
        assertEquals(rig.wiring().pump().countsOf(64), travelled(), 3, "and follows again");
    }

    @Test
    @Tag("SR-64")
    @Tag("F-17")
    void aRotorHeldForTooLongHasLostAWholeElectricalCycle() {
        rig.hands().holdRotor(true);
        rig.turn(48);
        rig.hands().holdRotor(false);
        rig.settle();

        assertEquals(48, seen());
        assertEquals(
                rig.wiring().pump().countsOf(48 - 64), travelled(), 3, "16 back instead of 48 on");
        mark();
        rig.turn(64);
        assertEquals(rig.wiring().pump().countsOf(64), travelled(), 3, "and follows again");
    }
}
