package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Verb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What alarms do to flow stands above all that is ordered (SR-79). */
class ReactionRankTest {
    /** The hard limit: a microstep every 1.08 s. */
    private static final long FAST = 1_000_000_000L;

    private final FakeRig rig = new FakeRig().healthy();

    @AfterEach
    void closeJournal() {
        rig.close();
    }

    private Alarms alarms() {
        return rig.loop().alarms();
    }

    /** Opens and closes the door, which latches. */
    private void openTheDoor() {
        rig.door = true;
        rig.run(10);
        rig.door = false;
        rig.run(10);
    }

    @ParameterizedTest
    @EnumSource(names = {"PING", "PAUSE", "RESUME", "STOP", "MINIMUM_RATE"})
    @Tag("SR-79")
    void noOrderButAnAcknowledgementDeliversUnderALatchedZeroFlow(Verb verb)
            throws JournalException {
        rig.begin(FAST);
        rig.run(1_080);
        openTheDoor();
        long sent = rig.sent;
        assertEquals(Code.OK, rig.order(verb).code());
        rig.run(10_800);
        assertEquals(Code.OK, rig.order(Verb.RESUME).code());
        rig.run(10_800);
        assertEquals(sent, rig.sent);
        assertEquals(Reaction.ZERO_FLOW, rig.loop().permit().reaction());
        assertTrue(alarms().isListed(Alarm.HEAD_OPEN));
        rig.order(Verb.ALARM_ACKNOWLEDGE);
        rig.run(10_800);
        assertEquals(sent + 100, rig.sent, 1);
    }

    @Test
    @Tag("SR-79")
    @Tag("SR-80")
    void anAcknowledgementIsNoWayAroundACauseThatLasts() throws JournalException {
        rig.begin(FAST);
        rig.door = true;
        rig.run(10);
        rig.order(Verb.ALARM_ACKNOWLEDGE);
        rig.order(Verb.RESUME);
        rig.run(10_800);
        assertEquals(0, rig.sent);
    }

    @Test
    @Tag("SR-46")
    @Tag("ALARM_CYCLING:late")
    @Tag("ALARM_CYCLING:unsafe-action")
    void aDoorThatIsOpenedAThirdTimeStopsThePumpUntilThatIsAcknowledgedToo()
            throws JournalException {
        rig.begin(FAST);
        for (int i = 0; i < 2; i++) {
            openTheDoor();
            rig.order(Verb.ALARM_ACKNOWLEDGE);
        }
        assertEquals(0, alarms().listed());
        rig.door = true;
        rig.run(1);
        assertEquals(Alarm.HEAD_OPEN.bit() | Alarm.ALARM_CYCLING.bit(), alarms().listed());
        assertEquals(rig.loop().sample().cycle(), alarms().raisedCycle(Alarm.ALARM_CYCLING));
        rig.door = false;
        rig.run(1);
        rig.order(Verb.ALARM_ACKNOWLEDGE, Alarm.HEAD_OPEN.ordinal(), -1);
        long sent = rig.sent;
        rig.run(10_800);
        assertEquals(sent, rig.sent);
        rig.order(Verb.ALARM_ACKNOWLEDGE, Alarm.ALARM_CYCLING.ordinal(), -1);
        rig.run(10_800);
        assertEquals(sent + 100, rig.sent, 1);
    }

    @Test
    @Tag("SR-44")
    @Tag("SR-85")
    void aPausedPumpRemindsAtTenMinutesIsHighAtSixtyAndPumpsOnAsItDid() throws JournalException {
        rig.begin(FAST);
        rig.run(10);
        rig.order(Verb.PAUSE);
        rig.run(59_999);
        assertEquals(0, alarms().listed());
        rig.run(1);
        assertEquals(Alarm.PAUSED_TOO_LONG.bit(), alarms().listed());
        assertFalse(rig.red);
        long sent = rig.sent;
        rig.run(299_999);
        assertFalse(rig.red);
        rig.run(1);
        assertTrue(rig.red && rig.sound);
        assertEquals(Reaction.KEEP_PROGRAM, rig.loop().permit().reaction());
        // 2 uL/h in 50 min are 266 microsteps.
        assertEquals(sent + 266, rig.sent, 1);
        rig.order(Verb.RESUME);
        assertEquals(0, alarms().listed());
        rig.run(1);
        assertTrue(rig.green);
    }

    /** Whoever asks and vanishes leaves nothing behind that could hold the pump. */
    @Test
    @Tag("SR-45")
    @Tag("F-51")
    void aFirstStepThatIsNeverConfirmedLeavesTherapyAsItWas() throws JournalException {
        rig.begin(FAST);
        rig.order(Verb.STOP);
        long version = rig.order(Verb.PING).stateVersion();
        assertEquals(Code.NEEDS_CONFIRM, rig.order(Verb.MINIMUM_RATE).code());
        rig.run(12_000);
        assertEquals(Mode.STOPPED, rig.order(Verb.PING).mode());
        assertEquals(version, rig.order(Verb.PING).stateVersion());
        assertEquals(0, rig.sent);
        assertEquals(Code.OK, rig.order(Verb.RESUME).code(), "and nobody has to wait for it");
    }

    @Test
    @Tag("SR-81")
    void anAudioPauseAskedForFromAfarEndsWithTheLinkAndChangesNoDose() throws JournalException {
        rig.begin(FAST);
        rig.door = true;
        rig.run(1);
        assertTrue(rig.sound);
        assertTrue(alarms().pauseAudio(rig.loop().sample().nanos(), 600_000_000_000L, true));
        rig.run(1);
        assertFalse(rig.sound);
        rig.controller().hostAlarms().raise(Alarm.LINK_LOST);
        rig.run(1);
        assertTrue(rig.sound);
        assertEquals(Alarm.HEAD_OPEN.bit(), alarms().listed());
        assertEquals(Reaction.ZERO_FLOW, rig.loop().permit().reaction());
    }
}
