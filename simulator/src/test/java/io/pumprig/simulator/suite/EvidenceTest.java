package io.pumprig.simulator.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.settings.SettingsNode;
import io.pumprig.simulator.replay.ReplayVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        folder = Evidence.write(directory, result, Company.NONE, "test");
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
                                "evidence.json",
                                "journal.sqlite",
                                "picture.svg",
                                "report",
                                "samples.csv",
                                "scenario.yaml",
                                "trace.gz",
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
        Path trace = folder.resolve("trace.gz");
        Path altered = folder.resolve("altered.gz");
        int field = TraceFields.NAMES.indexOf("downstreamPascals");
        try (TraceFile.Reader in = new TraceFile.Reader(trace);
                TraceFile.Writer out = new TraceFile.Writer(altered)) {
            while (in.next()) {
                long[] row = in.row().clone();
                row[field] += in.cycle() == 1_234 ? 1 : 0;
                out.add(in.cycle(), row);
            }
        }
        Files.delete(trace);
        Files.move(altered, trace);
        String verdict = verdict();
        assertTrue(
                verdict.startsWith("DIVERGED in cycle 1234, downstreamPascals: recorded "),
                verdict);
    }

    @Test
    void aTraceThatEndsEarlyIsNotFaithful() throws IOException {
        Path trace = folder.resolve("trace.gz");
        Path altered = folder.resolve("altered.gz");
        try (TraceFile.Reader in = new TraceFile.Reader(trace);
                TraceFile.Writer out = new TraceFile.Writer(altered)) {
            while (in.next() && in.cycle() <= 1_000) {
                out.add(in.cycle(), in.row());
            }
        }
        Files.delete(trace);
        Files.move(altered, trace);
        assertTrue(verdict().contains("replayed, and the recording had ended"), verdict());
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
