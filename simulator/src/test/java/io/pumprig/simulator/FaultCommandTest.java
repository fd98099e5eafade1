package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.DocumentedKeys;
import io.pumprig.simulator.gateway.TesterClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code pumprig-simulator fault} as a tester uses it, against a session that runs. */
class FaultCommandTest {
    @TempDir private static Path folder;

    private static RunningSimulator simulator;
    private static String url;
    private static TesterClient tester;

    private String out;
    private String err;

    @BeforeAll
    static void start() throws Exception {
        Path therapy = folder.resolve("therapy.yaml");
        Files.writeString(
                therapy,
                """
                drug: water
                concentration: 2000 mcg/mL
                program: {mode: continuous, rate: 1000 mcg/day}
                """);
        simulator =
                RunningSimulator.start(
                        "run",
                        "--therapy",
                        therapy.toString(),
                        "--speed",
                        "600",
                        "--state-period",
                        "20 ms",
                        "--broker",
                        "embedded:0");
        url = simulator.broker();
        tester = new TesterClient(url, "pumprig/v1/sim-1/");
        // The power-on test is over.
        tester.hear("state", m -> m.json().path("mode").asString("").equals("continuous"));
    }

    @AfterAll
    static void stop() {
        tester.close();
        simulator.close();
    }

    @BeforeEach
    void mendEverything() throws Exception {
        String id = "mend-" + System.nanoTime();
        tester.request("fault-clear-all", "{'id':'" + id + "-1','client':'t'}");
        tester.request("alarm-acknowledge", "{'id':'" + id + "-2','client':'t'}");
        JsonNode mended =
                tester.hear("rsp/t", m -> m.json().path("id").asString("").equals(id + "-2"))
                        .json();
        long cycle = mended.path("cycle").longValue();
        tester.hear(
                "state",
                m ->
                        m.json().path("cycle").longValue() > cycle
                                && m.json().path("alarms").isEmpty());
    }

    private int fault(String... arguments) {
        List<String> all = new ArrayList<>(List.of("fault"));
        all.addAll(Arrays.asList(arguments));
        all.addAll(List.of("--broker", url));
        return execute(all);
    }

    private int execute(List<String> arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        OwnStreams.lead(said, complained);
        try {
            return PumprigSimulator.execute(arguments.toArray(String[]::new));
        } finally {
            OwnStreams.release();
            out = said.toString(StandardCharsets.UTF_8);
            err = complained.toString(StandardCharsets.UTF_8);
        }
    }

    /** All that was said is one document, of which {@code docs/json.md} knows every key. */
    private void assertDocumented() throws IOException {
        Object document = JsonMapper.shared().readValue(out.strip(), Object.class);
        assertEquals(1, out.lines().count(), out);
        assertEquals(
                Set.of(),
                new DocumentedKeys(Path.of("docs", "json.md"))
                        .unknown("fault inject, clear, active, and scenario-export", document));
    }

