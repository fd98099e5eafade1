package io.pumprig.hal.device;

/** The slow volume ledger: what the reservoir weighs. */
public interface ReservoirSensor {

    /** Takes a conversion if one is due; else leaves {@code into} alone. Callable in the cycle. */
    void read(ReservoirReading into);
}
