package io.pumprig.simulator.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.settings.SchemaAgreement;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioFileTest {
    /**
     * Line 1 is the name, 2 the therapy, 3 the run, 4 the fault's list; what is added comes behind.
     */
    private static final String GOOD =
            "name: a test\n"
                    + SuiteFixture.THERAPY
                    + "run: 2 h\n"
                    + "faults:\n"
                    + "  - {key: occ, target: {component: line, instance: downstream}, type:"
                    + " occlusion, at: 1 h}\n";

    @TempDir private Path folder;

    private static List<Scenario> read(String text) {
        return ScenarioFile.parse("test.yaml", Path.of("."), text);
    }

    private static String complaint(String text) {
        return assertThrows(SettingsException.class, () -> read(text), text).getMessage();
    }

    static Stream<Arguments> complaints() {
        return Stream.of(
                Arguments.of("+nmae: x", "test.yaml:6:1: nmae: found unknown key", "\"name\""),
                Arguments.of("run: 2 h|run: 2", "test.yaml:3:6: run: found 2;", "with one of s,"),
                Arguments.of("run: 2 h|run: 11 y", "test.yaml:3:6: run: found 11 y;", ""),
                Arguments.of(
                        "name: a test|description: x",
                        "test.yaml:1:1: name: found nothing",
                        "text"),
                Arguments.of(
                        "type: occlusion|type: oclusion",
                        "test.yaml:5:71: faults[0].type: found `oclusion`",
                        "\"occlusion\""),
                Arguments.of(
                        "component: line|component: lien",
                        "test.yaml:5:36: faults[0].target.component: found `lien`",
                        "\"line\""),
                Arguments.of("at: 1 h|at: 3 h", "faults[0].at: found a time at which", "within it"),
                Arguments.of(
                        "at: 1 h|at: 1 h, params: {severity: 1.5}",
                        "faults[0].params.severity: found `1.5`",
                        "0 to 1"),
                Arguments.of(
                        "at: 1 h|at: {mode: off}", "faults[0].at.mode: found `off`", "stopped"),
                Arguments.of(
                        "at: 1 h|at: {count: 3}",
                        "faults[0].at.count: found no op beside it",
                        "op"),
                Arguments.of(
                        "+expect:\n  - {alarm: OCCLUSION_DOWNSTRAEM}",
                        "test.yaml:7:13: expect[0].alarm: found OCCLUSION_DOWNSTRAEM",
                        "\"OCCLUSION_DOWNSTREAM\""),
                Arguments.of(
                        "+expect:\n  - {mode: continous}",
                        "test.yaml:7:12: expect[0].mode: found continous",
                        "\"continuous\""),
                Arguments.of(
                        "+expect:\n  - {alarm: WATCHDOG, never: any}",
                        "expect[0].never: found 2 in one entry",
                        "exactly one of alarm, gone"),
                Arguments.of(
                        "+expect:\n  - {within: 1 h}",
                        "expect[0].alarm: found nothing to expect",
                        "exactly one of"),
                Arguments.of(
                        "+expect:\n  - {alarm: WATCHDOG, after: ocx}",
                        "expect[0].after: found ocx",
                        "\"occ\""),
                Arguments.of(
                        "+expect:\n  - {alarm: WATCHDOG, within: 10 furlongs}",
                        "expect[0].within: found 10 furlongs",
                        "cycles such as 1 cycle"),
                Arguments.of(
                        "+expect:\n  - {trueDose: {atMost: ordered + some}}",
                        "expect[0].trueDose.atMost: found ordered + some",
                        "a sum such as"),
                Arguments.of(
                        "+expect:\n  - {trueDose: {at: 1 h}}",
                        "expect[0].trueDose.atMost: found no bound",
                        "atLeast, atMost, or both"),
                Arguments.of(
                        "+expect:\n  - {trueDose: {atMost: 1 mcg, at: 3 h}}",
                        "expect[0].trueDose.at: found 3 h",
                        "2 h"),
                Arguments.of(
                        "+expect:\n  - {withheld: {cause: zero-flow}}",
                        "expect[0].withheld.atMost: found no bound",
                        "atLeast, atMost, or both"),
                Arguments.of(
                        "+expect:\n  - {delivered: {purpose: bols, atMost: 1 uL}}",
                        "expect[0].delivered.purpose: found bols",
                        "\"bolus\""),
                Arguments.of(
                        "+expect:\n  - {effects: {of: ock, atLeast: 1}}",
                        "expect[0].effects.of: found ock",
                        "\"occ\""),
                Arguments.of(
                        "+expect:\n  - {answers: {code: FINE, times: 1}}",
                        "expect[0].answers.code: found FINE",
                        "OK, DUPLICATE"),
                Arguments.of(
                        "+expect:\n  - {never: [WATCHDOG, WATCHDGO]}",
                        "expect[0].never: found `WATCHDGO`",
                        "\"WATCHDOG\""),
                Arguments.of(
                        "+orders:\n  - {at: 1 min, bolus: {duration: 5 min}}",
                        "orders[0].bolus.",
                        ""),
                Arguments.of(
                        "rate: 800 mcg/day|rate: 900 mcg/day",
                        "therapy: found",
                        "a therapy within its limits"),
                Arguments.of(
                        "drug: baclofen|drug: baclofin",
                        "therapy: found",
                        "a therapy within its limits"),
                Arguments.of("name: a test|name: ${what}", "name", "what"),
                Arguments.of("+table: []", "table: found no row", "at least one"),
                Arguments.of(
                        "+table:\n  - {a: 1}\n  - {a: 2}",
                        "test.yaml:1:7: name: found the same name in row 1",
                        "${a}"),
                Arguments.of("+seeds: [x]", "seeds: found `x`", "64 bits"),
                Arguments.of("+include: [no-such.yaml]", "no-such.yaml", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("complaints")
    void refusesAFileWithPlaceAndReason(String change, String found, String allowed) {
        String text;
        if (change.startsWith("+")) {
            text = GOOD + change.substring(1) + "\n";
        } else {
            String[] words = change.split("\\|");
            assertTrue(GOOD.contains(words[0]), words[0]);
            text = GOOD.replace(words[0], words[1]);
        }
        String complaint = complaint(text);
        assertTrue(complaint.contains(found), complaint);
        assertTrue(complaint.contains(allowed), complaint);
    }

    @Test
    void refusesTheSameFaultTwiceAndAFileWithoutTherapy() {
        String fault = GOOD.substring(GOOD.indexOf("  - {key"));
        String complaint = complaint(GOOD + fault);
        assertTrue(
                complaint.contains("test.yaml:6:11: faults[1].key: found `occ` twice"), complaint);
        String without = complaint("name: a test\nrun: 1 h\n");
        assertTrue(without.contains("therapy: found nothing"), without);
    }

    @Test
    void readsAGoodFileWithItsRowsSeedsAndTwin() {
        assertEquals(1, read(GOOD).size());
        Scenario scenario = read(GOOD + "seeds: [3, 4]\nrequirements: [SR-55]\n").get(0);
        assertEquals(List.of(3L, 4L), scenario.seeds());
        assertEquals(List.of("SR-55"), scenario.requirements());
        assertEquals(7_200_000_000_000L, scenario.runNanos());
        assertTrue(scenario.twin());
        assertFalse(read(GOOD + "twin: false\n").get(0).twin());
        List<Scenario> rows =
                read(
                        GOOD.replace("a test", "severity ${severity}")
                                        .replace(
                                                "1 h}", "1 h, params: {severity: \"${severity}\"}}")
                                + "table:\n  - {severity: 0.5}\n  - {severity: 1}\n");
        assertEquals(
                List.of("severity 0.5", "severity 1"), rows.stream().map(Scenario::name).toList());
        assertEquals(0.5, rows.get(0).faults().get(0).values().get(0));
    }

    @Test
    void takesWhatItDoesNotSayFromIncludedFilesAndAddsTheirLists() throws IOException {
        Files.writeString(
                folder.resolve("common.yaml"),
                SuiteFixture.THERAPY + "seed: 7\nrun: 1 h\nexpect:\n  - {mode: continuous}\n");
        Path file = folder.resolve("one.yaml");
        Files.writeString(
                file, "name: one\ninclude: [common.yaml]\nrun: 2 h\nexpect:\n  - {never: any}\n");
        Scenario scenario = ScenarioFile.read(file).get(0);
        assertEquals(List.of(7L), scenario.seeds());
        assertEquals(7_200_000_000_000L, scenario.runNanos());
        assertEquals(2, scenario.checks().size());
        assertEquals(
                List.of("one"), ScenarioSearch.below(folder).stream().map(Scenario::name).toList());
    }

    @Test
    void goesBeyondASoftLimitWithWhoAndWhyOnly() {
        String high = GOOD.replace("800 mcg/day", "900 mcg/day");
        assertTrue(complaint(high).contains("SR-08"), complaint(high));
        assertEquals(1, read(high + "override: {by: mk, why: soak test}\n").size());
        String beyond = GOOD.replace("800 mcg/day", "1001 mcg/day");
        complaint(beyond + "override: {by: mk, why: soak test}\n");
    }

    /** The drug that nobody knows: no default takes its place (lessons of the field, SR-05). */
    @ParameterizedTest
    @ValueSource(strings = {"drug: morphine", "drug: Baclofen", "drug: \"\""})
    void startsNothingWithAnUnknownDrug(String drug) {
        complaint(GOOD.replace("drug: baclofen", drug));
    }

    @Test
    void deliversBaclofenWhereNoDrugIsNamedAndAnUntimedBolusOverFiveMinutes() throws Exception {
        String text =
                """
                name: a bolus
                therapy: {concentration: 2000 mcg/mL, program: {mode: continuous, rate: 250 mcg/day}}
                run: 40 min
                orders:
                  - {at: 30 min, bolus: {dose: 10 mcg}}
                expect:
                  - {event: {what: bolus-timed completed, times: 1}}
                  - {sequence: [bolus-timed begun, bolus-timed completed]}
                """;
        new SchemaAgreement(ScenarioSchema.document(), ScenarioFileTest::read).accepts(text);
        Scenario scenario = read(text).get(0);
        assertEquals("baclofen", scenario.prescription().drug());
        assertEquals(List.of(), SuiteFixture.run(scenario).failures());
    }

    @Test
    void theSchemaTakesEveryShippedScenario() throws IOException {
        SchemaAgreement agreement = new SchemaAgreement(ScenarioSchema.document(), text -> {});
        try (ShippedScenarios shipped = new ShippedScenarios();
                Stream<Path> files = Files.walk(shipped.directory())) {
            List<Path> scenarios =
                    files.filter(file -> file.toString().endsWith(".yaml"))
                            .filter(file -> SettingsNode.read(file).written().contains("name"))
                            .toList();
            assertTrue(scenarios.size() > 100, () -> scenarios.size() + " files");
            for (Path file : scenarios) {
                assertEquals(
                        List.of(), agreement.objections(Files.readString(file)), file::toString);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "misspelt: 1",
                "run: [1 h]",
                "expect: {mode: continuous}",
                "expect:\n  - {mode: flying}",
                "expect:\n  - {alarm: WATCHDOG, never: any}",
                "expect:\n  - {alarm: NO_ALARM}",
                "expect:\n  - {trueDose: {}}",
                "expect:\n  - {withheld: {cause: zero-flow}}",
                "expect:\n  - {delivered: {purpose: fun, atMost: 1 uL}}",
                "expect:\n  - {effects: {atLeast: 1}}",
                "orders:\n  - {stop: {}}",
                "twin: maybe",
                "seeds: 1"
            })
    void schemaAndReaderRefuseTheSameStructure(String lines) {
        String base = GOOD.replace("run: 2 h\n", lines.startsWith("run") ? "" : "run: 2 h\n");
        new SchemaAgreement(ScenarioSchema.document(), ScenarioFileTest::read)
                .refuses(base + lines + "\n");
    }
}
