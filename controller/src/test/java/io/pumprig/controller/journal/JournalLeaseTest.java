package io.pumprig.controller.journal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.journal.ScriptedStore.Disk;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JournalLeaseTest {
    private static final long PERIOD = 10_000_000L;

    private final ScriptedStore store = new ScriptedStore().on(Disk.WRITES);

    @Test
    void theFirstLeaseIsDurableBeforeTherapyBegins() {
        TurningRig rig = new TurningRig(store, 10).begin();

        assertEquals(160, rig.journal.leaseMicrosteps(0));
        assertEquals(160, store.checkpoints().get(0).leaseEndMicrosteps);
        rig.writer.close();
    }

    @Test
    void withAFixedDelayALeaseIsVisibleExactlyTenCyclesAfterItWasAskedFor() {
        TurningRig rig = settled(10);
        rig.cycle(79);
        assertEquals(2, rig.journal.lastCheckpointSeq());
        rig.cycle(1);
        assertEquals(3, rig.journal.lastCheckpointSeq());

        long asked = rig.sample.cycle();
        for (long cycle = asked; cycle < asked + 10; cycle++) {
            assertEquals(80, rig.journal.leaseMicrosteps(cycle), "cycle " + (cycle - asked));
        }
        rig.journal.awaitLeaseDueAt(asked + 10);
        assertEquals(160, rig.journal.leaseMicrosteps(asked + 10));
        rig.writer.close();
    }

    @Test
    void withAFixedDelayTheClockWaitsForTheDisk() {
        TurningRig rig = settled(10);
        store.on(Disk.HANGS);
        for (int i = 0; i < 10; i++) {
            rig.cycle(8);
        }
        assertEquals(3, rig.journal.lastCheckpointSeq());
        for (int i = 0; i < 9; i++) {
            rig.cycle(0);
        }
        Thread disk =
                new Thread(
                        () -> {
                            await().until(store::isHanging);
                            store.release();
                        });
        disk.start();
        rig.cycle(0);

        assertEquals(3, rig.writer.finishedSeq());
        assertEquals(160, rig.journal.leaseMicrosteps(rig.sample.cycle()));
        rig.writer.close();
    }

    @Test
    void aStateThatChangesInEveryCycleNeverOverrunsTheQueue() {
        TurningRig rig = settled(10);
        for (int i = 0; i < 500; i++) {
            rig.changeState();
            rig.cycle(0);
        }
        rig.writer.close();

        assertEquals(502, store.checkpoints().size());
    }

    @Test
    void withoutADelayALeaseIsUsedOnlyWhenItIsDurable() {
        TurningRig rig = settled(0);
        store.on(Disk.HANGS);
        assertEquals(100, rig.cycle(100));
        await().until(store::isHanging);
        assertEquals(60, rig.cycle(100));
        assertEquals(0, rig.cycle(100));

        store.release();
        rig.writer.awaitFinished(3);
        assertEquals(100, rig.cycle(100));
        rig.writer.close();
    }

    @Test
    @Tag("SR-90")
    void therapyGoesOnBeyondTheLeaseWhereTheDiskFails() {
        TurningRig rig = settled(10);
        store.on(Disk.FAILS);
        long moved = 0;
        for (int i = 0; i < 1_000; i++) {
            moved += rig.cycle(1);
        }
        assertEquals(1_000, moved);
        assertTrue((rig.hostAlarms.present() & Alarm.LOG_FAILURE.bit()) != 0);

        store.on(Disk.WRITES);
        rig.changeState();
        rig.cycle(0);
        rig.writer.close();
        assertFalse((rig.hostAlarms.present() & Alarm.LOG_FAILURE.bit()) != 0);
        assertEquals(1_000, newest().deliveredMicrosteps);
    }

    @Test
    @Tag("SR-90")
    void therapyGoesOnBeyondTheLeaseWhereTheDiskDoesNotAnswerForFiveSeconds() {
        TurningRig rig = settled(0);
        store.on(Disk.HANGS);
        rig.cycleAfter(PERIOD, 160);
        assertEquals(0, rig.cycleAfter(5_000_000_000L, 10));
        assertFalse((rig.hostAlarms.present() & Alarm.LOG_FAILURE.bit()) != 0);
        rig.cycleAfter(PERIOD, 0);
        assertTrue((rig.hostAlarms.present() & Alarm.LOG_FAILURE.bit()) != 0);

        long moved = 0;
        for (int i = 0; i < 3_000; i++) {
            moved += rig.cycleAfter(PERIOD, 1);
        }
        assertEquals(3_000, moved);

        store.release();
        rig.writer.close();
        assertFalse((rig.hostAlarms.present() & Alarm.LOG_FAILURE.bit()) != 0);
    }

    @Test
    @Tag("SR-87")
    void aChangedStateIsRecordedInItsCycle() {
        TurningRig rig = settled(10);
        rig.changeState();
        rig.cycle(3);
        rig.writer.close();

        assertEquals(rig.sample.cycle(), newest().cycle);
        assertEquals(3, newest().deliveredMicrosteps);
    }

    @Test
    @Tag("SR-87")
    void aQuietPumpIsRecordedEveryFiveMinutes() {
        TurningRig rig = settled(10);
        long recordedAt = newest().cycle;
        while (rig.sample.cycle() < recordedAt + 29_999) {
            rig.cycle(0);
        }
        assertEquals(2, rig.journal.lastCheckpointSeq());
        rig.cycle(0);
        assertEquals(3, rig.journal.lastCheckpointSeq());
        rig.writer.close();
    }

    @Test
    @Tag("SR-93")
    void aPositionIsRecordedAsSoonAsItIsKnown() {
        TurningRig rig = new TurningRig(store, 10);
        rig.answers(false);
        rig.begin();
        for (int i = 0; i < 10; i++) {
            rig.cycle(1);
        }
        assertEquals(1, rig.journal.lastCheckpointSeq());
        rig.answers(true);
        rig.cycle(5);
        rig.writer.close();

        List<Checkpoint> all = store.checkpoints();
        assertFalse(all.get(0).positionKnown);
        assertTrue(all.get(1).positionKnown);
        assertEquals(15, all.get(1).deliveredMicrosteps);
        assertEquals((960 + 15 * 16) % 1_024, all.get(1).counterCounts);
        assertEquals((4_000 + 19) % 4_096, all.get(1).angleCounts, 1);
    }

    /** A rig whose second checkpoint, with the position, has been written. */
    private TurningRig settled(int delay) {
        TurningRig rig = new TurningRig(store, delay).begin();
        for (int i = 0; i < 20; i++) {
            rig.cycle(0);
        }
        rig.writer.awaitFinished(2);
        rig.cycle(0);
        assertEquals(2, rig.journal.lastCheckpointSeq());
        return rig;
    }

    private Checkpoint newest() {
        return store.checkpoints().get(store.checkpoints().size() - 1);
    }
}
