package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.trace.TraceColumn;
import io.pumprig.simulator.trace.TraceColumns;
import io.pumprig.simulator.trace.TraceReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run --trace} and {@code trace}, in this process. */
class TraceCommandTest {
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

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
    }

    /** Folder names in options stand as {@code @}. */
    private int execute(String... command) {
        out.reset();
        err.reset();
        return PumprigSimulator.execute(
                Arrays.stream(command)
                        .map(word -> word.replace("@", folder + "/"))
                        .toArray(String[]::new));
    }

    private int run(String duration, String... options) {
        String[] usual = {
            "run", "--for", duration, "--speed", "max", "--seed", "3", "--broker", "none"
        };
        String[] all = Arrays.copyOf(usual, usual.length + options.length);
        System.arraycopy(options, 0, all, usual.length, options.length);
        return execute(all);
    }

    private String hash() {
        return said().lines()
                .filter(line -> line.startsWith("trace hash: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said() + complained()))
                .substring("trace hash: ".length());
    }

    /** A trace of two simulated minutes. */
    private Path trace() {
        assertEquals(0, run("2 min", "--trace", "@a.trace"), this::complained);
        return folder.resolve("a.trace");
    }

    private List<String> csv(String... options) {
        String[] all = Arrays.copyOf(new String[] {"trace", "export"}, options.length + 2);
        System.arraycopy(options, 0, all, 2, options.length);
        assertEquals(0, execute(all), this::complained);
        assertTrue(said().endsWith("\r\n"));
        return List.of(said().split("\r\n"));
    }

    // ---- a run and its trace

    @Test
    void aRunIsTheSameWithATraceAndSaysHowLargeItIs() throws IOException {
        assertEquals(0, run("2 min"));
        String alone = hash();
        Path file = trace();
        assertEquals(alone, hash());
        assertEquals("trace a.trace: 1200 rows, " + Files.size(file) + " bytes\n", complained());
        assertEquals(0, run("2 min", "--trace", "@b.trace"));
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(folder.resolve("b.trace")));
        try (TraceReader trace = TraceReader.open(file)) {
            while (trace.next()) {
                assertEquals(10 * trace.rows(), trace.cycle());
            }
            assertEquals(alone, trace.end().traceHash());
            assertEquals(12_000, trace.end().lastCycle());
            assertEquals(3, trace.head().seed());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "7, 142", "1000, 1", "1000000, 0"})
    void holdsOneOfHowManyCycles(int every, long rows) throws IOException {
        assertEquals(
                0, run("10 s", "--trace", "@a.trace", "--trace-every", Integer.toString(every)));
        assertTrue(complained().startsWith("trace a.trace: " + rows + " rows, "), complained());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000001"})
    void refusesAStrideThatCannotBe(String every) {
        assertEquals(2, run("10 s", "--trace", "@a.trace", "--trace-every", every));
        assertEquals("--trace-every: found " + every + "; allowed 1 to 1000000\n", complained());
        assertFalse(Files.exists(folder.resolve("a.trace")));
    }

    @Test
    void refusesAStrideOfNoTrace() {
        assertEquals(2, run("10 s", "--trace-every", "5"));
        assertEquals("--trace-every: found 5 without --trace; allowed with it\n", complained());
    }

    @Test
    void neverReplacesWhatIsNoTrace() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "a year of work");
        assertEquals(2, run("10 s", "--trace", "@notes.txt"));
        assertEquals(
                "--trace: found notes.txt, which is no trace; allowed a new file, or a trace to"
                        + " replace\n",
                complained());
        assertEquals("a year of work", Files.readString(notes));
        assertEquals("", said());

        Files.createDirectory(folder.resolve("sub"));
        assertEquals(2, run("10 s", "--trace", "@sub"));
        assertEquals(2, run("10 s", "--trace", "/dev/null"));
    }

    @Test
    void replacesATraceAndAnEmptyFile() throws IOException {
        long size = Files.size(trace());
        assertEquals(0, run("1 min", "--trace", "@a.trace"));
        assertTrue(Files.size(folder.resolve("a.trace")) < size);
        Files.createFile(folder.resolve("empty"));
        assertEquals(0, run("1 min", "--trace", "@empty"), this::complained);
        assertTrue(Files.size(folder.resolve("empty")) > 0);
    }

    @Test
    void aPlaceThatCannotBeWrittenEndsWithThreeBeforeTheRun() {
        assertEquals(3, run("10 s", "--trace", "@nowhere/a.trace"));
        assertEquals(
                "--trace: nowhere/a.trace cannot be written: it cannot be made\n", complained());
        assertEquals("", said());
    }

    @Test
    void aRunThatGoesOnLaterHasATraceOfItsOwn() throws IOException {
        for (int minute = 1; minute <= 3; minute++) {
            String[] options = {"--state", "@state", "--trace", "@a.trace"};
            assertEquals(0, run(minute + " min", options), this::complained);
        }
        long cycle = 0;
        for (String name : List.of("a.trace", "a.trace.2", "a.trace.3")) {
            try (TraceReader trace = TraceReader.open(folder.resolve(name))) {
                while (trace.next()) {
                    assertTrue(trace.cycle() > cycle, name);
                    cycle = trace.cycle();
                }
                assertFalse(trace.isCut(), name);
                assertTrue(trace.rows() > 500, name);
            }
        }
        assertEquals(18_000, cycle);
    }

    // ---- export

    @Test
    void theHeadNamesEachColumnWithItsUnitAndRowsFollow() {
        trace();
        List<String> csv = csv("@a.trace");
        String head =
                TraceColumns.ALL.stream()
                        .map(TraceColumn::heading)
                        .collect(Collectors.joining(","));
        assertEquals(head.replace("time [s],", "time [s],cycle,"), csv.get(0));
        assertTrue(csv.get(0).startsWith("time [s],cycle,downstream [kPa],upstream [kPa],"));
        assertEquals(1 + 1_200, csv.size());
        int columns = TraceColumns.ALL.size() + 1;
        for (String line : csv) {
            assertEquals(columns, line.split(",", -1).length, line);
        }
    }

    @Test
    void numbersAreThoseOfTheTraceInTheirUnit() throws IOException {
        trace();
        List<String> csv = csv("@a.trace", "--columns", "orderedDose,mode,downstream");
        assertEquals("time [s],cycle,orderedDose [mcg],mode,downstream [kPa]", csv.get(0));
        try (TraceReader trace = TraceReader.open(folder.resolve("a.trace"))) {
            int at = 1;
            while (trace.next()) {
                String[] shown = csv.get(at++).split(",");
                long[] row = trace.row();
                assertExact(row[0], shown[0], 9);
                assertEquals(Long.toString(trace.cycle()), shown[1]);
                assertExact(row[25], shown[2], 6);
                assertExact(row[19], shown[3], 0);
                assertExact(row[1], shown[4], 3);
            }
            assertEquals(csv.size(), at);
        }
    }

    private static void assertExact(long expected, String shown, int decimals) {
        assertEquals(
                expected,
                new java.math.BigDecimal(shown).movePointRight(decimals).longValueExact(),
                shown);
    }

    @Test
    void aPartInTimeBeginsAtItsFirstRowAndEndsBeforeItsLast() {
        trace();
        List<String> csv =
                csv("@a.trace", "--from", "30 s", "--until", "1 min", "--columns", "air");
        assertEquals(1 + 300, csv.size());
        assertEquals("3000", csv.get(1).split(",")[1]);
        assertEquals("5990", csv.get(300).split(",")[1]);
        assertEquals(1, csv("@a.trace", "--from", "1 h").size(), "the head alone");
    }

    @Test
    void aFileHasWhatStandardOutputWouldHaveAndIsReplacedWhenAsked() throws IOException {
        trace();
        List<String> csv = csv("@a.trace");
        assertEquals(0, execute("trace", "export", "@a.trace", "--out", "@a.csv"));
        assertEquals("", said() + complained());
        Path file = folder.resolve("a.csv");
        assertEquals(String.join("\r\n", csv) + "\r\n", Files.readString(file));
        Files.writeString(file, "old");
        assertEquals(2, execute("trace", "export", "@a.trace", "--out", "@a.csv"));
        assertEquals("--out: found a.csv; allowed a new file, or --force\n", complained());
        assertEquals("old", Files.readString(file));
        assertEquals(0, execute("trace", "export", "@a.trace", "--out", "@a.csv", "--force"));
        assertEquals(String.join("\r\n", csv) + "\r\n", Files.readString(file));
    }

    @Test
    void neverWritesOverTheTraceItself() throws IOException {
        Path file = trace();
        byte[] before = Files.readAllBytes(file);
        assertEquals(2, execute("trace", "export", "@a.trace", "--out", "@a.trace", "--force"));
        assertEquals("--out: found the trace itself; allowed another file\n", complained());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void ofAKilledRunItWritesWhatIsWholeAndSaysSo() throws IOException {
        byte[] bytes = Files.readAllBytes(trace());
        Files.write(folder.resolve("cut.trace"), Arrays.copyOf(bytes, bytes.length - 300));
        List<String> whole = csv("@a.trace");
        List<String> cut = csv("@cut.trace");
        assertEquals(whole.subList(0, 1 + 1_024), cut);
        assertEquals(
                "cut.trace: cut off, as its run was killed; 1024 rows are whole\n", complained());
        assertEquals(0, execute("trace", "info", "@cut.trace"));
        assertTrue(said().contains("rows          1024, "), said());
        assertTrue(said().contains("cut off       the run was killed"), said());
    }

    @Test
    void ofADamagedTraceItWritesTheRowsBeforeAndNamesThePlace() throws IOException {
        byte[] bytes = Files.readAllBytes(trace());
        bytes[bytes.length - 200] ^= 1;
        Files.write(folder.resolve("bad.trace"), bytes);
        assertEquals(2, execute("trace", "export", "@bad.trace"));
        assertTrue(complained().startsWith("bad.trace: damaged at byte "), complained());
        assertEquals(1 + 1_024, said().lines().count());
    }

    @Test
    void infoTellsWhatIsInItAndHowItEnded() throws IOException {
        Path file = trace();
        String hash = hash();
        assertEquals(0, execute("trace", "info", "@a.trace"));
        List<String> lines = said().lines().toList();
        assertTrue(lines.contains("seed          3"), said());
        assertTrue(lines.contains("every         10 cycles of 10000000 ns"), said());
        assertTrue(lines.contains("rows          1200, " + Files.size(file) + " bytes"), said());
        assertTrue(lines.contains("column        downstream [kPa]"), said());
        assertEquals("trace hash: " + hash, lines.get(lines.size() - 1));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "@a.trace --columns downstrem | --columns: found `downstrem`; allowed time, ",
                "@a.trace --columns downstrem | (did you mean \"downstream\"?)",
                "@a.trace --from 30 | --from: found 30; allowed a number with one of ",
                "@a.trace --until 0s | --until: found 0s; allowed a time after --from",
                "@a.trace --from 2min --until 1min | --until: found 1min; allowed a time after --from",
                "@none.trace | none.trace: found no such file",
                "@ | found a directory; allowed a trace, as run --trace FILE writes it",
                "@notes.txt | notes.txt: not a trace; allowed what pumprig-simulator run --trace",
            })
    void refusesWithWhatIsAllowed(String options, String complaint) throws IOException {
        trace();
        Files.writeString(folder.resolve("notes.txt"), "a year of work");
        assertEquals(2, execute(("trace export " + options).split(" ")), this::complained);
        assertTrue(complained().contains(complaint), complained());
        assertEquals("", said());
    }

    @Test
    void aPlaceThatCannotBeWrittenEndsWithThree() {
        trace();
        assertEquals(3, execute("trace", "export", "@a.trace", "--out", "@nowhere/a.csv"));
        assertEquals("--out: nowhere/a.csv cannot be written: it cannot be made\n", complained());
        assertEquals(3, execute("trace", "export", "@a.trace", "--out", "/dev/full", "--force"));
        assertTrue(complained().startsWith("--out: /dev/full cannot be written: "), complained());
    }
}
