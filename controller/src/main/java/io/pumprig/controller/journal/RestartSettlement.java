package io.pumprig.controller.journal;

import io.pumprig.hal.device.PumpHead;
import io.pumprig.hal.device.RotorReading;

/**
 * What a crash left open, settled as far as the rotor's position allows (SR-40, SR-93). Delivered
 * volume lies between the checkpoint's count and the end of its lease; the driver's counter and the
 * rotor's angle are absolute within a turn, so where the power stayed on they tell exactly how far
 * it went. Otherwise the whole lease counts as delivered, and is marked uncertain.
 *
 * @param settledMicrosteps moved since the checkpoint, proved by counter and angle
 * @param uncertainMicrosteps counted as delivered though nobody can tell
 * @param reason in words, for the record
 */
public record RestartSettlement(long settledMicrosteps, long uncertainMicrosteps, String reason) {
    private static final int COUNTS_PER_ELECTRICAL_CYCLE = 1_024;

    /** The angle may differ from the counter by this much and still mean the same step. */
    private static final int ANGLE_TOLERANCE_MICROSTEPS = 8;

    /**
     * Compares the journalled position with the present one.
     *
     * @param last the last checkpoint
     * @param positionKnown whether counter and angle could be read now and the driver kept its
     *     power
     * @param counterCounts MSCNT now, 0-1023
     * @param angleCounts the rotor's angle now, 0-4095
     */
    public static RestartSettlement settle(
            Checkpoint last,
            PumpHead head,
            boolean positionKnown,
            int counterCounts,
            int angleCounts) {
        long open = last.leaseEndMicrosteps - last.deliveredMicrosteps;
        if (!last.positionKnown || !positionKnown) {
            return new RestartSettlement(
                    0, open, "position unknown: the whole lease counts as delivered");
        }
        int cycle = head.microstepsPerElectricalCycle();
        int countsPerMicrostep = COUNTS_PER_ELECTRICAL_CYCLE / cycle;
        long byCounter =
                Math.floorMod(counterCounts - last.counterCounts, COUNTS_PER_ELECTRICAL_CYCLE)
                        / countsPerMicrostep;
        int turned =
                Math.floorMod(
                                angleCounts - last.angleCounts + RotorReading.COUNTS_PER_TURN / 2,
                                RotorReading.COUNTS_PER_TURN)
                        - RotorReading.COUNTS_PER_TURN / 2;
        long byAngle = head.microstepsOfCounts(turned);
        // The counter is exact within an electrical cycle; the angle says which cycle it is.
        long cycles = Math.floorDiv(byAngle - byCounter + cycle / 2, (long) cycle);
        long moved = byCounter + cycles * cycle;
        boolean agree = Math.abs(moved - byAngle) <= ANGLE_TOLERANCE_MICROSTEPS;
        if (agree && moved >= 0 && moved <= open) {
            return new RestartSettlement(moved, 0, "settled by counter and angle");
        }
        return new RestartSettlement(
                0, open, "counter and angle disagree: the whole lease counts as delivered");
    }
}
