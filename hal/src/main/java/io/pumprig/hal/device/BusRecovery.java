package io.pumprig.hal.device;

/** Tells whether a bus of the sensors that was found held is being freed (device reference, K). */
public interface BusRecovery {

    /**
     * True while what the sensors on the bus do not say may be missing because of that: a bounded
     * time from the first transfer that found it held, and no longer than the attempt may succeed.
     * The cycle may call it.
     */
    boolean isUnderWay();
}
