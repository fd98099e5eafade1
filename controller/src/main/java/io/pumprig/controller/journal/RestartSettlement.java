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
 * @param beyondLease the position proves that more moved than the lease covers, as it does while
 *     the journal cannot be written (SR-90): how many whole turns more nobody can tell from the
 *     position, so that what was due in the time since is to be counted instead, where it is more
 * @param reason in words, for the record
 */
public record RestartSettlement(
        long settledMicrosteps, long uncertainMicrosteps, boolean beyondLease, String reason) {
    private static final int COUNTS_PER_ELECTRICAL_CYCLE = 1_024;

    /**
     * The angle may differ from the counter by this much and still mean the same step: twice the
     * encoder's noise of 3 counts, and rounding. An electrical cycle is 82 counts on every head.
     */
    private static final int ANGLE_TOLERANCE_COUNTS = 10;

    /**
     * An angle up to an eighth of a turn behind is noise or a rotor that slipped back; any other
     * has come forwards, since nothing turns the rotor back (SR-37).
     */
    private static final int BACKWARDS_COUNTS = RotorReading.COUNTS_PER_TURN / 8;

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
            return wholeLease(open, "position unknown");
        }
        if (head.countsOf(open) >= RotorReading.COUNTS_PER_TURN - BACKWARDS_COUNTS) {
            // As after a fallback over many checkpoints: the angle is absolute within a turn.
            return wholeLease(open, "it may have been a turn or more");
        }
        int cycle = head.microstepsPerElectricalCycle();
        int countsPerMicrostep = COUNTS_PER_ELECTRICAL_CYCLE / cycle;
        int counted =
                Math.floorMod(counterCounts - last.counterCounts, COUNTS_PER_ELECTRICAL_CYCLE);
        if (counted % countsPerMicrostep != 0) {
            return wholeLease(open, "the counter does not stand on a microstep of before");
        }
        long byCounter = counted / countsPerMicrostep;
        int turned =
                Math.floorMod(
                                angleCounts - last.angleCounts + BACKWARDS_COUNTS,
                                RotorReading.COUNTS_PER_TURN)
                        - BACKWARDS_COUNTS;
        long byAngle = head.microstepsOfCounts(turned);
        // The counter is exact within an electrical cycle; the angle says which cycle it is.
        long cycles = Math.floorDiv(byAngle - byCounter + cycle / 2, (long) cycle);
        long moved = byCounter + cycles * cycle;
        boolean agree = Math.abs(head.countsOf(moved) - turned) <= ANGLE_TOLERANCE_COUNTS;
        if (!agree || moved < 0) {
            return wholeLease(open, "counter and angle disagree");
        }
        if (moved > open) {
            return new RestartSettlement(
                    0, moved, true, "more moved than the lease covers: counted as uncertain");
        }
        return new RestartSettlement(moved, 0, false, "settled by counter and angle");
    }

    private static RestartSettlement wholeLease(long open, String why) {
        return new RestartSettlement(0, open, false, why + ": the whole lease counts as delivered");
    }
}
