package io.pumprig.hardware.gravimetry;

import io.pumprig.hal.gravimetry.WeighingConditions;

/** The vessel that collects what the rig delivers, and the balance under it. */
public interface Weighing {

    /** What the balance shows now. */
    long micrograms();

    /** What lies between that reading and a volume. */
    WeighingConditions conditions();
}
