package io.pumprig.simulator.scenario;

import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.rig.RigWiring;
import java.nio.file.Path;

/**
 * What a run is made of.
 *
 * @param wiring the rig
 * @param prescription what it delivers
 * @param library the drugs that may be prescribed
 * @param override who goes beyond a soft limit of the drug and why, or null (SR-04)
 * @param seed where all chance comes from; null takes the kept one of the state, or {@link
 *     #DEFAULT_SEED}
 * @param durationNanos simulated time at which it ends, counted from its very beginning; {@link
 *     Long#MAX_VALUE} for never
 * @param speed simulated over wall time, or {@link io.pumprig.simulator.time.Pacer#UNPACED}
 * @param state where it keeps what survives it, or null for nowhere
 * @param periodNanos period of the cycle
 * @param version of the software, for the record
 */
public record RunSettings(
        RigWiring wiring,
        Prescription prescription,
        DrugLibrary library,
        LimitOverride override,
        Long seed,
        long durationNanos,
        double speed,
        Path state,
        long periodNanos,
        String version) {
    /** The seed of a run that was given none. */
    public static final long DEFAULT_SEED = 1;

    /** The usual cycle, 10 ms. */
    public static final long DEFAULT_PERIOD_NANOS = 10_000_000L;

    /** A run with the shipped drug library. */
    public RunSettings(
            RigWiring wiring,
            Prescription prescription,
            Long seed,
            long durationNanos,
            double speed,
            Path state,
            long periodNanos,
            String version) {
        this(
                wiring,
                prescription,
                DrugLibrary.shipped(),
                null,
                seed,
                durationNanos,
                speed,
                state,
                periodNanos,
                version);
    }

    /** The same run on the therapy that its state holds. */
    RunSettings on(Prescription kept) {
        return new RunSettings(
                wiring,
                kept,
                library,
                override,
                seed,
                durationNanos,
                speed,
                state,
                periodNanos,
                version);
    }

    /** The volumes of the rig that orders are checked against. */
    public FluidPath path() {
        return new FluidPath(
                wiring.line().deadPicolitres(), wiring.reservoir().capacityPicolitres());
    }

    /** The last cycle of the run. */
    long endCycle() {
        return durationNanos == Long.MAX_VALUE ? Long.MAX_VALUE : durationNanos / periodNanos;
    }
}
