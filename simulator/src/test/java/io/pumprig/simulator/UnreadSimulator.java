package io.pumprig.simulator;

import io.pumprig.hal.UnreadOutput;

/** {@code pumprig-simulator} whose output goes into a full pipe. */
final class UnreadSimulator {
    private UnreadSimulator() {}

    public static void main(String[] arguments) {
        UnreadOutput.fill();
        PumprigSimulator.main(arguments);
    }
}
