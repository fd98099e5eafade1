package io.pumprig.simulator.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.settings.SettingsNode;
import io.pumprig.simulator.replay.ReplayVerdict;
import io.pumprig.simulator.trace.TraceColumn;
import io.pumprig.simulator.trace.TraceColumns;
import io.pumprig.simulator.trace.TraceReader;
import io.pumprig.simulator.trace.TraceWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    private static final String LINES =
            """
            faults:
              - {key: door, target: {component: input, instance: door}, type: active, at: 20 s}
            expect:
              - {never: [HEAD_OPEN]}
            """;

    @TempDir private Path directory;

    private Path folder;

    @BeforeEach
    void aRunThatFails() throws IOException {
        ScenarioResult result = SuiteFixture.run(SuiteFixture.scenario("1 min", LINES));
        assertFalse(result.isPassed());
        folder = Evidence.write(directory, result, Company.NONE, "test", runner());
    }

    private static SuiteRunner runner() {
        return new SuiteRunner(1, false, Company.NONE, "test");
    }

    @Test
    void whoeverEndsTheSuiteMeanwhileWaitsForNoEvidenceAndFindsNoneThatIsHalf() throws IOException {
        ScenarioResult result = SuiteFixture.run(SuiteFixture.scenario("1 min", LINES));
        SuiteRunner stopped = runner();
        stopped.stop();
        assertNull(Evidence.write(directory, result, Company.NONE, "test", stopped));
        assertFalse(Files.exists(folder));
    }

    private ReplayVerdict replay() throws IOException {
        return new EvidenceReplay(folder, Company.NONE, "test", cycle -> {}).run();
    }

    private String verdict() throws IOException {
        ReplayVerdict verdict = replay();
        assertEquals(verdict.isFaithful(), verdict.lines().toString().contains("FAITHFUL"));
        return verdict.lines().get(verdict.lines().size() - 1);
    }

    @Test
    void theFolderHasAllThatASearchNeeds() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        assertEquals(
                new TreeSet<>(
                        List.of(
                                "cycles.trace",
                                "evidence.json",
                                "journal.sqlite",
                                "picture.svg",
                                "report",
                                "samples.csv",
                                "scenario.yaml",
                                "trend")),
                names);
        SettingsNode facts = SettingsNode.read(folder.resolve("evidence.json"));
        assertEquals("sim", facts.text("backend"));
        assertEquals("true", facts.values().get("sameWhenRunAgain").toString());
        assertTrue(facts.texts("failures").get(0).contains("HEAD_OPEN raised"));
        assertTrue(Files.readString(folder.resolve("picture.svg")).startsWith("<svg"));
        List<String> samples = Files.readAllLines(folder.resolve("samples.csv"));
        assertTrue(samples.get(0).startsWith("cycle,nanos,downstreamPascals"));
        assertTrue(samples.size() > 1_900, () -> samples.size() + " rows");
        assertTrue(EvidenceReplay.isOne(folder));
        assertFalse(EvidenceReplay.isOne(directory));
    }

    @Test
    void theSameRunAgainIsFaithful() throws IOException {
        ReplayVerdict verdict = replay();
        assertTrue(verdict.isFaithful(), verdict.lines()::toString);
        assertTrue(verdict.lines().toString().contains("does not hold never HEAD_OPEN"));
    }

    @Test
    void anAlteredTraceIsNamedByCycleAndField() throws IOException {
        int field =
                TraceColumns.ALL.stream()
                        .map(TraceColumn::name)
                        .toList()
                        .indexOf("downstreamPascals");
        alterTrace(Long.MAX_VALUE, (cycle, row) -> row[field] += cycle == 1_234 ? 1 : 0);
        String verdict = verdict();
        assertTrue(
                verdict.startsWith("DIVERGED in cycle 1234, downstreamPascals: recorded "),
                verdict);
    }

    @Test
    void aTraceThatEndsEarlyIsNotFaithful() throws IOException {
        alterTrace(1_000, (cycle, row) -> {});
        assertTrue(verdict().contains("replayed, and the recording had ended"), verdict());
    }

    /** Writes the folder's trace anew, up to a cycle, with each row as {@code change} leaves it. */
    private void alterTrace(long lastCycle, RowChange change) throws IOException {
        Path trace = folder.resolve("cycles.trace");
        Path altered = folder.resolve("altered.trace");
        try (TraceReader in = TraceReader.open(trace);
                OutputStream out = Files.newOutputStream(altered)) {
            TraceWriter writer = new TraceWriter(out, in.head());
            while (in.next() && in.cycle() <= lastCycle) {
                long[] row = in.row().clone();
                change.make(in.cycle(), row);
                writer.add(in.cycle(), row);
            }
            writer.end("0000000000000000", in.cycle());
        }
        Files.move(altered, trace, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What becomes of a row. */
    private interface RowChange {
        void make(long cycle, long[] row);
    }

    @Test
    void anAlteredScenarioDivergesWhereItBeginsToDiffer() throws IOException {
        Path scenario = folder.resolve("scenario.yaml");
        String text = Files.readString(scenario);
        assertTrue(text.contains("20 s"), text);
        Files.writeString(scenario, text.replace("20 s", "15 s"));
        String verdict = verdict();
        assertTrue(verdict.startsWith("DIVERGED in cycle 150"), verdict);
    }

    @Test
    void anAlteredSeedDiverges() throws IOException {
        Path scenario = folder.resolve("scenario.yaml");
        String text = Files.readString(scenario);
        assertTrue(text.contains("\"seed\": 1"), text);
        Files.writeString(scenario, text.replace("\"seed\": 1", "\"seed\": 2"));
        assertTrue(verdict().startsWith("DIVERGED in cycle "), verdict());
    }
}
