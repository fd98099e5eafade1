package io.pumprig.hardware;

/**
 * How fast a target is, where tests must know.
 *
 * @param cycleNanos period of the cycle
 * @param pulsesPerCycle pulses that one cycle may send with every part still following
 * @param enableHoldNanos limit of the stop chain: without a kick for that long, ENN is high
 * @param cyclesToAnswer after so many cycles a sound sensor has a value, an absent one has missed
 * @param answerNanos after this time the whole answer of a serial line has arrived
 * @param callNanos the longest that a call may take that waits for nothing
 * @param slowness by how much fewer repetitions will do, 1 for a machine of its own
 * @param allowedBytes what one call of a port may allocate, where its library cannot do without
 */
public record Pace(
        long cycleNanos,
        int pulsesPerCycle,
        long enableHoldNanos,
        int cyclesToAnswer,
        long answerNanos,
        long callNanos,
        int slowness,
        long allowedBytes) {

    /** The rig as it is meant: 10 ms, one pulse, 50 ms, nothing allocated. */
    public static final Pace REFERENCE =
            new Pace(10_000_000L, 1, 50_000_000L, 200, 10_000_000L, 5_000_000L, 1, 0);

    /**
     * An emulated board, whose transfers last 5 to 13 ms and make each cycle about twice as long as
     * its period; in 40 of them every reading has its value, as at 10 ms. Nothing is allocated here
     * either.
     */
    static final Pace EMULATED =
            new Pace(10_000_000L, 8, 1_000_000_000L, 40, 100_000_000L, 100_000_000L, 20, 0);
}
