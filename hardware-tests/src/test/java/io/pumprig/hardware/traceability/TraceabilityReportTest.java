package io.pumprig.hardware.traceability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A small project in a folder of its own: two requirements and a third that it cannot meet, one
 * fault, one case for each alarm, and whatever tests each test here says had run.
 */
class TraceabilityReportTest {
    private static final String BUILD = "2026-01-01T00:00:00Z";

    /** Proves the one case of each alarm, so that the tests below speak of requirements alone. */
    private static final String EACH_ALARM = eachAlarm();

    private static final String FIRST = test("first", "passed", "SR-01", "F-01");

    @TempDir private Path root;

    @BeforeEach
    void aProject() throws IOException {
        table("hazards.csv", "id,title,harm", "H-01,Too <much>,overdose", "H-13,Wrongly,either");
        table(
                "requirements.csv",
                "id,hazard,title,threshold",
                "SR-01,H-01/13,\"First, & foremost\",at <once>",
                "SR-02,H-13,Second,1 s",
                "SR-03,H-13,Third,2 s");
        table("faults.csv", "id,name,detectionLimit,sources", "F-01,JAM,10 uL,flow");
        table("cases.csv", "case,proves", "early,Just short of the limit it is silent");
        table("not-met.csv", "id,extent,part,reason", "SR-03,whole,spare,There is \"no\" spare");
        table("protection-cases.csv", "alarm,case,reason");
        Path source = root.resolve("hal/src/main/java/io/pumprig/hal");
        Files.createDirectories(source);
        Files.writeString(source.resolve("Jam.java"), "/** Stops (SR-01, F-01). */ class Jam {}");
        Files.writeString(source.resolve("package-info.java"), "/** SR-02 */ package hal;");
    }

    private void table(String name, String... lines) throws IOException {
        Path folder = Files.createDirectories(root.resolve("controller/src/test/resources"));
        Files.write(folder.resolve(name), List.of(lines));
    }

    private static String test(String method, String result, String... tags) {
        return "{\"class\":\"io.pumprig.hal.JamTest\",\"method\":\""
                + method
                + "\",\"name\":\""
                + method
                + "()\",\"tags\":["
                + (tags.length == 0 ? "" : "\"" + String.join("\",\"", tags) + "\"")
                + "],\"result\":\""
                + result
                + "\",\"invocations\":[]}";
    }

    private static String eachAlarm() {
        List<String> invocations = new ArrayList<>();
        for (int i = 0; i < Alarm.count(); i++) {
            invocations.add("{\"name\":\"" + Alarm.of(i).name() + "\",\"result\":\"passed\"}");
        }
        return test("each", "passed", "EACH_ALARM:early")
                .replace("\"invocations\":[]", "\"invocations\":" + invocations);
    }

    private void left(String module, String build, String selection, String... tests)
            throws IOException {
        Path folder = Files.createDirectories(root.resolve(module).resolve("target/traceability"));
        Files.writeString(
                folder.resolve("tests.json"),
                "{\"build\":\""
                        + build
                        + "\",\"selection\":\""
                        + selection
                        + "\",\"tests\":["
                        + String.join(",", tests)
                        + "]}");
    }

    /** All modules ran, and these are the tests. */
    private void ran(String... tests) throws IOException {
        for (String module : TestRuns.MODULES) {
            left(module, BUILD, "", module.equals("hal") ? tests : new String[0]);
        }
    }

    /** What a build says that goes on. */
    private List<String> write() throws IOException {
        TraceabilityReport.Verdict verdict =
                new TraceabilityReport(root, BUILD, "sim", true).write();
        assertNull(verdict.failure(), () -> String.join("; ", verdict.lines()));
        return verdict.lines();
    }

