package io.pumprig.simulator.trace;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.AllocatedBytes;
import io.pumprig.simulator.scenario.TestRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A recorder beside a run: it sees all, changes nothing, and a disk cannot hold the run up. */
class TraceRecorderTest {
    private static final long PATIENCE_MILLIS = 30_000;

    /** Two blocks and a half of every tenth cycle. */
    private static final long CYCLES = 25_600;

    private static String hashAlone;

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private TraceRecorder recorder(OutputStream out, int every, long patienceMillis) {
        try {
            TraceHead head = new TraceHead("test", "sim-1", 1, TestRun.PERIOD_NANOS, every);
            return new TraceRecorder(out, head, complaints::add, patienceMillis);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** An occlusion, its alarm and its end, so that there is something to record. */
    private static String lived(TestRun run, long cycles) {
        run.cycles(cycles / 4);
        run.inject("line", "downstream", "occlusion");
        run.cycles(cycles / 2).clear();
        run.cycles(cycles - cycles / 4 - cycles / 2);
        return run.hash();
    }

    @BeforeAll
    static void runAlone() {
        try (TestRun run = new TestRun(1, TestRun.prescription(800))) {
            hashAlone = lived(run, CYCLES);
        }
    }

    @Test
    void holdsEveryTenthCycleAsItWasAndTheRunIsTheSame() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<long[]> seen = new ArrayList<>();
        try (TestRun run = new TestRun(1, TestRun.prescription(800))) {
            TraceRecorder recorder = recorder(out, 10, PATIENCE_MILLIS);
            run.run().watchedBy(recorder);
            run.run()
                    .watchedBy(
                            live -> {
                                if (live.cycle() % 10 == 0) {
                                    long[] row = TraceColumns.row();
                                    TraceColumns.fill(row, live);
                                    seen.add(row);
                                }
                            });
            assertEquals(hashAlone, lived(run, CYCLES));
            recorder.close();
            assertNull(recorder.trouble());
            assertEquals(CYCLES / 10, recorder.rows());
            assertEquals(out.size(), recorder.size());
        }
        TraceReader trace =
                TraceReader.within("memory", new ByteArrayInputStream(out.toByteArray()));
        long first = -1;
        for (long[] row : seen) {
            assertTrue(trace.next());
            first = first < 0 ? trace.cycle() : first;
            assertEquals(first + 10 * (trace.rows() - 1), trace.cycle());
            assertArrayEquals(row, trace.row());
        }
        assertFalse(trace.next());
        assertEquals(hashAlone, trace.end().traceHash());
        assertEquals(List.of(), complaints);
    }

    @Test
    void theTruthIsWhatThePlantSays() {
        try (TestRun run = new TestRun(1, TestRun.prescription(800))) {
            run.cycles(5_000);
            long[] row = TraceColumns.row();
            TraceColumns.fill(row, run.run());
            int last = row.length - 1;
            assertEquals("linePressurePascals", TraceColumns.ALL.get(last).name());
            assertEquals(Math.round(run.rig().plant().linePressureKilopascals() * 1e3), row[last]);
            assertEquals(Math.round(run.rig().plant().tipMicrolitres() * 1e6), row[last - 1]);
            assertEquals(Math.round(run.rig().plant().tipMicrograms() * 1e6), row[last - 2]);
        }
    }

    @Test
    void theSimulationAllocatesNothingForARow() {
        try (TestRun run = new TestRun(1, TestRun.prescription(800))) {
            TraceRecorder recorder = recorder(OutputStream.nullOutputStream(), 1, PATIENCE_MILLIS);
            run.run().watchedBy(recorder);
            run.cycles(200_000);
            assertEquals(0, AllocatedBytes.in(1_000, () -> recorder.saw(run.run())));
            recorder.close();
        }
    }

    /** Takes so many bytes and then no more. */
    private static final class Disk extends OutputStream {
        private final int room;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        Disk(int room) {
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            throw new AssertionError("byte by byte");
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int fits = Math.min(length, room - kept.size());
            kept.write(bytes, from, fits);
            if (fits < length) {
                throw new IOException("No space left on device");
            }
        }
    }

    @Test
    void aFullDiskEndsTheTraceAndTheRunGoesOn() throws IOException {
        Disk disk = new Disk(8_000);
        try (TestRun run = new TestRun(1, TestRun.prescription(800))) {
            TraceRecorder recorder = recorder(disk, 1, PATIENCE_MILLIS);
            run.run().watchedBy(recorder);
            assertEquals(hashAlone, lived(run, CYCLES));
            recorder.close();
            TraceReader trace =
                    TraceReader.within("disk", new ByteArrayInputStream(disk.kept.toByteArray()));
            while (trace.next()) {
                assertEquals(TraceColumns.ALL.size(), trace.row().length);
            }
            assertTrue(trace.isCut());
            String told = "it ends after " + trace.rows() + " rows: No space left on device";
            assertEquals(told, recorder.trouble());
            assertEquals(List.of(told), complaints);
        }
    }

    /** A disk that answers when the latch is open. */
    private static OutputStream waiting(CountDownLatch latch, OutputStream out) {
        return new OutputStream() {
            private boolean begun;

            @Override
            public void write(int b) {
                throw new AssertionError("byte by byte");
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                try {
                    if (begun) {
                        latch.await();
                    }
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                // The head is written before anything waits.
                begun = true;
                out.write(bytes, from, length);
            }
        };
    }

    @Test
    void aDiskThatDoesNotAnswerEndsTheTraceAndTheRunGoesOn() {
        CountDownLatch never = new CountDownLatch(1);
        try (TestRun run = new TestRun(1, TestRun.prescription(800))) {
            TraceRecorder recorder =
                    recorder(waiting(never, OutputStream.nullOutputStream()), 1, 50);
            run.run().watchedBy(recorder);
            assertEquals(hashAlone, lived(run, CYCLES));
            recorder.close();
            String told = "it ends after 0 rows: the disk does not answer";
            assertEquals(told, recorder.trouble());
            assertEquals(List.of(told), complaints);
        } finally {
            never.countDown();
        }
    }

    @Test
    void aDiskThatWasSlowForAWhileHasAllOfIt() throws IOException {
        CountDownLatch slow = new CountDownLatch(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TestRun run = new TestRun(1, TestRun.prescription(800))) {
            TraceRecorder recorder = recorder(waiting(slow, out), 1, PATIENCE_MILLIS);
            run.run().watchedBy(recorder);
            // As many blocks as there are wait; the simulation would wait for the next.
            run.cycles(3 * 1_024 + 500);
            Thread simulation = new Thread(() -> run.cycles(CYCLES), "simulation");
            simulation.start();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> simulation.getState() == Thread.State.TIMED_WAITING);
            slow.countDown();
            await().atMost(Duration.ofSeconds(30)).until(() -> !simulation.isAlive());
            recorder.close();
            assertNull(recorder.trouble());
            assertEquals(3 * 1_024 + 500 + CYCLES, recorder.rows());
        }
        TraceReader trace =
                TraceReader.within("memory", new ByteArrayInputStream(out.toByteArray()));
        while (trace.next()) {
            assertEquals(TraceColumns.ALL.size(), trace.row().length);
        }
        assertFalse(trace.isCut());
    }

    @Test
    void aRunOfNoCycleLeavesATraceOfNone() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        recorder(out, 10, PATIENCE_MILLIS).close();
        TraceReader trace =
                TraceReader.within("memory", new ByteArrayInputStream(out.toByteArray()));
        assertFalse(trace.next());
        assertEquals(new TraceEnd(0, "", 0), trace.end());
    }
}
