package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Prescription.OnRestart;
import io.pumprig.controller.order.Verb;
import io.pumprig.hal.Outcome;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlLoopTest {
    private static final long USUAL = 250_000_000L;

    /** The hard limit: 80 000 microsteps a day, one every 1.08 s. */
    private static final long FAST = 1_000_000_000L;

    private final FakeRig rig = new FakeRig().healthy();

    @AfterEach
    void closeJournal() {
        rig.close();
    }

    /** Runs until a microstep is due in the next cycle, and tells how many there are. */
    private void runUntilAStepIsNext() {
        long before = rig.sent;
        int cycles = 0;
        while (rig.sent == before) {
            rig.run(1);
            assertTrue(++cycles < 1_000, "no step in 10 s");
        }
        rig.run(107);
        assertEquals(before + 1, rig.sent);
    }

    @Test
    @Tag("SR-19")
    void aHealthyDayDeliversWhatWasOrdered() throws JournalException {
        rig.begin(USUAL);
        rig.run(8_640_000);
        assertEquals(20_000, rig.sent);
        assertEquals(20_000, rig.loop().ledger().delivered());
        assertEquals(0, rig.loop().ledger().notSent());
        assertEquals(0, rig.loop().alarms().listed());
        assertEquals(8_640_000, rig.kicks);
        assertTrue(rig.green);
    }

    /** Near the empty mark: the scale's word for a jump of millilitres needs five seconds. */
    private static final long LOW_PICOLITRES = 1_200_000_000L;

    private enum Trip {
        E_STOP(Alarm.EMERGENCY_STOP),
        DOOR(Alarm.HEAD_OPEN),
        PRESSURE(Alarm.OCCLUSION_DOWNSTREAM),
        EMPTY(Alarm.RESERVOIR_EMPTY),
        DRIVER(Alarm.DRIVER_FAULT),
        KICK(Alarm.DRIVER_FAULT),
        RUNAWAY(Alarm.MOTOR_RUNAWAY);

        private final Alarm alarm;

        Trip(Alarm alarm) {
            this.alarm = alarm;
        }

        void happen(FakeRig rig) {
            switch (this) {
                case E_STOP -> rig.eStop = true;
                case DOOR -> rig.door = true;
                case PRESSURE -> rig.pascals = 69_001;
                case EMPTY -> rig.reservoirPicolitres = LOW_PICOLITRES - 250_000_000L;
                case DRIVER -> rig.driverFaultPin = true;
                case KICK -> rig.kickAnswer = Outcome.BUS_ERROR;
                default -> rig.runawayMicrosteps = 400;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SR-34")
    @Tag("SR-84")
    @Tag("EMERGENCY_STOP:late")
    @Tag("OCCLUSION_DOWNSTREAM:late")
    @Tag("RESERVOIR_EMPTY:late")
    @Tag("DRIVER_FAULT:late")
    @Tag("MOTOR_RUNAWAY:late")
    void flowIsLimitedInTheSameCycleInWhichAHazardIsSeen(Trip trip) throws JournalException {
        if (trip == Trip.EMPTY) {
            rig.reservoirPicolitres = LOW_PICOLITRES;
        }
        rig.begin(FAST);
        runUntilAStepIsNext();
        long sent = rig.sent;
        trip.happen(rig);
        rig.run(1);
        assertEquals(sent, rig.sent);
        assertEquals(0, rig.lastMicrosteps);
        assertEquals(Reaction.ZERO_FLOW, rig.loop().permit().reaction());
        assertTrue(rig.loop().alarms().isListed(trip.alarm));
        assertEquals(rig.loop().sample().cycle(), rig.loop().alarms().raisedCycle(trip.alarm));
        assertEquals(0, rig.loop().ledger().withheld(Withheld.LEASE));
        assertFalse(rig.green);
        rig.run(107);
        assertEquals(1, rig.loop().ledger().withheld(Withheld.ZERO_FLOW));
    }

    @Test
    @Tag("SR-34")
    void theHealthyTwinTakesThatStep() throws JournalException {
        rig.begin(FAST);
        runUntilAStepIsNext();
        long sent = rig.sent;
        rig.run(1);
        assertEquals(sent + 1, rig.sent);
    }

    @Test
    @Tag("SR-18")
    @Tag("SR-43")
    void onlyTheEmergencyStopTakesTheHoldingCurrentAway() throws JournalException {
        rig.begin(USUAL);
        rig.run(10);
        assertTrue(rig.energised);
        rig.door = true;
        rig.run(10);
        assertTrue(rig.energised);
        rig.eStop = true;
        rig.run(1);
        assertFalse(rig.energised);
        rig.eStop = false;
        rig.run(1);
        assertTrue(rig.energised);
        assertEquals(Reaction.ZERO_FLOW, rig.loop().permit().reaction());
    }

    @Test
    @Tag("SR-80")
    @Tag("SR-36")
    void aLatchedAlarmHoldsFlowUntilItIsAcknowledgedAndNothingIsCaughtUp() throws JournalException {
        rig.begin(FAST);
        rig.door = true;
        rig.run(1_080);
        rig.door = false;
        rig.run(1_080);
        assertEquals(0, rig.sent);
        rig.order(Verb.ALARM_ACKNOWLEDGE);
        rig.run(10_800 - 1);
        assertEquals(100, rig.sent);
        assertEquals(20, rig.loop().ledger().withheld(Withheld.ZERO_FLOW));
        assertEquals(120, rig.loop().planner().orderedMicrosteps());
    }

    @Test
    @Tag("SR-67")
    void aDriveThatRefusesIsAnAlarmInTheSameCycleAndItsVolumeIsBooked() throws JournalException {
        rig.begin(FAST);
        runUntilAStepIsNext();
        rig.motorAnswer = Outcome.RECONFIGURING;
        rig.run(1);
        assertTrue(rig.loop().alarms().isListed(Alarm.DRIVER_FAULT));
        assertEquals(1, rig.loop().ledger().withheld(Withheld.DRIVE));
        assertEquals(rig.sent, rig.loop().ledger().delivered());
        rig.motorAnswer = Outcome.OK;
        rig.run(1_000);
        assertEquals(rig.sent, rig.loop().ledger().delivered());
        assertEquals(1, rig.loop().ledger().withheld(Withheld.DRIVE));
    }

    @Test
    @Tag("SR-74")
    void theSecondChannelWithholdsTheKickUntilTheAlarmIsAcknowledged() throws JournalException {
        rig.begin(USUAL);
        rig.run(100);
        rig.runawayMicrosteps = 400;
        rig.run(1);
        int kicks = rig.kicks;
        rig.run(500);
        assertEquals(kicks, rig.kicks);
        assertTrue(rig.loop().alarms().isListed(Alarm.MOTOR_RUNAWAY));
        rig.order(Verb.ALARM_ACKNOWLEDGE, Alarm.MOTOR_RUNAWAY.ordinal(), -1);
        rig.run(10);
        assertEquals(kicks + 10, rig.kicks);
        assertFalse(rig.loop().alarms().isListed(Alarm.MOTOR_RUNAWAY));
    }

    @Test
    @Tag("SR-63")
    @Tag("MOTOR_STALL:unsafe-action")
    @Tag("SR-65")
    void aStallThatOutlivesItsRetriesStopsThePulsesAndIsBookedAsNotMoved() throws JournalException {
        rig.begin(FAST);
        rig.run(10_800);
        long before = rig.sent;
        while (!rig.loop().alarms().isListed(Alarm.MOTOR_STALL)) {
            rig.rotorLagCounts = FakeRig.HEAD.countsOf(rig.sent) - FakeRig.HEAD.countsOf(before);
            rig.run(1);
            assertTrue(rig.sent - before <= 64 + 24 + 2, "not found");
        }
        long sent = rig.sent;
        rig.run(10_000);
        assertEquals(sent, rig.sent);
        assertEquals(64 + 24, rig.loop().ledger().withheld(Withheld.NOT_MOVED), 4);
    }

    @Test
    @Tag("SR-35")
    @Tag("SR-36")
    @Tag("SR-71")
    @Tag("F-36")
    void aLongGapIsNotDeliveredAndCountedAndHasLetTheWatchdogFall() throws JournalException {
        rig.begin(FAST);
        rig.run(10_800);
        assertEquals(100, rig.sent);
        rig.tick(108_000_000_000L);
        assertEquals(Reaction.ZERO_FLOW, rig.loop().permit().reaction());
        assertTrue(rig.loop().alarms().isListed(Alarm.WATCHDOG));
        rig.run(107);
        assertEquals(100, rig.sent);
        rig.order(Verb.ALARM_ACKNOWLEDGE);
        rig.run(107);
        assertEquals(101, rig.sent, 1);
        assertEquals(100, rig.loop().ledger().withheld(Withheld.TIME_GAP), 1);
    }

    @Test
    @Tag("SR-93")
    @Tag("RESTARTED:unsafe-action")
    @Tag("RESTARTED:too-short")
    @Tag("RESTARTED:too-long")
    void afterARestartNothingMovesUntilItIsConfirmed() throws JournalException {
        restart(OnRestart.CONFIRM);
        rig.run(10_800);
        assertEquals(0, rig.sent);
        assertTrue(rig.loop().alarms().isListed(Alarm.RESTARTED));
        rig.order(Verb.RESUME);
        rig.run(10_800);
        assertEquals(100, rig.sent, 1);
    }

    @Test
    @Tag("SR-93")
    void aResumePolicyGoesOnByItself() throws JournalException {
        restart(OnRestart.RESUME);
        rig.run(10_800);
        assertEquals(100, rig.sent, 1);
        assertEquals(80_000, rig.loop().ledger().withheld(Withheld.TIME_GAP));
    }

    private void restart(OnRestart onRestart) throws JournalException {
        Checkpoint last = FakeRig.after500Microsteps();
        Prescription prescription =
                new Prescription("baclofen", 2_000, Mode.CONTINUOUS, FAST, 48_000_000L, onRestart);
        rig.begin(prescription, last, 86_400_000_000_000L);
    }

    @Test
    void anExceptionOutOfTheCycleReleasesTheMotorAndGoesOn() throws JournalException {
        rig.begin(USUAL);
        rig.run(10);
        assertTrue(rig.energised);
        IllegalStateException mistake = new IllegalStateException("a mistake of ours");
        rig.sensorBreaks = mistake;
        int kicks = rig.kicks;
        assertSame(mistake, assertThrows(IllegalStateException.class, () -> rig.run(1)));
        assertFalse(rig.energised);
        assertEquals(0, rig.lastMicrosteps);
        assertEquals(kicks, rig.kicks);
    }

    @Test
    void aReleaseThatFailsTooDoesNotHideTheMistake() throws JournalException {
        rig.begin(USUAL);
        IllegalStateException mistake = new IllegalStateException("a mistake of ours");
        rig.sensorBreaks = mistake;
        rig.motorBreaks = new IllegalArgumentException("and the motor");
        assertSame(mistake, assertThrows(IllegalStateException.class, () -> rig.run(1)));
        assertEquals(1, mistake.getSuppressed().length);
    }

    @Test
    void aFakeThatWasNotToldWhatToAnswerFails() throws JournalException {
        FakeRig untold = new FakeRig();
        untold.motorAnswer = Outcome.OK;
        untold.begin(USUAL);
        assertThrows(AssertionError.class, () -> untold.run(1));
        untold.close();
    }

    @Test
    void aWarmCycleAllocatesNothing() throws JournalException {
        rig.begin(FAST);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        rig.run(100_000);
        long allocated = Long.MAX_VALUE;
        // The compiler may still replace a method in the first rounds.
        for (int round = 0; round < 5 && allocated != 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            rig.run(10_000);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
    }

    @Test
    void aCycleUnderAlarmAllocatesNothing() throws JournalException {
        rig.begin(FAST);
        rig.door = true;
        rig.run(100_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 5 && allocated != 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                rig.door = i % 2 == 0;
                rig.run(1);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
    }
}
