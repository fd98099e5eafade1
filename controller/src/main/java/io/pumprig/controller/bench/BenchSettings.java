package io.pumprig.controller.bench;

import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.hal.rig.RigWiring;
import java.nio.file.Path;

/**
 * What a run on the bench is made of.
 *
 * @param wiring the rig
 * @param prescription what it delivers
 * @param broker URL of an MQTT broker, or null for none
 * @param state where journal, lock and control socket are
 * @param confirm hash of the values as the engineer gave it, or null to be asked
 * @param periodNanos period of the cycle
 * @param emulated whether the period is one that only an emulated board may have
 * @param boardWatchdog whether the board's own watchdog is armed
 * @param statePeriodMillis wall-clock time between two publications of the state
 * @param version of the software, for the record
 */
record BenchSettings(
        RigWiring wiring,
        Prescription prescription,
        String broker,
        Path state,
        String confirm,
        long periodNanos,
        boolean emulated,
        boolean boardWatchdog,
        long statePeriodMillis,
        String version) {
    /** The usual cycle, 10 ms. */
    static final long DEFAULT_PERIOD_NANOS = 10_000_000L;

    /** Thresholds of the interlocks for this rig. */
    SafetyLimits limits() {
        return SafetyLimits.defaults(
                        wiring.pump(), wiring.line().compliancePicolitresPerKilopascal())
                .holding(wiring.reservoir().capacityPicolitres());
    }
}
