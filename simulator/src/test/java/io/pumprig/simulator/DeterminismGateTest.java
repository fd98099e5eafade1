package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.suite.DeterminismGate;
import io.pumprig.simulator.suite.Scenario;
import io.pumprig.simulator.suite.ScenarioFile;
import io.pumprig.simulator.suite.SuiteRunner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate that proves a run to be the same twice, and that can tell when it is not. */
class DeterminismGateTest {
    private static final String SCENARIO =
            """
            name: a stall in two minutes
            therapy:
              drug: water
              concentration: 2000 mcg/mL
              program: {mode: continuous, rate: 1000 mcg/day}
            run: 2 min
            faults:
              - {key: f, target: {component: motor, instance: rotor}, type: stall, at: 30 s}
              - {key: g, target: {component: host, instance: controller}, type: crash, at: 1 min}
            """;

    @TempDir private Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private boolean isSameTwice(long plantCycle) throws Exception {
        List<Scenario> scenarios = ScenarioFile.parse("two", folder, SCENARIO);
        List<SuiteRunner.Job> jobs = SuiteRunner.jobs(scenarios, List::of);
        try (BrokerCompany company = new BrokerCompany();
                PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            return new DeterminismGate(jobs, company, "test", out)
                    .run(DeterminismPeerCommand.process(plantCycle));
        }
    }

    @Test
    void findsARunAndItsTwinTheSameInAnotherProcessWithABroker() throws Exception {
        assertTrue(isSameTwice(-1));
        assertEquals(
                List.of(
                        "same     a stall in two minutes, seed 1",
                        "same     a stall in two minutes (healthy twin), seed 1",
                        "",
                        "2 the same twice, 0 not"),
                said.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void namesTheFirstCycleAndFieldOfAPlantedDifference() throws Exception {
        assertEquals(false, isSameTwice(5_000));
        String first = said.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
        // The pressure is read every few cycles.
        assertTrue(
                first.matches(
                        "DIFFERS  a stall in two minutes, seed 1: cycle 500[0-9], downstreamPascals:"
                                + " [0-9]+ here, [0-9]+ there"),
                first);
    }
}