    private String value(String name) {
        return out.lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + out + err));
    }

    @Test
    @Tag("F-01")
    @Tag("SR-55")
    void aScriptIsToldThatAnOcclusionWasFoundInTimeAndAfterWhichVolume() {
        int code = fault("inject", "F-01", "--await", "OCCLUSION_DOWNSTREAM", "--within", "10uL");

        assertEquals(0, code, () -> out + err);
        assertEquals("backend sim", out.lines().findFirst().orElseThrow());
        assertTrue(value("answer").startsWith("accepted, cycle "), out);
        assertTrue(out.contains("F-01 "), out);
        assertTrue(value("detected").startsWith("OCCLUSION_DOWNSTREAM, cycle "), out);
        double seconds = Double.parseDouble(value("after").split(" ")[0]);
        double microlitres = Double.parseDouble(value("volume").split(" ")[0]);
        // 1000 mcg/day at 2000 mcg/mL is 500 uL a day.
        assertEquals(seconds * 500 / 86_400, microlitres, 0.02);
        assertTrue(microlitres > 3 && microlitres <= 10, out);
        assertEquals("10 uL: in time", value("within"));
    }

    @Test
    void theSessionIsWrittenAsAScenarioThatComesToTheSameHash() throws Exception {
        Path file = folder.resolve("session.yaml");
        fault("inject", "F-01", "--key", "later", "--at", "in 3000 d");
        int code = execute(List.of("scenario-export", file.toString(), "--broker", url));

        assertEquals(0, code, () -> out + err);
        assertEquals("backend sim", out.lines().findFirst().orElseThrow());
        assertTrue(value("answer").startsWith("accepted, cycle "), out);
        assertEquals("later", value("notBegun"));
        String scenario = Files.readString(file);
        assertFalse(scenario.contains("later"), scenario);
        assertTrue(scenario.contains("traceHash: \"" + value("traceHash") + "\""), scenario);
        assertTrue(scenario.startsWith("name: \"session of " + value("cycles")), scenario);
        assertEquals(
                0,
                execute(
                        List.of(
                                "test",
                                file.toString(),
                                "--report",
                                folder.resolve("report").toString())),
                () -> out + err);

        assertEquals(2, execute(List.of("scenario-export", file.toString(), "--broker", url)));
        assertEquals(file + ": found a file; allowed a name that is not taken", err.strip());
        assertEquals(scenario, Files.readString(file));
    }

    @Test
    void aSessionThatCannotBeReachedOrWrittenIsExitCode3AndLeavesNoFile() {
        Path file = folder.resolve("none.yaml");
        assertEquals(
                3,
                execute(
                        List.of(
                                "scenario-export",
                                file.toString(),
                                "--broker",
                                "mqtt://127.0.0.1:1")));
        assertFalse(Files.exists(file));
        String nowhere = folder.resolve("no-folder").resolve("s.yaml").toString();
        assertEquals(3, execute(List.of("scenario-export", nowhere, "--broker", url)));
        assertTrue(err.contains("no-folder"), err);
    }

    @Test
    void anAlarmThatComesTooLateIsExitCode1() {
        int code = fault("inject", "F-01", "--await", "OCCLUSION_DOWNSTREAM", "--within", "1uL");

        assertEquals(1, code, () -> out + err);
        assertEquals("1 uL: missed", value("within"));
    }

    @Test
    void anAlarmThatNeverComesIsExitCode1WhenTheSimulatedTimeIsOver() {
        int code = fault("inject", "F-01", "--await", "LOG_FAILURE", "--within", "30 s");

        assertEquals(1, code, () -> out + err);
        assertEquals("nothing: LOG_FAILURE was not raised", value("detected"));
        assertEquals("30 s: missed", value("within"));
    }

    @Test
    void theWallsClockBoundsAWaitForAFaultThatIsFarAway() {
        int code =
                fault(
                        "inject",
                        "F-01",
                        "--at",
                        "in 3000 d",
                        "--await",
                        "OCCLUSION_DOWNSTREAM",
                        "--timeout",
                        "300 ms");

        assertEquals(1, code, () -> out + err);
        assertEquals("the fault did not become active", value("after"));
    }

    @Test
    void anAlarmThatIsListedAlreadyProvesNothingAndNothingIsInjected() {
        assertEquals(0, fault("inject", "F-01", "--await", "OCCLUSION_DOWNSTREAM"), () -> err);

        int code = fault("inject", "F-01", "--key", "again", "--await", "OCCLUSION_DOWNSTREAM");

        assertEquals(1, code);
        assertEquals(
                "OCCLUSION_DOWNSTREAM is listed already, so nothing was injected; acknowledge it"
                        + " first",
                err.strip());
        assertEquals(0, fault("active"));
        assertFalse(out.contains("again"), out);
    }

    @Test
    void aFaultIsPutTogetherShownAndCleared() throws IOException {
        assertEquals(
                0,
                fault(
                        "inject",
                        "--target",
                        "reservoir/main",
                        "--type",
                        "leak",
                        "--param",
                        "severity=0.5",
                        "--param",
                        "rate=2 mL/h",
                        "--at",
                        "in 1000 d",
                        "--duration",
                        "30min",
                        "--key",
                        "drip"),
                () -> err);

        assertEquals(0, fault("active"), () -> err);
        List<String> rows = out.lines().toList();
        assertEquals("backend sim", rows.get(0));
        assertTrue(
                rows.get(rows.size() - 1)
                        .matches("drip +reservoir/main +leak +scheduled +\\S.*rate=.*severity=0.5"),
                out);
        assertEquals(0, fault("active", "--format", "json"), () -> err);
        assertDocumented();
        JsonNode document = JsonMapper.shared().readTree(out);
        assertEquals("sim", document.path("backend").asString());
        JsonNode fault = document.path("answer").path("enacted").path("faults").path(0);
        assertEquals("drip", fault.path("key").asString());
        assertEquals(1_800_000_000_000L, fault.path("durationNs").asLong());

        assertEquals(0, fault("clear", "drip"), () -> err);
        assertEquals("0", value("effects"));
        assertEquals(0, fault("active"));
        assertTrue(out.contains("no fault is in the system"), out);
        assertEquals(1, fault("clear", "drip"));
        assertTrue(value("answer").startsWith("rejected, UNKNOWN_TARGET: key: found `drip`"), out);
    }

    @Test
    void aFaultThatWaitsForItsOccasionIsWrittenAsJson() {
        String at = "{\"op\":\"i2c.read\",\"target\":\"as5600\",\"skip\":3,\"count\":2}";
        assertEquals(
                0,
                fault("inject", "--target", "i2c/as5600", "--type", "nack", "--at", at),
                () -> out + err);
        assertEquals(1, fault("inject", "F-29", "--at", "{\"op\""), () -> out + err);
        assertTrue(value("answer").startsWith("rejected, BAD_PARAM: at: found"), out);
    }

    @Test
    void theSameFaultAgainDoesNothingAndSaysSo() {
        assertEquals(0, fault("inject", "F-01", "--at", "900 d"), () -> out + err);

        assertEquals(0, fault("inject", "F-01", "--at", "900 d"), () -> out + err);

        assertTrue(value("answer").endsWith("; the very same fault was there already"), out);
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--target roof/x --type leak | UNKNOWN_TARGET: target.component: found `roof`;"
                        + " allowed line",
                "--target line/x --type leak | UNKNOWN_TARGET: target.instance: found `x`; allowed"
                        + " downstream",
                "--target line/downstream --type melt | BAD_PARAM: type: found `melt`; allowed"
                        + " occlusion",
                "--target line/downstream --type occlusion --param severity=7 | BAD_PARAM:"
                        + " params.severity: found `7`; allowed a number from 0 to 1",
                "--target line/downstream --type occlusion --param depth=1 | BAD_PARAM:"
                        + " params.depth: found unknown key; allowed severity",
                "--target line/downstream --type occlusion --at 1ns | TOO_LATE: at: found `1ns`",
                "F-01 --duration 30 | BAD_PARAM: duration: found `30`; allowed a time with its"
                        + " unit, such as 30 min",
                "F-01 --key a.b | BAD_PARAM: key: found `a.b`",
            })
    void aRefusalTellsCodeFieldFoundAndAllowed(String options, String refusal) {
        List<String> arguments = new ArrayList<>(List.of("inject"));
        arguments.addAll(List.of(options.split(" ")));

        assertEquals(1, fault(arguments.toArray(String[]::new)), () -> out + err);
        assertTrue(value("answer").startsWith("rejected, " + refusal), out);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "inject | one of F-nn, --target with --type, and --file is needed",
                "inject F-01 --target line/downstream --type occlusion | one of F-nn, --target with"
                        + " --type, and --file is needed",
                "inject --target line/downstream | --target and --type belong together",
                "inject --target line --type occlusion | --target: found `line`; allowed"
                        + " COMPONENT/INSTANCE",
                "inject F-99 | found `F-99`; allowed F-01, ",
                "inject F-01 --param severity | --param: found `severity`; allowed NAME=VALUE",
                "inject F-01 --within 5min | --within and --timeout need --await",
                "inject F-01 --await FIRE | --await: found `FIRE`; allowed ",
                "inject F-01 --await LINK_LOST --within 5 | --within: found 5; allowed a time or a"
                        + " volume such as 5min or 10uL",
                "inject F-01 --await LINK_LOST --timeout 5 | --timeout: found 5; allowed",
                "inject --file nowhere.yaml | nowhere.yaml",
                "inject F-01 --rig a/b | rig 'a/b', allowed",
                "clear | missing KEY or --all",
                "list F-99 | found `F-99` (did you mean \"F-",
                "inject F-01 --format xml | --format: found `xml`; allowed text, json",
            })
    void wrongUsageIsExitCode2(String arguments, String complaint) {
        assertEquals(2, fault(arguments.split(" ")), () -> out + err);
        assertTrue(err.startsWith(complaint), err);
    }

    @Test
    void aFileSaysAllOfAFaultOrOfSeveral() throws Exception {
        Path one = folder.resolve("one.json");
        Files.writeString(
                one,
                """
                {"key": "one", "target": {"component": "line", "instance": "downstream"},
                 "type": "occlusion", "params": {"severity": 0.5}, "at": "2000 d"}
                """);
        Path two = folder.resolve("two.yaml");
        Files.writeString(
                two,
                """
                faults:
                  - {key: a, target: {component: motor, instance: rotor}, type: stall, at: 2000 d}
                  - {key: b, target: {component: line, instance: downstream}, type: stall}
                """);

        assertEquals(0, fault("inject", "--file", one.toString()), () -> out + err);
        assertEquals(1, fault("inject", "--file", two.toString()), () -> out + err);
        assertTrue(out.contains("rejected, BAD_PARAM: type: found `stall`"), out);
        assertEquals(0, fault("active"), () -> out + err);
        assertTrue(out.contains("one ") && out.contains("\na ") && !out.contains("\nb "), out);
        assertEquals(
                2, fault("inject", "--file", two.toString(), "--await", "MOTOR_STALL"), () -> out);
        assertEquals("--await: found a file with 2 faults; allowed one", err.strip());
        assertEquals(2, fault("inject", "--file", one.toString(), "--key", "k"), () -> out);
    }

    @Test
    void aProgramReadsAnswerAndDetectionAsOneDocument() throws IOException {
        int code =
                fault(
                        "inject",
                        "F-01",
                        "--await",
                        "OCCLUSION_DOWNSTREAM",
                        "--within",
                        "6 h",
                        "--format",
                        "json");

        assertEquals(0, code, () -> out + err);
        assertDocumented();
        JsonNode document = JsonMapper.shared().readTree(out);
        assertEquals("OK", document.path("answer").path("code").asString());
        JsonNode detection = document.path("detection");
        assertTrue(detection.path("inTime").asBoolean(), out);
        assertTrue(detection.path("commandedUl").asDouble() <= 10, out);
        assertTrue(detection.path("afterS").asDouble() > 60, out);
    }

    @Test
    void theCatalogueIsTheRigsOrThisProgramsOwn() {
        assertEquals(0, fault("list"), () -> err);
        String ofTheRig = out;
        assertEquals(0, execute(List.of("fault", "list")), () -> err);
        assertEquals("backend sim", out.lines().findFirst().orElseThrow());
        assertTrue(ofTheRig.endsWith(out.substring(out.indexOf('\n') + 1)), ofTheRig);
        assertTrue(out.contains("occlusion  line/downstream"), out);
        assertTrue(out.contains("OCCLUSION_DOWNSTREAM within 10 uL"), out);

        assertEquals(0, execute(List.of("fault", "list", "F-01")), () -> err);
        assertTrue(out.contains("F-01  OCCLUSION_DOWNSTREAM_FULL"), out);
        assertTrue(out.contains("severity"), out);
        assertFalse(out.contains("F-03"), out);

        assertEquals(0, execute(List.of("fault", "list", "leak", "--format", "json")), () -> err);
        assertEquals("leak", JsonMapper.shared().readTree(out).path(0).path("type").asString());

        assertEquals(0, execute(List.of("fault", "list", "--help")), () -> err);
        assertTrue(out.contains("reservoir/main"), out);
        assertTrue(out.contains("F-01 "), out);
        assertEquals(2, execute(List.of("fault", "list", "--rig", "sim-1")), () -> err);
        assertEquals(2, execute(List.of("fault")), () -> err);
    }

    @Test
    void whereThereIsNoBrokerOrNoRigTheEnvironmentFailed() {
        assertEquals(3, fault("active", "--rig", "nobody"), () -> out + err);
        assertTrue(err.startsWith("no rig nobody is known to broker "), err);
        assertEquals(
                3,
                execute(List.of("fault", "clear", "--all", "--broker", "mqtt://127.0.0.1:1")),
                () -> out + err);
        assertTrue(err.startsWith("broker mqtt://127.0.0.1:1 cannot be reached: "), err);
    }
}
