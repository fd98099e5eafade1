package io.pumprig.hal.device;

/**
 * Lamps and sounder, each on or off. What makes them flash and beep is a {@link SignalPattern},
 * looked at in each cycle.
 */
public interface Annunciator {

    /** Drives all four outputs; called each cycle, writes only what changed. */
    void show(boolean red, boolean amber, boolean green, boolean sound);
}
