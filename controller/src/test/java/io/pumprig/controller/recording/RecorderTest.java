package io.pumprig.controller.recording;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.Controller;
import io.pumprig.controller.FakeRig;
import io.pumprig.controller.blocks.ThrottledDisk;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.order.Verb;
import io.pumprig.hal.AllocatedBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorder between a controller and a rig, and what becomes of both when the disk fails. */
class RecorderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BLOCK = 1_000;

    @TempDir private Path folder;

    private final ThrottledDisk disk = new ThrottledDisk();
    private final FakeRig rig = new FakeRig().healthy();
    private Recorder recorder;
    private ControlLoop loop;

    @BeforeEach
    void begin() throws IOException, JournalException {
        recorder = Recorder.begin(disk, Starts.fresh());
        rig.between =
                setup ->
                        new Controller.Setup(
                                recorder.clock(setup.clock()),
                                recorder.devices(setup.devices()),
                                setup.limits(),
                                setup.library(),
                                recorder.program(setup.program()),
                                setup.path(),
                                setup.prescription(),
                                setup.periodNanos(),
                                setup.emulated(),
                                setup.store(),
                                setup.session(),
                                setup.companion(),
                                setup.leaseDelayCycles(),
                                setup.last(),
                                setup.fallback(),
                                recorder);
        recorder.begins(0);
        loop = rig.begin(250_000_000L);
    }

    @AfterEach
    void end() {
        disk.hangs.countDown();
        recorder.close();
        rig.close();
    }

    private String tick() {
        rig.tick(FakeRig.PERIOD_NANOS);
        return recorder.decided(loop);
    }

    /** Blocks, each waited for. */
    private void blocks(int count) {
        for (int i = 0; i < count; i++) {
            long before = recorder.bytes();
            for (int k = 0; k < BLOCK; k++) {
                assertNull(tick());
            }
            await().atMost(PATIENCE).until(() -> recorder.bytes() > before);
        }
    }

    /** Turns so many cycles, then one now and then, until the recording ends; why it did. */
    private String untilItEnds(int cycles) {
        for (int i = 0; i < cycles; i++) {
            String why = tick();
            if (why != null) {
                return why;
            }
        }
        return await().atMost(PATIENCE).until(this::tick, Objects::nonNull);
    }

    private void therapyGoesOn() {
        long cycle = loop.sample().cycle();
        long delivered = loop.ledger().delivered();
        for (int i = 0; i < 2 * BLOCK; i++) {
            assertNull(tick(), "it ended once more");
        }
        assertEquals(cycle + 2 * BLOCK, loop.sample().cycle());
        assertTrue(loop.ledger().delivered() > delivered, "nothing is delivered");
        assertEquals(0, loop.alarms().listed());
    }

    private RecordingReader written() throws IOException, RecordingException {
        return RecordingReader.open(disk.file(folder), "1.0");
    }

    @Test
    void aWarmCycleAllocatesNothingForIt() {
        blocks(20);
        assertEquals(0, AllocatedBytes.in(BLOCK / 2, this::tick));
        assertNull(recorder.trouble(), "it was not recorded any more");
    }

    @Test
    void everyCycleAndEveryOrderIsInIt() throws IOException, RecordingException {
        blocks(2);
        Order order = new Order(Verb.PAUSE, Order.ALL_ALARMS, -1, "nurse/1", () -> {});
        rig.controller().inbox().offer(order);
        tick();
        recorder.close();
        assertNull(recorder.trouble());
        assertTrue(disk.isClosed, "the file is open");
        try (RecordingReader reader = written()) {
            RecordedFrame frame = new RecordedFrame();
            assertTrue(reader.next(frame));
            assertEquals(FrameKind.START, frame.kind());
            for (int cycle = 1; cycle <= 2 * BLOCK; cycle++) {
                assertTrue(reader.next(frame));
                assertEquals(cycle, frame.decided(Decision.CYCLE));
                assertTrue(frame.orders().isEmpty());
            }
            assertTrue(reader.next(frame));
            assertEquals(Verb.PAUSE, frame.orders().get(0).verb());
            assertEquals(order.code(), frame.orders().get(0).code());
            assertEquals(loop.sample().nanos(), frame.answer(Call.NANOS));
            assertEquals(rig.sent, loop.ledger().delivered());
            assertFalse(reader.next(frame));
            assertTrue(reader.isWhole(), reader.end());
        }
    }

    @Test
    void aFullDiskEndsTheRecordingAndNotTherapy() throws IOException, RecordingException {
        blocks(2);
        disk.mostBytes = 0;
        assertEquals("it cannot be written: No space left on device", untilItEnds(BLOCK));
        assertEquals("it cannot be written: No space left on device", recorder.trouble());
        therapyGoesOn();
        recorder.close();
        // What had been written is good for what it holds.
        try (RecordingReader reader = written()) {
            RecordedFrame frame = new RecordedFrame();
            int frames = 0;
            while (reader.next(frame)) {
                frames++;
            }
            assertEquals(2 * BLOCK, frames);
            assertFalse(reader.isWhole());
            assertEquals("it was not ended", reader.end());
        }
    }

    @Test
    void aLimitEndsTheRecordingWithItsReasonInIt() throws IOException, RecordingException {
        blocks(1);
        disk.objection = "it has reached its limit of 1 MiB";
        assertEquals("it has reached its limit of 1 MiB", untilItEnds(BLOCK));
        therapyGoesOn();
        recorder.close();
        try (RecordingReader reader = written()) {
            RecordedFrame frame = new RecordedFrame();
            while (reader.next(frame)) {
                assertNotNull(frame.kind());
            }
            assertEquals("it has reached its limit of 1 MiB", reader.end());
        }
    }

    @Test
    void aWriterThatFallsBehindEndsTheRecordingAndNobodyWaits()
            throws IOException, RecordingException {
        disk.hangs = new CountDownLatch(1);
        assertEquals("its writer fell behind", untilItEnds(20 * BLOCK));
        long last = loop.sample().cycle();
        therapyGoesOn();
        disk.hangs.countDown();
        recorder.close();
        assertEquals("its writer fell behind", recorder.trouble());
        try (RecordingReader reader = written()) {
            RecordedFrame frame = new RecordedFrame();
            while (reader.next(frame)) {
                assertTrue(frame.decided(Decision.CYCLE) < last, "it has more than was taken");
            }
            assertEquals(last - 1, frame.decided(Decision.CYCLE));
            assertEquals("its writer fell behind", reader.end());
        }
    }
}
