package io.pumprig.hal.device;

/**
 * Lamps and sounder, each on or off. What makes them flash and beep is a {@link SignalPattern},
 * looked at in each cycle. No wire tells whether a lamp is lit: what fails is seen only where an
 * output does not take its level (F-48).
 */
public interface Annunciator {
    /** The bits of the four outputs. */
    int RED = 1;

    int AMBER = 2;
    int GREEN = 4;
    int SOUND = 8;

    /**
     * Drives all four outputs; called each cycle, writes only what changed.
     *
     * @return the outputs that did not take a new level, as bits; 0 for none
     */
    int show(boolean red, boolean amber, boolean green, boolean sound);

    /**
     * Gives each output the level again that it has: a test that nobody sees or hears.
     *
     * @return the outputs that did not take it, as bits; 0 for none
     */
    int repeat();
}
