package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A reservoir that loses what nobody pumped, down to empty. */
class ReservoirTest {
    private static final long HOUR = TestRun.CYCLES_PER_HOUR;

    @Test
    @Tag("SR-48")
    @Tag("SR-49")
    @Tag("SR-50")
    @Tag("SR-51")
    @Tag("F-11")
    @Tag("F-12")
    void aLeakIsADiscrepancyThenLowThenEmptyAndEmptyStops() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("reservoir", "main", "leak", "rate", "10 mL/h");
            double full = run.rig().plant().reservoirMicrolitres();
            assertTrue(run.until(Alarm.RESERVOIR_DISCREPANCY, HOUR) > 0);
            // SR-49: 1 mL, and what noise and the pumped volume of six minutes make of it.
            assertEquals(1_000, full - run.rig().plant().reservoirMicrolitres(), 150);
            assertEquals(Reaction.KEEP_PROGRAM, run.reaction());
            assertTrue(run.until(Alarm.RESERVOIR_LOW, 2 * HOUR) > 0);
            assertEquals(4_000, run.rig().plant().reservoirMicrolitres(), 150);
            assertEquals(Reaction.KEEP_PROGRAM, run.reaction());
            TherapyAgain.raises(run, Alarm.RESERVOIR_EMPTY, HOUR);
            assertEquals(1_000, run.rig().plant().reservoirMicrolitres(), 150);
            assertTrue(run.effects() > 0);
            assertEquals(
                    List.of("RESERVOIR_DISCREPANCY", "RESERVOIR_LOW", "RESERVOIR_EMPTY"),
                    run.alarms());
            run.clear();
            TherapyAgain.staysStill(run, HOUR);
            assertEquals(0, run.rig().plant().trappedGasMicrolitres(), "ran dry");
            TherapyAgain.accountsForAll(run);
        }
    }
}
