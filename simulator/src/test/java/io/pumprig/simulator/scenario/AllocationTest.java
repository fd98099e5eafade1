package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.hal.AllocatedBytes;
import org.junit.jupiter.api.Test;

/** A warm closed cycle makes no garbage: controller, drivers, chips, plant, faults and trace. */
class AllocationTest {

    @Test
    void tenThousandWarmClosedCyclesAllocateNothing() {
        try (TestRun run = new TestRun(1, TestRun.prescription(800))) {
            run.cycles(200_000);
            assertEquals(0, AllocatedBytes.in(10_000, () -> run.run().step()));
        }
    }

    @Test
    void norDoTheyWithAFaultInTheTableAndAnAlarmListed() {
        try (TestRun run = new TestRun(1, TestRun.prescription(800))) {
            run.inject("i2c", "as5600", "nack").cycles(200_000);
            assertEquals(0, AllocatedBytes.in(10_000, () -> run.run().step()));
        }
    }
}
