package io.pumprig.controller.bench;

import io.pumprig.controller.command.TherapyReview;
import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.hal.rig.RigWiring;
import java.nio.file.Path;

/**
 * What a run on the bench is made of.
 *
 * @param wiring the rig
 * @param therapy what it delivers, and what the drug library says of it
 * @param broker URL of an MQTT broker, or null for none
 * @param login as whom it goes there
 * @param state where journal, lock and control socket are
 * @param confirm hash of the values as the engineer gave it, or null to be asked
 * @param periodNanos period of the cycle
 * @param emulated whether the period is one that only an emulated board may have
 * @param boardWatchdog whether the board's own watchdog is armed
 * @param statePeriodMillis wall-clock time between two publications of the state
 * @param awaitsClock whether therapy waits until the host's clock is synchronised
 * @param recordingBytes what recordings may take of the disk; 0: none is made
 * @param rigText {@code rig.yaml} as it was read
 * @param version of the software, for the record
 */
record BenchSettings(
        RigWiring wiring,
        TherapyReview therapy,
        String broker,
        BrokerLogin login,
        Path state,
        String confirm,
        long periodNanos,
        boolean emulated,
        boolean boardWatchdog,
        long statePeriodMillis,
        boolean awaitsClock,
        long recordingBytes,
        String rigText,
        String version) {
    /** The usual cycle, 10 ms. */
    static final long DEFAULT_PERIOD_NANOS = 10_000_000L;

    /** What the run delivers. */
    Prescription prescription() {
        return therapy.prescription();
    }

    /** The drugs that may be prescribed. */
    DrugLibrary library() {
        return therapy.library();
    }

    /** The volumes of the rig that orders are checked against. */
    FluidPath path() {
        return new FluidPath(
                wiring.line().deadPicolitres(), wiring.reservoir().capacityPicolitres());
    }

    /** Thresholds of the interlocks for this rig. */
    SafetyLimits limits() {
        return SafetyLimits.of(
                wiring.pump(),
                wiring.line().compliancePicolitresPerKilopascal(),
                wiring.reservoir().capacityPicolitres(),
                wiring.endOfServiceUtcMillis().orElse(Long.MAX_VALUE));
    }
}
