package io.pumprig.hal.contract;

/**
 * The contract of a dose motor that turns what it took into bursts of volume, over a line on which
 * it is asked now and then.
 */
public interface BurstMotorContract extends DoseMotorContract {

    /** What it counts is volume. */
    @Override
    default boolean countsPulses() {
        return false;
    }

    /** It is asked how it is once a second. */
    @Override
    default int cyclesToAnswer() {
        return 200;
    }

    /** It is stopped, proved to stand, and configured again. */
    @Override
    default int cyclesToComeBack() {
        return 200;
    }
}
