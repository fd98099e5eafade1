package io.pumprig.simulator.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Short scenarios for tests. */
final class SuiteFixture {
    /** 33.3 mcg/h, a microstep in 1.35 s. */
    static final String THERAPY =
            """
            therapy: {drug: baclofen, concentration: 2000 mcg/mL, program: {mode: continuous, rate: 800 mcg/day}}
            """;

    private SuiteFixture() {}

    /** The scenario of a text with one run. */
    static Scenario scenario(String text) {
        return ScenarioFile.parse("test.yaml", Path.of("."), text).get(0);
    }

    /** A scenario of that length, with the therapy above and further lines. */
    static Scenario scenario(String run, String lines) {
        return scenario("name: a test\n" + THERAPY + "run: " + run + "\n" + lines);
    }

    /** What becomes of it with its first seed. */
    static ScenarioResult run(Scenario scenario) throws IOException {
        return new ScenarioRun(scenario, scenario.seeds().get(0), "test").run();
    }

    /** What does not hold in a run of that length with those lines. */
    static List<String> failures(String run, String lines) throws IOException {
        return run(scenario(run, lines)).failures();
    }
}
