package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records of a simulated run, looked at with the program that made them. */
@Tag("SR-88")
class JournalCommandTest {
    @TempDir private Path folder;

    private static List<String> said(int exit, String... arguments) throws InterruptedException {
        try (RunningSimulator simulator = RunningSimulator.start(arguments)) {
            assertEquals(exit, simulator.awaitExit(), simulator::err);
            return simulator.out();
        }
    }

    @Test
    void whatARunLeftIsSoundUntilAByteFlips() throws IOException, InterruptedException {
        String state = folder.resolve("state").toString();
        said(
                0,
                "run",
                "--for",
                "1h",
                "--speed",
                "max",
                "--seed",
                "1",
                "--broker",
                "none",
                "--state",
                state);
        Path file = Path.of(state, "journal.sqlite");
        List<String> sound = said(0, "journal", "verify", file.toString());
        assertTrue(sound.get(0).startsWith("journal " + file + ": "), sound::toString);
        assertTrue(sound.get(0).endsWith("; sound"), sound::toString);
        assertTrue(
                said(0, "journal", "show", file.toString()).toString().contains("therapy  begun"));

        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(bytes.indexOf("therapybegun"));
            raw.write('T');
        }
        List<String> flaw = said(1, "journal", "verify", file.toString());
        assertTrue(
                flaw.get(0).matches(".*: link \\d+: the row of event was changed"), flaw::toString);
    }
}
