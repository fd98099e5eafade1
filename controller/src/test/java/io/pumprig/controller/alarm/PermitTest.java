package io.pumprig.controller.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PermitTest {
    private final Permit permit = new Permit().open();

    @Test
    @Tag("SR-78")
    void theStrictestOfAnyTwoWinsInEitherOrderAndBothAreRecorded() {
        for (int i = 0; i < Alarm.count(); i++) {
            for (int k = 0; k < Alarm.count(); k++) {
                Alarm first = Alarm.of(i);
                Alarm second = Alarm.of(k);
                if (first.isOfHost() || second.isOfHost()) {
                    continue;
                }
                permit.open();
                permit.raise(first);
                permit.raise(second);
                assertEquals(first.reaction().stricter(second.reaction()), permit.reaction());
                assertEquals(first.bit() | second.bit(), permit.raised());
            }
        }
    }

    @Test
    @Tag("SR-78")
    void whatIsLatchedNarrowsWithoutBeingRaised() {
        permit.narrow(Reaction.MINIMUM_RATE);
        assertEquals(Reaction.MINIMUM_RATE, permit.reaction());
        assertEquals(0, permit.raised());
        permit.raise(Alarm.MOTOR_STALL);
        permit.narrow(Reaction.KEEP_PROGRAM);
        assertEquals(Reaction.ZERO_FLOW, permit.reaction());
    }

    @Test
    void openingForgetsEverything() {
        permit.raise(Alarm.SENSOR_FAULT, Source.ENCODER);
        permit.raise(Alarm.EMERGENCY_STOP);
        permit.releaseDrive();
        permit.lease(100);
        permit.open();
        assertEquals(Reaction.KEEP_PROGRAM, permit.reaction());
        assertEquals(0, permit.raised());
        assertEquals(0, permit.sources(Alarm.SENSOR_FAULT));
        assertFalse(permit.isDriveReleased());
        assertEquals(0, permit.cap(1));
    }

    @Test
    @Tag("SR-18")
    @Tag("SR-42")
    void zeroFlowLetsNoMicrostepThrough() {
        permit.lease(1_000);
        assertEquals(7, permit.cap(7));
        permit.raise(Alarm.SENSOR_FAULT);
        assertEquals(7, permit.cap(7));
        permit.raise(Alarm.HEAD_OPEN);
        assertEquals(0, permit.cap(7));
    }

    @Test
    void nothingPassesTheLease() {
        permit.lease(3);
        assertEquals(3, permit.cap(7));
        assertEquals(2, permit.cap(2));
        permit.lease(-5);
        assertEquals(0, permit.cap(7));
        permit.lease(Long.MAX_VALUE);
        assertEquals(Integer.MAX_VALUE, permit.cap(Integer.MAX_VALUE));
    }

    @Test
    void severalPartsAreAllNamed() {
        permit.raise(Alarm.SENSOR_FAULT, Source.ENCODER);
        permit.raise(Alarm.SENSOR_FAULT, Source.RESERVOIR_SENSOR);
        assertEquals(
                Source.ENCODER.bit() | Source.RESERVOIR_SENSOR.bit(),
                permit.sources(Alarm.SENSOR_FAULT));
    }

    @Test
    @Tag("SR-98")
    void anAlarmOfTheHostNeverEntersAPermit() {
        assertThrows(AssertionError.class, () -> permit.raise(Alarm.LINK_LOST));
        assertThrows(AssertionError.class, () -> permit.raise(Alarm.LOG_FAILURE));
    }

    @Test
    @Tag("SR-27")
    void anAlarmThatBlocksBolusesBlocksThemInItsOwnCycleAndOthersDoNot() {
        permit.raise(Alarm.SUPPLY_OUT_OF_RANGE);
        assertFalse(permit.areBolusesBlocked());
        permit.raise(Alarm.RESERVOIR_LOW);
        assertTrue(permit.areBolusesBlocked());
        assertFalse(permit.open().areBolusesBlocked());
    }

    @Test
    @Tag("SR-65")
    void aRetryLetsOnlyItsMicrostepsThrough() {
        permit.lease(1_000);
        permit.limitTo(8);
        assertEquals(7, permit.cap(7));
        assertEquals(8, permit.cap(9));
        permit.limitTo(3);
        permit.limitTo(5);
        assertEquals(3, permit.cap(9));
        permit.limitTo(-1);
        assertEquals(0, permit.cap(9));
        permit.open().lease(1_000);
        assertEquals(9, permit.cap(9));
    }

    @Test
    @Tag("SR-65")
    void zeroFlowAndTheLeaseHoldWhateverARetryMay() {
        permit.lease(2);
        permit.limitTo(8);
        assertEquals(2, permit.cap(9));
        permit.raise(Alarm.HEAD_OPEN);
        assertEquals(0, permit.cap(9));
    }

    @Test
    @Tag("SR-38")
    @Tag("SR-65")
    void coilsThatMustHoldDoNotRestInEitherOrder() {
        permit.restDrive();
        assertTrue(permit.isDriveReleased());
        permit.keepDrive();
        assertFalse(permit.isDriveReleased());
        permit.open().keepDrive();
        permit.restDrive();
        assertFalse(permit.isDriveReleased());
        assertFalse(permit.open().isDriveReleased());
    }

    @Test
    @Tag("SR-43")
    void theEmergencyStopTakesTheCurrentAwayWhateverMustHold() {
        permit.keepDrive();
        permit.releaseDrive();
        assertTrue(permit.isDriveReleased());
    }

    @Test
    @Tag("SR-75")
    void whatIsMaskedNarrowsNothingAndIsRecordedApart() {
        permit.mask(Alarm.AIR_IN_LINE.bit());
        permit.raise(Alarm.AIR_IN_LINE);
        assertEquals(Reaction.KEEP_PROGRAM, permit.reaction());
        assertFalse(permit.areBolusesBlocked());
        assertEquals(0, permit.raised());
        assertEquals(Alarm.AIR_IN_LINE.bit(), permit.masked());
        permit.raise(Alarm.HEAD_OPEN);
        assertEquals(Reaction.ZERO_FLOW, permit.reaction());
        assertEquals(Alarm.HEAD_OPEN.bit(), permit.raised());
    }

    @Test
    @Tag("SR-75")
    void aMaskLastsForOneCycle() {
        permit.mask(Alarm.AIR_IN_LINE.bit());
        permit.raise(Alarm.AIR_IN_LINE);
        permit.open();
        assertEquals(0, permit.masks());
        assertEquals(0, permit.masked());
        permit.raise(Alarm.AIR_IN_LINE);
        assertEquals(Reaction.ZERO_FLOW, permit.reaction());
    }
}
