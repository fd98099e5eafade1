package io.pumprig.hal.device;

/** The only proof of motion at therapy speed. */
public interface RotorEncoder {

    /** Reads the angle if it is due; else leaves {@code into} alone. Callable in the cycle. */
    void read(RotorReading into);
}
