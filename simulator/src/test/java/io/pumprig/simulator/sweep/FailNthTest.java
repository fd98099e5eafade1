package io.pumprig.simulator.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.board.Operation;
import io.pumprig.simulator.fault.ChipFaults;
import io.pumprig.simulator.fault.FaultTypes;
import io.pumprig.simulator.fault.WireFaults;
import io.pumprig.simulator.suite.Scenario;
import io.pumprig.simulator.suite.ScenarioFile;
import io.pumprig.simulator.suite.ScenarioRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailNthTest {
    private static final Scenario SCENARIO =
            ScenarioFile.parse(
                            "short.yaml",
                            Path.of(""),
                            """
                            name: a tenth of a second
                            therapy:
                              drug: baclofen
                              concentration: 2000 mcg/mL
                              program: {mode: continuous, rate: 800 mcg/day}
                              onRestart: resume
                            run: 1 s
                            """)
                    .get(0);

    @TempDir Path folder;

    private static FailNth sweep(int mostCalls) {
        return new FailNth(SCENARIO, 1, mostCalls, 100_000_000L, 2, "test", new Stopper());
    }

    @Test
    void everyKindOfCallFailsInEveryWayThatActsAtSingleCalls() {
        Set<Operation> seen = EnumSet.noneOf(Operation.class);
        NthKind.all().forEach(kind -> seen.add(kind.operation()));
        assertEquals(EnumSet.allOf(Operation.class), seen);
        assertEquals(
                FaultTypes.all().stream()
                        .filter(type -> type.strikesByChance() && type != WireFaults.OUTPUT_REFUSED)
                        .toList(),
                FaultTypes.all().stream()
                        .filter(type -> NthKind.all().stream().anyMatch(k -> k.type() == type))
                        .toList());
        assertFalse(NthKind.all().stream().anyMatch(k -> k.type() == ChipFaults.FLOW_CRC));
    }

    @Test
    @Tag("SR-72")
    void eachCallOfBringUpAndOfTheFirstCyclesMayFailOnce() throws IOException {
        List<NthKind> kinds =
                NthKind.all().stream()
                        .filter(
                                kind ->
                                        kind.operation() == Operation.I2C_WRITE
                                                || kind.operation() == Operation.SERIAL_REPLY)
                        .toList();
        FailNth sweep = sweep(10_000);
        List<NthResult> results = sweep.run(kinds, done -> {});
        assertEquals(kinds, results.stream().map(NthResult::kind).toList());
        for (NthResult result : results) {
            assertEquals(List.of(), result.failures());
            assertTrue(result.isComplete());
            assertTrue(result.bringUpCalls() > 5, () -> result + "");
            assertTrue(result.calls() > 0, () -> result + "");
            assertEquals(
                    result.bringUpCalls() + result.calls(),
                    result.outcomes().values().stream().mapToInt(Integer::intValue).sum());
        }
        sweep.write(folder, results);
        assertFalse(Files.exists(folder.resolve("failing")));
        assertEquals(results, sweep.run(kinds, done -> {}));
    }

    @Test
    void saysThatCallsWereLeftUntried() throws IOException {
        List<NthKind> kinds = NthKind.all().subList(0, 1);
        NthResult result = sweep(3).run(kinds, done -> {}).get(0);
        assertFalse(result.isComplete());
        assertEquals(3, result.bringUpCalls());
        assertEquals(3, result.calls());
    }

    /** What the scenario of a failing call does when that call leads to nothing wrong. */
    @Test
    void aCallCanBeFailedByAScenarioToo() throws IOException {
        NthKind kind =
                NthKind.all().stream()
                        .filter(one -> one.type() == WireFaults.CRC_ERROR)
                        .findFirst()
                        .orElseThrow();
        NthRun run = new NthRun(SCENARIO, 1, kind, 2, false, 100_000_000L, 1_000_000_000L, "test");
        assertTrue(run.run().isStruck());
        Scenario scenario = ScenarioFile.parse("nth.yaml", Path.of(""), run.source()).get(0);
        assertEquals(1, scenario.faults().get(0).trigger().skip());
        assertTrue(new ScenarioRun(scenario, 1, "test").run().isPassed());
    }
}
