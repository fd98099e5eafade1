package io.pumprig.hal.device;

/** Lamps and sounder. */
public interface Annunciator {

    /** Drives all four outputs; called each cycle, writes only what changed. */
    void show(boolean red, boolean amber, boolean green, boolean sound);
}