    /** What a build says that ends. */
    private String failure() throws IOException {
        TraceabilityReport.Verdict verdict =
                new TraceabilityReport(root, BUILD, "sim", true).write();
        assertNotNull(verdict.failure());
        return String.join("; ", verdict.lines());
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(root.resolve("target/traceability.json")));
    }

    private String html() throws IOException {
        return Files.readString(root.resolve("target/traceability.html"));
    }

    private String statusOf(int requirement) throws IOException {
        return json().get("requirements").get(requirement).get("status").asString();
    }

    @Test
    void aProjectWithATestForEachRequirementPasses() throws IOException {
        ran(FIRST, test("second", "passed", "SR-02"), EACH_ALARM);
        List<String> lines = write();
        assertEquals(
                "traceability on rig sim: 3 requirements: 2 verified, 0 partly, 1 not applicable on this rig,"
                        + " 0 with a failed test; missing: none",
                lines.get(0));
        assertEquals("  not met: SR-03, spare: There is no spare", lines.get(1));
        assertEquals("verified", statusOf(0));
        assertEquals("not-applicable", statusOf(2));
    }

    @Test
    void theChainLeadsFromHazardToResult() throws IOException {
        ran(FIRST, test("second", "passed", "SR-02"), EACH_ALARM);
        write();
        JsonNode json = json();
        assertEquals("[\"SR-01\"]", json.get("hazards").get(0).get("requirements").toString());
        assertEquals(
                "[\"SR-01\",\"SR-02\",\"SR-03\"]",
                json.get("hazards").get(1).get("requirements").toString());
        JsonNode first = json.get("requirements").get(0);
        assertEquals("[\"H-01\",\"H-13\"]", first.get("hazards").toString());
        assertEquals("at <once>", first.get("threshold").asString());
        assertEquals("[\"io.pumprig.hal.Jam\"]", first.get("classes").toString());
        assertEquals(
                "[{\"module\":\"hal\",\"class\":\"io.pumprig.hal.JamTest\",\"method\":\"first\","
                        + "\"result\":\"passed\"}]",
                first.get("tests").toString());
        assertEquals(
                "[\"io.pumprig.hal\"]", json.get("requirements").get(1).get("classes").toString());
        assertEquals("verified", json.get("faults").get(0).get("status").asString());
    }

    @Test
    void aRequirementWithoutATestFailsTheBuildAfterTheReportWasWritten() throws IOException {
        ran(FIRST, EACH_ALARM);
        assertTrue(failure().contains("gap: SR-02 has no test: Second"));
        assertEquals("missing", statusOf(1));
        assertTrue(html().contains("missing: SR-02"));
    }

    @Test
    void aRequirementWhoseTestsWereAllSkippedIsNotVerified() throws IOException {
        ran(FIRST, test("second", "skipped", "SR-02"), EACH_ALARM);
        assertTrue(failure().contains("gap: SR-02 has only skipped tests: Second"));
        ran(
                FIRST,
                test("second", "skipped", "SR-02"),
                test("again", "passed", "SR-02"),
                EACH_ALARM);
        write();
        assertEquals("verified", statusOf(1));
    }

    @Test
    void aFailedTestIsShownAndFailsTheBuildBesideOneThatPassed() throws IOException {
        ran(FIRST, test("second", "passed", "SR-02"), test("worse", "failed", "SR-02"), EACH_ALARM);
        assertTrue(failure().contains("mistake: JamTest.worse failed: SR-02"));
        assertEquals("failed", statusOf(1));
        assertTrue(html().contains("<span class=\"failed\">failed</span> worse"));
    }

    @Test
    void aRequirementThatIsMetInPartNeedsATestAllTheSame() throws IOException {
        table("not-met.csv", "id,extent,part,reason", "SR-02,part,half,why", "SR-03,whole,all,why");
        ran(FIRST, EACH_ALARM);
        assertTrue(failure().contains("gap: SR-02 has no test"));
        ran(FIRST, test("second", "passed", "SR-02"), EACH_ALARM);
        write();
        assertEquals("partly", statusOf(1));
        assertTrue(html().contains("not met: half. why"));
    }

    @Test
    void anExceptionThatNamesNothingOrIsOutdatedFailsTheBuild() throws IOException {
        table("not-met.csv", "id,extent,part,reason", "SR-99,part,a,b", "SR-03,whole,c,d");
        ran(FIRST, test("second", "passed", "SR-02"), test("third", "passed", "SR-03"), EACH_ALARM);
        String failure = failure();
        assertTrue(failure.contains("mistake: not-met.csv names what does not exist: SR-99"));
        assertTrue(failure.contains("mistake: SR-03 has tests, and not-met.csv says it cannot"));
    }

    @Test
    void aTagThatNamesNothingFailsTheBuild() throws IOException {
        ran(
                FIRST,
                test("second", "passed", "SR-02", "SR-77", "FREE_LUNCH:early", "FREE_FLOW:soon"),
                EACH_ALARM);
        String failure = failure();
        assertTrue(failure.contains("JamTest.second carries an unknown tag: SR-77"));
        assertTrue(failure.contains("JamTest.second carries an unknown tag: FREE_LUNCH:early"));
        assertTrue(failure.contains("JamTest.second carries an unknown tag: FREE_FLOW:soon"));
    }

    @Test
    void eachCaseOfAHighAlarmNeedsAPassedTestOrAReason() throws IOException {
        String[] tests = {
            FIRST, test("second", "passed", "SR-02"), test("e", "passed", "MOTOR_STALL:early")
        };
        ran(tests);
        String failure = failure();
        assertTrue(failure.contains("gap: FREE_FLOW:early has no test and no reason"));
        assertFalse(failure.contains("MOTOR_STALL:early"));
        assertTrue(failure.contains("gap: PAUSED_TOO_LONG:early has no test"), "becomes high");
        assertFalse(failure.contains("HEAD_OPEN:early"), "of medium priority");
        List<String> reasons = new ArrayList<>(List.of("alarm,case,reason"));
        for (int i = 0; i < Alarm.count(); i++) {
            Alarm alarm = Alarm.of(i);
            boolean required = new AlarmCases(alarm, List.of()).isRequired();
            if (required && alarm != Alarm.MOTOR_STALL) {
                reasons.add(alarm.name() + ",early,it has no limit");
            }
        }
        table("protection-cases.csv", reasons.toArray(String[]::new));
        write();
        assertTrue(html().contains("does not apply: it has no limit"));
    }

    @Test
    void ofATestOverEachAlarmOnlyTheInvocationThatPassedCounts() throws IOException {
        String each =
                EACH_ALARM.replace(
                        "{\"name\":\"FREE_FLOW\",\"result\":\"passed\"}",
                        "{\"name\":\"FREE_FLOW\",\"result\":\"skipped\"}");
        ran(FIRST, test("second", "passed", "SR-02"), each);
        String failure = failure();
        assertTrue(failure.contains("gap: FREE_FLOW:early has no test"));
        assertEquals(1, failure.split("gap: ", -1).length - 1);
    }

    @Test
    void aReasonForACaseThatIsTestedOrDoesNotExistIsAMistake() throws IOException {
        table("protection-cases.csv", "alarm,case,reason", "FREE_FLOW,early,x", "FREE_FLOW,noon,x");
        ran(FIRST, test("second", "passed", "SR-02"), EACH_ALARM);
        String failure = failure();
        assertTrue(failure.contains("mistake: FREE_FLOW:early is tested, and"));
        assertTrue(failure.contains("names what does not exist: FREE_FLOW:noon"));
    }

    @Test
    void aReasonMustBeGiven() throws IOException {
        table("protection-cases.csv", "alarm,case,reason", "FREE_FLOW,early,");
        ran(FIRST, EACH_ALARM);
        String message = assertThrows(IllegalArgumentException.class, this::write).getMessage();
        assertTrue(message.contains("protection-cases.csv:2: reason missing"), message);
    }

    @Test
    void whoIsNotStrictIsToldOfGapsAndStillStoppedByMistakes() throws IOException {
        ran(FIRST, EACH_ALARM);
        TraceabilityReport lenient = new TraceabilityReport(root, BUILD, "sim", false);
        assertTrue(lenient.write().lines().contains("  gap: SR-02 has no test: Second"));
        assertNull(lenient.write().failure());
        ran(FIRST, test("worse", "failed", "SR-02"), EACH_ALARM);
        assertEquals(
                "traceability, as listed above: gaps 0, mistakes 1", lenient.write().failure());
    }

    @Test
    void onAnotherRigWhereSomeTestsAreSkippedAGapEndsNothing() throws IOException {
        ran(FIRST, test("second", "skipped", "SR-02"), EACH_ALARM);
        TraceabilityReport bench = new TraceabilityReport(root, BUILD, "rig.yaml", true);
        assertTrue(bench.write().lines().contains("  gap: SR-02 has only skipped tests: Second"));
        assertNull(bench.write().failure());
        assertTrue(html().contains("on rig rig.yaml"));
    }

    @Test
    void theBuildIsEndedByAnExceptionThatSaysHowMuchIsWrong() throws IOException {
        ran(FIRST, EACH_ALARM);
        String[] strict = {root.toString(), BUILD, "sim", "true"};
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        assertEquals(
                "traceability, as listed above: gaps 1, mistakes 0",
                assertThrows(IllegalStateException.class, () -> TraceabilityReport.run(strict, out))
                        .getMessage());
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("gap: SR-02 has no test"));
    }

    @Test
    void aPartOfTheTestsProvesNothingAndFailsNothing() throws IOException {
        ran(FIRST);
        left("simulator", BUILD, "-Dtest=JamTest");
        assertEquals(
                List.of(
                        "traceability: not written, since -Dtest=JamTest selects some of the tests"),
                write());
        left("simulator", "2025-12-31T00:00:00Z", "");
        assertEquals(
                List.of(
                        "traceability: not written, since the tests of simulator are of another"
                                + " build"),
                write());
        Files.delete(root.resolve("simulator/target/traceability/tests.json"));
        assertEquals(
                List.of("traceability: not written, since the tests of simulator did not run"),
                write());
        assertFalse(Files.exists(root.resolve("target")));
    }

    @Test
    void thePageIsWholeEscapedAndHasAnAnchorForEachNumber() throws IOException {
        ran(FIRST, test("second", "passed", "SR-02"), EACH_ALARM);
        write();
        String html = html();
        assertTrue(html.contains("<tr id=\"SR-02\">"));
        assertTrue(html.contains("<tr id=\"H-01\"><td>H-01 Too &lt;much&gt;</td>"));
        assertTrue(html.contains("First, &amp; foremost<br><small>at &lt;once&gt;</small>"));
        assertFalse(html.contains("<much>"));
        assertFalse(html.matches("(?s).*(?:src=|https?:|@import|url\\().*"), "asks for more");
    }

    @Test
    void theSameTestsGiveTheSameBytes() throws IOException {
        ran(FIRST, test("second", "passed", "SR-02"), EACH_ALARM);
        write();
        String html = html();
        JsonNode json = json();
        write();
        assertEquals(html, html());
        assertEquals(json, json());
    }
}
