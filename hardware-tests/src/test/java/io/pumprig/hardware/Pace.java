package io.pumprig.hardware;

/**
 * How fast a target is, where tests must know.
 *
 * @param cycleNanos period of the cycle
 * @param pulsesPerCycle pulses that one cycle may send with every part still following
 * @param enableHoldNanos limit of the stop chain: without a kick for that long, ENN is high
 * @param slowness by how much fewer repetitions will do, 1 for a machine of its own
 * @param allowedBytes what one call of a port may allocate, where its library cannot do without
 */
public record Pace(
        long cycleNanos,
        int pulsesPerCycle,
        long enableHoldNanos,
        int slowness,
        long allowedBytes) {

    /** The rig as it is meant: 10 ms, one pulse, 50 ms, nothing allocated. */
    public static final Pace REFERENCE = new Pace(10_000_000L, 1, 50_000_000L, 1, 0);
}
