package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Priority;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Prescription.OnRestart;
import io.pumprig.controller.order.Verb;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How a protection could act wrongly whichever interlock it belongs to (SR-76): what its alarm does
 * to the pulses of a whole loop once it is listed, and beside any other alarm. Whether an interlock
 * raises it, and when, is for the interlock's own tests.
 */
@Tag("SR-76")
class EachHighAlarmTest {
    /** 80 000 microsteps a day, 100 in 108 s; the minimum rate of 2 uL/h is 9.6 of them. */
    private static final long FAST = 1_000_000_000L;

    private static final int CYCLES = 10_800;

    private final FakeRig rig = new FakeRig().healthy();

    @AfterEach
    void closeJournal() {
        rig.close();
    }

    static Stream<Alarm> highAlarms() {
        return IntStream.range(0, Alarm.count())
                .mapToObj(Alarm::of)
                .filter(alarm -> alarm.priority() == Priority.HIGH);
    }

    /** A session that begins with the alarm listed from the one before, its cause gone. */
    private void beginUnder(long latchedAlarms, OnRestart onRestart) throws JournalException {
        Checkpoint last = FakeRig.after500Microsteps();
        last.latchedAlarms = latchedAlarms;
        Prescription prescription =
                new Prescription("baclofen", 2_000, Mode.CONTINUOUS, FAST, 48_000_000L, onRestart);
        rig.begin(prescription, last, 60_000_000_000L);
    }

    private void beginUnder(Alarm alarm) throws JournalException {
        beginUnder(alarm.bit(), alarm == Alarm.RESTARTED ? OnRestart.CONFIRM : OnRestart.RESUME);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("highAlarms")
    @Tag("SR-41")
    @Tag("EACH_ALARM:unsafe-action")
    @Tag("EACH_ALARM:too-short")
    void whileItIsListedTheMotorDoesWhatItsReactionSays(Alarm alarm) throws JournalException {
        beginUnder(alarm);
        rig.run(CYCLES);
        assertTrue(rig.loop().alarms().isListed(alarm));
        assertEquals(alarm.reaction(), rig.loop().permit().reaction());
        if (alarm == Alarm.SENSOR_FAULT) {
            assertEquals(9.6, rig.sent, 0.6, "minimum rate");
        } else {
            assertEquals(0, rig.sent, "zero flow");
        }
        assertTrue(rig.energised);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("highAlarms")
    @Tag("SR-80")
    @Tag("EACH_ALARM:too-long")
    void onceItsCauseIsGoneAndItIsAcknowledgedTheProgramGoesOn(Alarm alarm)
            throws JournalException {
        beginUnder(alarm);
        rig.run(10);
        rig.order(Verb.ALARM_ACKNOWLEDGE, alarm.ordinal(), -1);
        assertFalse(rig.loop().alarms().isListed(alarm));
        long before = rig.sent;
        rig.run(CYCLES);
        assertEquals(100, rig.sent - before, 1);
    }

    @Test
    void theHealthyTwinDelivers() throws JournalException {
        beginUnder(0, OnRestart.RESUME);
        rig.run(CYCLES);
        assertEquals(100, rig.sent, 1);
        assertEquals(0, rig.loop().alarms().listed());
    }

    @Test
    @Tag("RESTARTED:early")
    void aFirstStartIsNoRestart() throws JournalException {
        rig.begin(FAST);
        rig.run(CYCLES);
        assertFalse(rig.loop().alarms().isListed(Alarm.RESTARTED));
        assertEquals(100, rig.sent, 1);
    }

    @Test
    @Tag("RESTARTED:absent")
    @Tag("RESTARTED:late")
    void aRestartIsListedBeforeTheFirstCycle() throws JournalException {
        beginUnder(0, OnRestart.CONFIRM);
        assertTrue(rig.loop().alarms().isListed(Alarm.RESTARTED));
        rig.run(1);
        assertEquals(Reaction.ZERO_FLOW, rig.loop().permit().reaction());
        assertEquals(0, rig.sent);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("highAlarms")
    @Tag("SR-78")
    @Tag("EACH_ALARM:wrong-order")
    void besideAnyOtherInWhateverOrderTheStricterReactionActs(Alarm alarm) {
        for (int i = 0; i < Alarm.count(); i++) {
            Alarm other = Alarm.of(i);
            if (other != alarm && !other.isOfHost()) {
                together(alarm, other);
                together(other, alarm);
                oneAfterTheOther(alarm, other);
                oneAfterTheOther(other, alarm);
            }
        }
    }

    private static void together(Alarm first, Alarm second) {
        Permit permit = new Permit().open();
        permit.raise(first);
        permit.raise(second);
        assertEquals(first.reaction().stricter(second.reaction()), permit.reaction());
        assertEquals(first.bit() | second.bit(), permit.raised());
    }

    /** The second comes in a later cycle, when the first one's cause has gone again. */
    private static void oneAfterTheOther(Alarm first, Alarm second) {
        Alarms alarms = new Alarms(new EventRing(64));
        Permit permit = new Permit();
        permit.open().raise(first);
        alarms.latch(permit, 1, 10);
        alarms.hold(permit.open());
        permit.raise(second);
        assertEquals(
                reactionLeftBy(first).stricter(second.reaction()),
                permit.reaction(),
                () -> first + ", then " + second);
        alarms.latch(permit, 2, 20);
        alarms.acknowledge(first, 2, 20);
        alarms.hold(permit.open());
        assertEquals(reactionLeftBy(second), permit.reaction(), () -> second + " alone is left");
    }

    private static Reaction reactionLeftBy(Alarm alarm) {
        return alarm.latches() ? alarm.reaction() : Reaction.KEEP_PROGRAM;
    }
}
