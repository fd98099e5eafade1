package io.pumprig.controller.safety;

import io.pumprig.hal.device.PumpHead;

/**
 * The thresholds of the interlocks. Defaults are settings, not literals; each names its
 * requirement.
 *
 * @param head geometry of the pump head
 * @param compliancePicolitresPerKilopascal volume that the line stores (SR-58)
 * @param occlusionPascals pressure that stops at once (SR-55)
 * @param occlusionMissedPicolitres volume stored in the line that stops (SR-58)
 * @param decayPascals excess over the baseline below which a released line may be pumped again
 *     (SR-59)
 * @param lowPicolitres low-reservoir mark (SR-50)
 * @param emptyPicolitres empty-reservoir mark (SR-51)
 * @param discrepancyPicolitres least gap between ledger and weight that alarms (SR-49)
 * @param missedCounts encoder lag that is a missed step (SR-64)
 * @param stallMicrosteps microsteps without motion that are a stall (F-15)
 * @param stuckNanos how long an identical raw code is believed (SR-72)
 * @param excessPicolitres motion beyond what was commanded or programmed (F-18, SR-38)
 */
public record SafetyLimits(
        PumpHead head,
        long compliancePicolitresPerKilopascal,
        int occlusionPascals,
        long occlusionMissedPicolitres,
        int decayPascals,
        long lowPicolitres,
        long emptyPicolitres,
        long discrepancyPicolitres,
        int missedCounts,
        int stallMicrosteps,
        long stuckNanos,
        long excessPicolitres) {

    public SafetyLimits {
        require(compliancePicolitresPerKilopascal > 0, "compliancePicolitresPerKilopascal");
        require(occlusionMissedPicolitres > 0, "occlusionMissedPicolitres");
        require(decayPascals > 0 && decayPascals < occlusionPascals, "decayPascals");
        require(emptyPicolitres > 0 && emptyPicolitres < lowPicolitres, "emptyPicolitres");
        // A discrepancy is left 0.2 mL below where it was met.
        require(discrepancyPicolitres > 200_000_000L, "discrepancyPicolitres");
        require(missedCounts > 0, "missedCounts");
        require(stallMicrosteps > 0, "stallMicrosteps");
        require(stuckNanos > 0, "stuckNanos");
        require(excessPicolitres > 0, "excessPicolitres");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is out of its limits");
        }
    }

    /** The defaults of the requirements for a head and a line. */
    public static SafetyLimits defaults(PumpHead head, long compliancePicolitresPerKilopascal) {
        return new SafetyLimits(
                head,
                compliancePicolitresPerKilopascal,
                69_000,
                5_000_000L,
                5_000,
                4_000_000_000L,
                1_000_000_000L,
                1_000_000_000L,
                (int) head.countsOf(head.microstepsPerElectricalCycle() / 2) + 1,
                head.microstepsPerElectricalCycle(),
                60_000_000_000L,
                2_000_000L);
    }
}
