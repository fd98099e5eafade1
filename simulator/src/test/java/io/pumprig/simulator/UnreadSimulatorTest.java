package io.pumprig.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.SqliteJournal;
import io.pumprig.hal.UnreadOutput;
import io.pumprig.hal.UsualSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run whose output goes into a pipe that nobody reads. */
@EnabledOnOs(OS.LINUX)
class UnreadSimulatorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    private Process start() throws IOException {
        List<String> command =
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UnreadSimulator.class.getName(),
                        "run",
                        "--speed",
                        "600",
                        "--broker",
                        "none",
                        "--state",
                        folder.resolve("state").toString());
        return new ProcessBuilder(UsualSignals.restoredFor(command))
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    @ParameterizedTest(name = "SIG{0} ends with {1}")
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalEndsTheRunThoughNobodyReads(String signal, int exitCode)
            throws IOException, InterruptedException, JournalException {
        Path journal = folder.resolve("state").resolve("journal.sqlite");
        Process program = start();
        try {
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    Files.exists(journal)
                                            && program.getInputStream().available()
                                                    >= UnreadOutput.FULL);
            Process kill =
                    new ProcessBuilder("kill", "-" + signal, Long.toString(program.pid())).start();
            assertEquals(0, kill.waitFor());
            assertTrue(program.waitFor(15, TimeUnit.SECONDS), "it waits for a reader");
        } finally {
            program.destroyForcibly();
        }
        assertEquals("", Files.readString(folder.resolve("err")));
        assertEquals(exitCode, program.exitValue());
        assertFalse(Files.exists(Path.of(journal + "-wal")), "the journal is open");
        try (SqliteJournal kept = SqliteJournal.open(journal)) {
            assertEquals(Optional.empty(), kept.verify());
        }
    }
}
