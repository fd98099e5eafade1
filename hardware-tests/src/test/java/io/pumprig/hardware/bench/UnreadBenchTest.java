package io.pumprig.hardware.bench;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run whose output goes into a pipe that nobody reads, in a process of its own. */
@EnabledOnOs(OS.LINUX)
class UnreadBenchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    private Process program;
    private Path state;
    private Path coils;

    @BeforeEach
    void start() throws IOException {
        state = folder.resolve("state");
        coils = folder.resolve("coils");
        BenchFiles files = BenchFiles.in(folder);
        SimulatedHost told =
                new SimulatedHost(
                        () -> {
                            throw new AssertionError("nothing was confirmed");
                        });
        assertEquals(2, told.run(files.run(state, null).toArray(String[]::new)));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-Xshare:auto",
                                "-cp",
                                System.getProperty("java.class.path"),
                                UnreadBench.class.getName(),
                                coils.toString()));
        command.addAll(files.run(state, BenchFiles.hash(told)));
        program =
                new ProcessBuilder(UsualSignals.restoredFor(command))
                        .redirectError(folder.resolve("err").toFile())
                        .start();
    }

    @AfterEach
    void end() {
        program.destroyForcibly();
    }

    @ParameterizedTest(name = "SIG{0} ends with {1}")
    @CsvSource({"TERM, 143", "INT, 130"})
    @Tag("SR-18")
    void aSignalEndsTherapyThoughNobodyReads(String signal, int exitCode)
            throws IOException, InterruptedException, JournalException {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                !program.isAlive()
                                        || program.getInputStream().available()
                                                >= UnreadOutput.FULL);
        assertTrue(program.isAlive(), () -> "it ended: " + err());
        Process kill =
                new ProcessBuilder("kill", "-" + signal, Long.toString(program.pid())).start();
        assertEquals(0, kill.waitFor());

        assertTrue(program.waitFor(20, TimeUnit.SECONDS), "it waits for a reader");

        assertEquals(exitCode, program.exitValue(), this::err);
        assertEquals("off", Files.readString(coils));
        assertEquals("", err());
        assertFalse(Files.exists(state.resolve("journal.sqlite-wal")), "the journal is open");
        try (SqliteJournal journal = SqliteJournal.open(state.resolve("journal.sqlite"))) {
            assertEquals(Optional.empty(), journal.verify());
        }
    }

    private String err() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
