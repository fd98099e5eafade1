package io.pumprig.controller.journal;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.HostAlarms;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.journal.ScriptedStore.Disk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JournalWriterTest {
    private final EventRing ring = new EventRing(16);
    private final HostAlarms hostAlarms = new HostAlarms(() -> 77);
    private final ScriptedStore store = new ScriptedStore();
    private final JournalWriter writer = new JournalWriter(store, ring, hostAlarms);
    private final Checkpoint checkpoint = new Checkpoint();

    @AfterEach
    void close() {
        writer.close();
    }

    private long offer() {
        checkpoint.seq++;
        checkpoint.deliveredMicrosteps += 80;
        writer.offer(checkpoint);
        return checkpoint.seq;
    }

    private void write() {
        writer.awaitFinished(offer());
    }

    private void happens(String subject) {
        ring.add(EventKind.MODE, 1, 10_000_000L, subject, "entered", 0, null);
    }

    private boolean hasLogFailure() {
        return (hostAlarms.present() & Alarm.LOG_FAILURE.bit()) != 0;
    }

    @Test
    void aCheckpointIsDurableWhenItIsFinishedAndSoAreTheEventsBeforeIt() {
        store.on(Disk.WRITES);
        happens("paused");
        write();

        assertEquals(1, writer.finishedSeq());
        assertEquals(80, store.checkpoints().get(0).deliveredMicrosteps);
        assertEquals(List.of("1 paused entered"), store.records());
        assertFalse(hasLogFailure());
    }

    @Test
    void eventsAloneAreWrittenWithoutBeingAskedFor() {
        store.on(Disk.WRITES);
        write();
        happens("stopped");

        await().until(() -> store.records().contains("1 stopped entered"));
    }

    @Test
    void theHolderMayBeUsedAgainAsSoonAsItWasOffered() {
        store.on(Disk.WRITES);
        for (int i = 0; i < 1_000; i++) {
            while (!writer.hasRoom()) {
                Thread.onSpinWait();
            }
            offer();
        }
        writer.awaitFinished(1_000);

        List<Long> seqs = new ArrayList<>();
        store.checkpoints().forEach(c -> seqs.add(c.seq));
        for (int i = 0; i < 1_000; i++) {
            assertEquals(i + 1, seqs.get(i));
            assertEquals((i + 1) * 80L, store.checkpoints().get(i).deliveredMicrosteps);
        }
    }

    @Test
    @Tag("SR-90")
    void aRefusedWriteRaisesLogFailureAndTheNextThatSucceedsReleasesIt() {
        store.on(Disk.FAILS);
        write();
        assertTrue(hasLogFailure());

        store.on(Disk.WRITES);
        write();
        assertFalse(hasLogFailure());
        assertEquals(1, hostAlarms.occurrences(Alarm.LOG_FAILURE));
        await().until(
                        () ->
                                store.records()
                                        .equals(
                                                List.of(
                                                        "LOG_FAILURE raised",
                                                        "LOG_FAILURE released")));
    }

    @Test
    @Tag("SR-90")
    void aRefusedCheckpointIsTriedAgainThoughNothingNewCameUp() {
        store.on(Disk.FAILS);
        write();
        store.on(Disk.WRITES);

        await().atMost(ofSeconds(5)).until(() -> !hasLogFailure());
        assertEquals(1, store.checkpoints().size());
        assertEquals(1, store.checkpoints().get(0).seq);
    }

    @Test
    @Tag("SR-90")
    void eventsThatWentDownWithATransactionAreCountedAndNotedLater() {
        store.on(Disk.FAILS);
        happens("paused");
        happens("stopped");
        write();
        assertEquals(2, writer.lostRecords());

        store.on(Disk.WRITES);
        happens("continuous");
        write();
        // The writer may have tried again by itself before the third event came.
        assertTrue(
                store.records()
                        .containsAll(
                                List.of("3 continuous entered", "LOG_FAILURE raised", "lost 2")),
                store.records()::toString);
        assertFalse(store.records().contains("1 paused entered"), store.records()::toString);
    }

    @Test
    void eventsThatWereOverwrittenBeforeTheDiskAnsweredAreCounted() {
        store.on(Disk.HANGS);
        offer();
        await().until(store::isHanging);
        for (int i = 0; i < 20; i++) {
            happens("m" + i);
        }
        store.release();
        write();

        assertEquals(4, writer.lostRecords());
        assertTrue(store.records().contains("5 m4 entered"), store.records()::toString);
        assertTrue(store.records().contains("lost 4"), store.records()::toString);
    }

    @Test
    void aWriterThatIsNotWaitedForLosesNoEventWhenTheClockWaitsForIt() {
        store.on(Disk.WRITES);
        write();
        for (int i = 0; i < 10_000; i++) {
            happens("m");
            writer.awaitEvents(8);
        }
        writer.awaitEvents(0);
        write();

        assertEquals(10_000, store.records().size());
        assertEquals(0, writer.lostRecords());
    }

    @Test
    void sixteenCheckpointsWaitForADiskThatHangsAndNoMore() {
        store.on(Disk.HANGS);
        for (int i = 0; i < 16; i++) {
            assertTrue(writer.hasRoom());
            offer();
        }
        assertFalse(writer.hasRoom());

        store.release();
        writer.awaitFinished(16);
        assertTrue(writer.hasRoom());
        assertEquals(16, store.checkpoints().size());
    }

    @Test
    @Tag("SR-90")
    void aStallIsAFailureUntilTheDiskAnswers() {
        store.on(Disk.HANGS);
        offer();
        await().until(store::isHanging);
        writer.reportStall();
        assertTrue(writer.isStalled());
        assertTrue(hasLogFailure());

        store.release();
        await().until(() -> !writer.isStalled() && !hasLogFailure());
    }

    @Test
    @Tag("SR-90")
    void aWriterThatDiesRaisesLogFailureAndHoldsNobodyUp() {
        store.on(Disk.BREAKS_THE_WRITER);
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {});
        try {
            assertTimeoutPreemptively(
                    ofSeconds(5),
                    () -> {
                        write();
                        writer.awaitFinished(1_000);
                        writer.close();
                    });
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertTrue(hasLogFailure());
        assertTrue(writer.isStalled());
        assertTrue(store.isClosed());
    }

    @Test
    @Tag("SR-86")
    void oldRecordsAreRemovedBatchByBatchWhileNothingWaits() {
        store.on(Disk.WRITES);
        store.remove(50, false);
        await().until(() -> store.batchesLeft() == 0);
        write();
        assertEquals(1, store.checkpoints().size());
        assertFalse(hasLogFailure());
    }

    @Test
    @Tag("SR-86")
    @Tag("SR-90")
    void aDiskThatDoesNotRemoveIsAFailureUntilItWritesAgain() {
        store.on(Disk.FAILS);
        write();
        store.remove(50, true);
        write();
        // While writing fails nothing is tried beside it.
        assertEquals(50, store.batchesLeft());

        store.on(Disk.WRITES);
        write();
        await().until(() -> hostAlarms.occurrences(Alarm.LOG_FAILURE) == 2);
        await().until(() -> !hasLogFailure());
        assertEquals(0, store.batchesLeft());
        assertEquals(0, writer.lostRecords());
    }

    @Test
    void closingWritesWhatWaitsAndClosesTheStore() {
        store.on(Disk.WRITES);
        offer();
        offer();
        happens("stopped");
        writer.close();

        assertEquals(2, store.checkpoints().size());
        assertEquals(List.of("1 stopped entered"), store.records());
        assertTrue(store.isClosed());
    }

    @Test
    void closingOnADiskThatFailsEnds() {
        store.on(Disk.FAILS);
        offer();
        assertTimeoutPreemptively(ofSeconds(5), writer::close);

        assertTrue(store.isClosed());
        assertTrue(hasLogFailure());
    }

    @Test
    void anInterruptWhileItWaitsIsKeptForTheCaller() {
        store.on(Disk.WRITES);
        Thread.currentThread().interrupt();
        write();

        assertEquals(1, store.checkpoints().size());
        assertTrue(Thread.interrupted());
    }
}
