package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The other half of every detection: a sound rig with its default noise raises nothing. */
class HealthyRunTest {

    @ParameterizedTest(name = "{0} mcg/day, seed {1}")
    @CsvSource({"250, 3", "1000, 4"})
    @Tag("SR-57")
    @Tag("SR-22")
    @Tag("SR-56")
    @Tag("SR-72")
    void aSoundRigIsSilentForADay(long rate, long seed) {
        try (TestRun run = new TestRun(seed, TestRun.prescription(rate))) {
            run.cycles(TestRun.CYCLES_PER_DAY);
            assertEquals(List.of(), run.alarms());
            assertEquals(List.of(), run.stallEdges());
            assertEquals(run.programMicrosteps(), run.delivered());
            assertEquals(run.rig().plant().rotorMicrosteps(), run.believed());
        }
    }
}
