package io.pumprig.hal.device;

/** Flow through the line, and where the sensor can tell, air in it. */
public interface FlowSensor {

    /** Takes a value if one is due; else leaves {@code into} alone. Callable in the cycle. */
    void read(FlowReading into);
}
