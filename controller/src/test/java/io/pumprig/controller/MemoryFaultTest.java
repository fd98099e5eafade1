package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Prescription.OnRestart;
import io.pumprig.controller.order.Verb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session that begins with an older checkpoint, because the newest was damaged. */
@Tag("SR-16")
@Tag("F-39")
class MemoryFaultTest {
    /** 80 000 microsteps a day, 100 in 108 s. */
    private static final long FAST = 1_000_000_000L;

    private static final int CYCLES = 10_800;

    private final FakeRig rig = new FakeRig().healthy();

    @AfterEach
    void closeJournal() {
        rig.close();
    }

    private void beginWith(Resumable.Fallback fallback) throws JournalException {
        Checkpoint last = FakeRig.after500Microsteps();
        Prescription prescription =
                new Prescription(
                        "baclofen", 2_000, Mode.CONTINUOUS, FAST, 48_000_000L, OnRestart.RESUME);
        rig.begin(prescription, last, 60_000_000_000L, fallback);
    }

    private static Resumable.Fallback oneCheckpointDamaged() {
        return new Resumable.Fallback(1, false, "its checksum is not of its content");
    }

    @Test
    @Tag("MEMORY_FAULT:absent")
    @Tag("MEMORY_FAULT:late")
    void aFallbackIsListedBeforeTheFirstCycle() throws JournalException {
        beginWith(oneCheckpointDamaged());
        assertTrue(rig.loop().alarms().isListed(Alarm.MEMORY_FAULT));
        rig.run(1);
        assertEquals(Reaction.ZERO_FLOW, rig.loop().permit().reaction());
        assertEquals(0, rig.sent);
    }

    @Test
    @Tag("MEMORY_FAULT:absent")
    void theResumePolicyOfTheTherapyDoesNotAcknowledgeIt() throws JournalException {
        beginWith(oneCheckpointDamaged());
        rig.run(CYCLES);
        assertFalse(rig.loop().alarms().isListed(Alarm.RESTARTED));
        assertTrue(rig.loop().alarms().isListed(Alarm.MEMORY_FAULT));
        assertEquals(0, rig.sent);
    }

    @Test
    void itsReaderAcknowledgesItAndTheProgramGoesOn() throws JournalException {
        beginWith(oneCheckpointDamaged());
        rig.run(10);
        rig.order(Verb.ALARM_ACKNOWLEDGE, Alarm.MEMORY_FAULT.ordinal(), -1);
        assertFalse(rig.loop().alarms().isListed(Alarm.MEMORY_FAULT));
        rig.run(CYCLES);
        assertEquals(100, rig.sent, 1);
    }

    @Test
    void aDiskThatHadFailedMeanwhileLeavesAllThatWasDueUncertain() throws JournalException {
        beginWith(new Resumable.Fallback(1, true, "its checksum is not of its content"));
        assertEquals(55, rig.loop().ledger().uncertain(), 1, "60 s at the rate");
        rig.run(CYCLES);
        assertEquals(0, rig.sent);
    }

    @Test
    @Tag("MEMORY_FAULT:early")
    void theHealthyTwinWhoseNewestCheckpointIsWholeDelivers() throws JournalException {
        beginWith(null);
        rig.run(CYCLES);
        assertEquals(0, rig.loop().alarms().listed());
        assertEquals(0, rig.loop().ledger().uncertain());
        assertEquals(100, rig.sent, 1);
    }
}
