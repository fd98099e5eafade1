package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.Program;
import io.pumprig.hal.AllocatedBytes;
import org.junit.jupiter.api.Test;

/** Ten thousand cycles of whatever happens within the loop allocate nothing. */
class PlannerAllocationTest {
    private static final DemandBolus DEMAND =
            new DemandBolus(100_000L, 10_000_000_000L, 20_000_000_000L, 24);
    private static final TherapyMemory MEMORY = new TherapyMemory();

    @Test
    void patternBoundariesAndBolusesByButtonAllocateNothing() {
        PlannerRun run =
                PlannerRun.of(
                        PlannerRun.baclofen(
                                500,
                                Program.parse("pattern 0:100000000 1:200000000 2:50000000"),
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
                            boolean may =
                                    !run.planner.isBridging()
                                            && run.planner.history().hasRoom(run.nanos());
                            if (may) {
                                boolean isWeak = run.planner.therapy() == weak;
                                run.planner.adopt(isWeak ? strong : weak, 0, 100);
                            }
                            run.cycle();
                        }));
        assertTrue(run.ledger.delivered(Delivery.BRIDGE) > 100);
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
