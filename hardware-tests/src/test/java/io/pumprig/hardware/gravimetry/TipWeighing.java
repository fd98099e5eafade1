package io.pumprig.hardware.gravimetry;

import io.pumprig.hal.RigClock;
import io.pumprig.hal.gravimetry.WeighingConditions;
import java.util.function.DoubleSupplier;

/**
 * A balance of 0.001 mg under an open vessel that takes what truly leaves the tip: it loses a
 * milligram an hour to the air, which also carries a thousandth of the water. Its arithmetic is its
 * own, so that no mistake of the corrections cancels itself.
 */
public final class TipWeighing implements Weighing {
    private static final double MICROGRAMS_PER_MICROLITRE = 998;
    private static final double EVAPORATION_MICROGRAMS_PER_HOUR = 1_000;
    private static final double NANOS_PER_HOUR = 3.6e12;

    /** The buoyancy factor of therapy reference 8.1, for water. */
    private static final double BUOYANCY = 1.00105361;

    private final DoubleSupplier tipMicrolitres;
    private final RigClock clock;
    private final long startNanos;

    /**
     * A vessel that stands under the tip from now on.
     *
     * @param tipMicrolitres volume that has left the tip so far
     */
    public TipWeighing(DoubleSupplier tipMicrolitres, RigClock clock) {
        this.tipMicrolitres = tipMicrolitres;
        this.clock = clock;
        startNanos = clock.nanos();
    }

    @Override
    public long micrograms() {
        double hours = (clock.nanos() - startNanos) / NANOS_PER_HOUR;
        double mass =
                tipMicrolitres.getAsDouble() * MICROGRAMS_PER_MICROLITRE
                        - EVAPORATION_MICROGRAMS_PER_HOUR * hours;
        return Math.round(mass / BUOYANCY);
    }

    /** Ten blank cycles would show a milligram an hour, less what the air carries of it. */
    @Override
    public WeighingConditions conditions() {
        return WeighingConditions.water().evaporating(999);
    }
}
