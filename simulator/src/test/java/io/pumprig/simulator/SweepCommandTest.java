package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code sweep}, in this process. */
class SweepCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir Path folder;

    @BeforeEach
    void listen() {
        OwnStreams.lead(out, err);
    }

    @AfterEach
    void stopListening() {
        OwnStreams.release();
    }

    private int sweep(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "sweep";
        all[1] = "--report";
        all[2] = folder.resolve("report").toString();
        System.arraycopy(options, 0, all, 3, options.length);
        return PumprigSimulator.execute(all);
    }

    private Path therapy(String onRestart) throws IOException {
        return Files.writeString(
                folder.resolve("t.yaml"),
                """
                name: ten minutes
                therapy:
                  drug: baclofen
                  concentration: 2000 mcg/mL
                  program: {mode: continuous, rate: 800 mcg/day}
                  onRestart: %s
                run: 10 min
                """
                        .formatted(onRestart));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "--moments, 0, allowed 1 to 1000",
        "--threads, 257, allowed 1 to 256",
        "--lead, 5, allowed a time from 1 min to 12 h",
        "--horizon, 1 s, allowed a time from 1 min to 30 d",
        "--filter, nosuch, found `nosuch` in none of 54 faults",
    })
    void refusesWithWhatIsAllowed(String option, String value, String complaint) {
        assertEquals(2, sweep(option, value));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(complaint), err::toString);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "--moments=3 --fail-nth, --moments: found with --fail-nth; allowed without",
        "--types --fail-nth, --types: found with --fail-nth; allowed without",
        "--calls=10, --calls: found without --fail-nth; allowed with it",
        "--for=1s, --for: found without --fail-nth; allowed with it",
    })
    void refusesWhatBelongsToTheOtherSweep(String options, String complaint) {
        assertEquals(2, sweep(options.split(" ")));
        assertEquals(complaint + "\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void refusesATherapyThatWaitsForAnOperatorAfterARestart() throws IOException {
        assertEquals(2, sweep(therapy("confirm").toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("allowed resume"), err::toString);
    }

    @Test
    @Tag("F-47")
    void sweepsOneFaultAndLeavesItsReport() throws IOException {
        String file = therapy("resume").toString();
        assertEquals(0, sweep(file, "--filter", "f-47", "--moments", "2", "--horizon", "5min"));
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("F-47 HEAD_OPEN               .."), said);
        assertTrue(Files.exists(folder.resolve("report/sweep.html")));
        assertTrue(Files.readString(folder.resolve("report/sweep.json")).contains("\"FOUND\": 2"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("4 runs, "), err::toString);
    }

    @Test
    void failsSingleCallsAndLeavesTheirCounts() throws IOException {
        String file = therapy("resume").toString();
        assertEquals(0, sweep(file, "--fail-nth", "--filter", "serial.reply", "--for", "50ms"));
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("serial.reply serial/tmc2209 crc-error"), said);
        assertTrue(Files.exists(folder.resolve("report/fail-nth.json")));
    }
}
