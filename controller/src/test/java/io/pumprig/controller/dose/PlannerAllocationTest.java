package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.Program;
import io.pumprig.hal.AllocatedBytes;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand cycles of whatever happens within the loop allocate nothing; each of it happens in
 * every round of {@link AllocatedBytes}.
 */
class PlannerAllocationTest {
    private static final DemandBolus DEMAND =
            new DemandBolus(100_000L, 10_000_000_000L, 3_600_000_000_000L, 24);
    private static final TherapyMemory MEMORY = new TherapyMemory();

    @Test
    void patternBoundariesAndBolusesByButtonAllocateNothing() {
        PlannerRun run =
                PlannerRun.of(
                        PlannerRun.baclofen(
                                500,
                                Program.parse(
                                        "pattern 0:100000000 120:200000000 240:50000000 360:1 480:2 600:3 720:4 840:5 960:6 1080:7 1200:8 1320:9"),
                                DEMAND));
        assertEquals(
                0,
                AllocatedBytes.in(
                        10_000,
                        () -> {
                            if (run.planner.bolusVerdict(true, DEMAND.picograms()) == Code.OK) {
                                run.planner.beginBolus(
                                        true, DEMAND.picograms(), DEMAND.durationNanos());
                            }
                            run.cycle();
                        }));
        assertTrue(run.planner.shots().closed() > 0);
        assertEquals(BolusEnd.COMPLETED, run.planner.shots().closedHow());
    }

    @Test
    void aBridgeThatBeginsAndEndsAllocatesNothing() {
        PlannerRun run = PlannerRun.of(PlannerRun.continuous(500, 500_000_000L));
        TherapyPlan weak = PlannerRun.plan(PlannerRun.continuous(500, 500_000_000L));
        TherapyPlan strong = PlannerRun.plan(PlannerRun.continuous(2_000, 500_000_000L));
        assertEquals(
                0,
                AllocatedBytes.in(
                        10_000,
                        () -> {
                            // Each 6000 s: no more often than the history holds in a day.
                            if (run.sample.cycle() % 1_200 == 0) {
                                boolean isWeak = run.planner.therapy() == weak;
                                run.planner.adopt(isWeak ? strong : weak, 0, 100);
                            }
                            run.cycle(5_000_000_000L);
                        }));
        assertFalse(run.planner.isBridging());
        assertTrue(run.ledger.delivered(Delivery.BRIDGE) >= 800);
    }

    @Test
    void alarmsPrimesGapsAndCheckpointsAllocateNothing() {
        PlannerRun run = PlannerRun.of(PlannerRun.continuous(500, 500_000_000L));
        assertEquals(
                0,
                AllocatedBytes.in(
                        10_000,
                        () -> {
                            long step = run.sample.cycle() % 100;
                            run.reaction =
                                    step < 10
                                            ? Reaction.ZERO_FLOW
                                            : step < 20
                                                    ? Reaction.MINIMUM_RATE
                                                    : Reaction.KEEP_PROGRAM;
                            run.air(step > 55 && step < 70);
                            if (step == 50) {
                                run.planner.beginPrime(500);
                            }
                            if (step == 90) {
                                run.cycle(60_000_000_000L);
                            }
                            run.planner.save(MEMORY);
                            run.cycle();
                        }));
        assertTrue(run.ledger.delivered(Delivery.PRIME) > 0);
        assertTrue(run.ledger.withheld(Withheld.TIME_GAP) > 0);
    }
}
