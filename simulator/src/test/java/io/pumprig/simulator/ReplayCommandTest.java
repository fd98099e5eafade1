package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.replay.RecordedBench;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pumprig-simulator replay} as a user starts it. */
class ReplayCommandTest {
    @TempDir private Path folder;

    private record Said(List<String> out, String err) {}

    private static Said replay(int exit, Path folder) throws InterruptedException {
        try (RunningSimulator simulator = RunningSimulator.start("replay", folder.toString())) {
            assertEquals(exit, simulator.awaitExit(), simulator::err);
            return new Said(simulator.out(), simulator.err().strip());
        }
    }

    @Test
    void aRecordedSessionIsFaithfulUntilAByteFlips() throws IOException, InterruptedException {
        try (RecordedBench bench = RecordedBench.first(folder)) {
            bench.cycles(1_200);
        }
        assertEquals(
                List.of(
                        "session 1  sim-1  1200 cycles the same",
                        "FAITHFUL: 1200 cycles of 1 session"),
                replay(0, folder).out());

        Path file = folder.resolve("recording").resolve("00001-sim-1.rec");
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            long at = raw.length() / 2;
            raw.seek(at);
            int value = raw.read();
            raw.seek(at);
            raw.write(value ^ 1);
        }
        Said damaged = replay(2, folder);
        assertEquals(List.of(), damaged.out());
        assertTrue(damaged.err().startsWith(file + ": damaged in block "), () -> damaged.err());
    }

    @Test
    void whatIsNoRecordingIsRefusedInASentence() throws IOException, InterruptedException {
        Path nowhere = folder.resolve("nowhere");
        assertEquals(nowhere + ": found no such folder", replay(2, nowhere).err());
        assertEquals(
                folder
                        + ": found no recording; allowed the folder of a failed scenario, or a state"
                        + " directory in which pumprig-controller run has recorded",
                replay(2, folder).err());
        Path recording = Files.createDirectory(folder.resolve("recording"));
        assertEquals(
                recording + ": found no recording; allowed at least one", replay(2, folder).err());
        Path file = Files.writeString(recording.resolve("00001-bench-1.rec"), "notes");
        assertEquals(file + ": not a recording", replay(2, folder).err());
    }
}
