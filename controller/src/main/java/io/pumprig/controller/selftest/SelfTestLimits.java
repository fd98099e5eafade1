package io.pumprig.controller.selftest;

import io.pumprig.hal.device.PumpHead;

/**
 * What the self-test accepts, and how long it waits. What a sensor may show is no hazard's limit
 * but what the part can show at all: hazards are for the interlocks.
 *
 * @param stepNanos the longest that a step may last; a slow cycle has 200 cycles for it
 * @param periodNanos from one test in service to the next (SR-70)
 * @param jogMicrosteps motion of the test at power-on (SR-69)
 * @param jogCounts by how many counts encoder and jog may differ
 * @param signalNanos how long each lamp, and the sounder, is on
 * @param leastUtcMillis UTC before this is no time
 * @param mostUtcMillis UTC after this is no time
 * @param mostPascals a pressure beyond this, up or down, is no pressure
 * @param mostPicolitres a reservoir holds no more
 */
public record SelfTestLimits(
        long stepNanos,
        long periodNanos,
        int jogMicrosteps,
        long jogCounts,
        long signalNanos,
        long leastUtcMillis,
        long mostUtcMillis,
        int mostPascals,
        long mostPicolitres) {

    public SelfTestLimits {
        require(stepNanos > 0, "stepNanos");
        require(periodNanos > stepNanos, "periodNanos");
        require(jogMicrosteps > 0, "jogMicrosteps");
        require(jogCounts > 0, "jogCounts");
        require(signalNanos > 0, "signalNanos");
        require(leastUtcMillis < mostUtcMillis, "leastUtcMillis");
        require(mostPascals > 0, "mostPascals");
        require(mostPicolitres > 0, "mostPicolitres");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is out of its limits");
        }
    }

    /**
     * The defaults: a jog of 64 microsteps on any head, judged to half an electrical cycle, since
     * steps are lost in whole ones (SR-64). Years 2020 to 2099; both sensors of pressure end at 207
     * kPa (device reference), the largest reservoir at 40 mL.
     */
    public static SelfTestLimits defaults(PumpHead head) {
        return new SelfTestLimits(
                10_000_000_000L,
                900_000_000_000L,
                64,
                head.countsOf(head.microstepsPerElectricalCycle() / 2),
                500_000_000L,
                1_577_836_800_000L,
                4_102_444_800_000L,
                220_000,
                45_000_000_000L);
    }
}
