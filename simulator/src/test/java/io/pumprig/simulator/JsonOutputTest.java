package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.DocumentedKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * With {@code --format json} standard output is documents, one a line, whose keys {@code
 * docs/json.md} tells. What needs a broker is in {@link FaultCommandTest}.
 */
class JsonOutputTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path folder;
    private String err;

    /** The documents of a command, of which the page knows every key. */
    private List<Map<?, ?>> documents(String heading, int exitCode, String... command)
            throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--format", "json"));
        OwnStreams.lead(said, complained);
        int code;
        try {
            code = PumprigSimulator.execute(words.toArray(String[]::new));
        } finally {
            OwnStreams.release();
        }
        err = complained.toString(StandardCharsets.UTF_8);
        assertEquals(exitCode, code, err);
        DocumentedKeys page = new DocumentedKeys(Path.of("docs", "json.md"));
        List<Map<?, ?>> documents = new ArrayList<>();
        for (String line : said.toString(StandardCharsets.UTF_8).split("\n")) {
            Object document = JSON.readValue(line, Object.class);
            assertEquals(Set.of(), page.unknown(heading, document), line);
            if (document instanceof Map<?, ?> map) {
                documents.add(map);
            }
        }
        return documents;
    }

    private static Map<?, ?> last(List<Map<?, ?>> documents) {
        return documents.get(documents.size() - 1);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String scenario(String expectation) throws IOException {
        return file(
                "s.yaml",
                """
                name: ten minutes
                therapy:
                  drug: baclofen
                  concentration: 2000 mcg/mL
                  program: {mode: continuous, rate: 800 mcg/day}
                run: 10 min
                expect:
                  - %s
                """
                        .formatted(expectation));
    }

    @Test
    void aRunTellsWhereItIsAndWhatItCameTo() throws IOException {
        String orders =
                file("o.yaml", "orders: [{at: 1 min, bolus: {dose: 900 mcg, duration: 5 min}}]\n");
        String faults =
                file(
                        "f.yaml",
                        """
                        faults:
                          - key: k
                            target: {component: pressure, instance: downstream}
                            type: wire-broken
                            at: 2 min
                        """);
        List<Map<?, ?>> said =
                documents(
                        "run",
                        0,
                        "run",
                        "--for",
                        "5min",
                        "--speed",
                        "max",
                        "--broker",
                        "none",
                        "--orders",
                        orders,
                        "--fault",
                        faults,
                        "--trace",
                        at("t.trace"),
                        "--state",
                        at("kept"));
        assertEquals(Map.of("broker", "none"), said.get(0));
        assertEquals(Map.of("topics", "pumprig/v1/sim-1/"), said.get(1));
        assertEquals(30_000, last(said).get("cycle"));
        assertTrue(last(said).get("traceHash").toString().matches("[0-9a-f]{16}"));
        assertFalse(((List<?>) last(said).get("alarms")).isEmpty());
        assertEquals(1, ((List<?>) last(said).get("orders")).size());

        Map<?, ?> report =
                last(documents("report", 0, "report", at("kept"), "--report", at("report")));
        assertTrue(Files.exists(Path.of(report.get("report").toString())));

        Map<?, ?> trace = last(documents("trace info", 0, "trace", "info", at("t.trace")));
        assertEquals(last(said).get("traceHash"), trace.get("traceHash"));
    }

    @Test
    void aSuiteTellsEachRunAndWhatAllCameTo() throws IOException {
        String holds = scenario("{never: any}");
        assertEquals(
                "ten minutes",
                last(documents("test --list", 0, "test", holds, "--list")).get("scenario"));
        List<Map<?, ?>> said = documents("test", 0, "test", holds, "--report", at("test"));
        assertEquals(true, said.get(0).get("passed"));
        assertEquals(1, last(said).get("passed"));

        String fails = scenario("{mode: paused}");
        List<Map<?, ?>> failed = documents("test", 1, "test", fails, "--report", at("test"));
        assertEquals(1, last(failed).get("failed"));
        Path left;
        try (var folders = Files.list(folder.resolve("test/failed"))) {
            left = folders.findFirst().orElseThrow();
        }
        Map<?, ?> replayed = last(documents("replay", 0, "replay", left.toString()));
        assertEquals("FAITHFUL", replayed.get("verdict"));
    }

    @Test
    void aSweepTellsWhatFailed() throws IOException {
        String therapy =
                file(
                        "t.yaml",
                        """
                        name: an hour
                        therapy:
                          drug: baclofen
                          concentration: 2000 mcg/mL
                          program: {mode: continuous, rate: 800 mcg/day}
                          onRestart: resume
                        run: 60 min
                        """);
        Map<?, ?> swept =
                last(
                        documents(
                                "sweep",
                                0,
                                "sweep",
                                therapy,
                                "--filter",
                                "F-47",
                                "--moments",
                                "1",
                                "--report",
                                at("sweep")));
        assertEquals("an hour", swept.get("scenario"));
        List<Map<?, ?>> calls =
                documents(
                        "sweep --fail-nth",
                        0,
                        "sweep",
                        therapy,
                        "--fail-nth",
                        "--filter",
                        "echo-lost",
                        "--calls",
                        "1",
                        "--for",
                        "10 ms",
                        "--report",
                        at("nth"));
        assertFalse(calls.isEmpty());
    }

    @Test
    void theCatalogueOfFaultsIsADocument() throws IOException {
        assertEquals("sim", last(documents("fault list", 0, "fault", "list")).get("backend"));
        documents("fault list", 0, "fault", "list", "F-01");
    }

    @Test
    void aComplaintIsNoDocument() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        OwnStreams.lead(said, complained);
        try {
            assertEquals(2, PumprigSimulator.execute("report", at("none"), "--format", "json"));
        } finally {
            OwnStreams.release();
        }
        assertEquals("", said.toString(StandardCharsets.UTF_8));
        assertTrue(complained.toString(StandardCharsets.UTF_8).contains("found no journal.sqlite"));
    }
}
