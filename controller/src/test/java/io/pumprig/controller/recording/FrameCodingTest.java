package io.pumprig.controller.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.blocks.BlockFile;
import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.blocks.PackedWriter;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.FlowReading;
import io.pumprig.hal.device.RotorReading;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames, packed into a file and read again. */
class FrameCodingTest {
    private static final int BLOCK = 37;

    @TempDir private Path folder;

    private Path write(List<long[]> frames, List<long[]> more) throws IOException {
        Path file = folder.resolve("frames.rec");
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            BlockFile blocks = new BlockFile(channel, RecordingWriter.FORMAT);
            blocks.write(BlockFile.START, Starts.fresh().text());
            FrameBlock block = new FrameBlock(new Foresight(10_000_000L), BLOCK);
            for (int i = 0; i < frames.size(); i++) {
                block.add(frames.get(i), more.get(i), more.get(i).length);
                if (block.isFull() || i == frames.size() - 1) {
                    PackedWriter packed = block.pack();
                    blocks.write(BlockFile.FRAMES, packed.bytes(), packed.size());
                }
            }
            blocks.write(
                    BlockFile.END,
                    new Lines()
                            .put("reason", RecordingWriter.SESSION_ENDED)
                            .put("frames", frames.size())
                            .text());
            blocks.end();
        }
        return file;
    }

    private static long[] state(RecordedFrame frame) {
        long[] state = new long[FrameLayout.SIZE];
        state[FrameLayout.KIND] = frame.kind().ordinal();
        for (Call call : Call.values()) {
            state[call.field()] = frame.answer(call);
        }
        for (Decision decision : Decision.values()) {
            state[decision.field()] = frame.decided(decision);
        }
        RotorReading rotor = new RotorReading();
        frame.restore(Sensor.ROTOR, rotor);
        rotor.save(state, Sensor.ROTOR.field());
        FlowReading flow = new FlowReading();
        frame.restore(Sensor.FLOW, flow);
        flow.save(state, Sensor.FLOW.field());
        return state;
    }

    /** Numbers of any size anywhere, most of them as before. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 0xD05E})
    void anyFramesAreReadAsTheyWereWritten(long seed) throws IOException, RecordingException {
        SplittableRandom random = new SplittableRandom(seed);
        List<long[]> frames = new ArrayList<>();
        List<long[]> more = new ArrayList<>();
        long[] frame = new long[FrameLayout.SIZE];
        for (int i = 0; i < 200; i++) {
            frame = frame.clone();
            for (Call call : Call.values()) {
                frame[call.field()] += random.nextInt(4) == 0 ? random.nextLong() : 0;
            }
            for (Decision decision : Decision.values()) {
                frame[decision.field()] += random.nextInt(4) == 0 ? random.nextLong() : 0;
            }
            frame[FrameLayout.KIND] = random.nextInt(FrameKind.values().length);
            disturb(Sensor.ROTOR, frame, random);
            disturb(Sensor.FLOW, frame, random);
            frames.add(frame);
            more.add(
                    random.nextInt(3) == 0
                            ? new long[] {Call.UTC_MILLIS.ordinal(), random.nextLong()}
                            : new long[0]);
        }
        Path file = write(frames, more);
        try (RecordingReader reader = RecordingReader.open(file, "1.0")) {
            RecordedFrame read = new RecordedFrame();
            for (int i = 0; i < frames.size(); i++) {
                assertTrue(reader.next(read), "frame " + i);
                assertArrayEquals(
                        only(frames.get(i)), state(read), "seed " + seed + ", frame " + i);
                if (more.get(i).length > 0) {
                    assertEquals(more.get(i)[1], read.answer(Call.UTC_MILLIS), "frame " + i);
                }
            }
            assertFalse(reader.next(read));
            assertTrue(reader.isWhole());
        }
    }

    /** A state that a reading can have. */
    private static void disturb(Sensor sensor, long[] frame, SplittableRandom random) {
        int begin = sensor.field();
        if (random.nextBoolean()) {
            return;
        }
        frame[begin + Sensor.ATTEMPTS] = random.nextLong();
        frame[begin + Sensor.OUTCOME] =
                random.nextBoolean() ? 0 : random.nextInt(Outcome.values().length);
        frame[begin + Sensor.EVER_TAKEN] = random.nextInt(2);
        frame[begin + Sensor.TAKEN_AT] = random.nextLong();
        frame[begin + Sensor.MISSED] = random.nextInt();
        frame[begin + sensor.raw()] = random.nextInt();
        frame[begin + sensor.raw() + 1] = random.nextLong();
        frame[begin + Sensor.VALUES] = sensor == Sensor.FLOW ? random.nextLong() : random.nextInt();
    }

    /** Of the sensors those alone that are compared here. */
    private static long[] only(long[] frame) {
        long[] only = frame.clone();
        for (Sensor sensor : Sensor.values()) {
            if (sensor != Sensor.ROTOR && sensor != Sensor.FLOW) {
                for (int i = 0; i < sensor.size(); i++) {
                    only[sensor.field() + i] = 0;
                }
            }
        }
        return only;
    }

    @Test
    void anIdleCycleCostsNextToNothing() throws IOException {
        List<long[]> frames = new ArrayList<>();
        List<long[]> more = new ArrayList<>();
        long[] frame = new long[FrameLayout.SIZE];
        for (int i = 0; i < 3_700; i++) {
            frame = frame.clone();
            frame[Call.NANOS.field()] += 10_000_000;
            frame[Call.UTC_MILLIS.field()] += 10;
            frame[Decision.CYCLE.field()]++;
            frames.add(frame);
            more.add(new long[0]);
        }
        long start = Files.size(write(frames.subList(0, 1), more));
        long size = Files.size(write(frames, more));
        assertTrue(size - start < 2 * frames.size(), () -> size - start + " bytes");
    }
}
