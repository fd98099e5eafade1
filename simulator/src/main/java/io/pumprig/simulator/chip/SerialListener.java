package io.pumprig.simulator.chip;

/** Whoever hears what a chip says on its serial wire. */
public interface SerialListener {

    /**
     * The chip sends {@code length} bytes without gaps; byte i has arrived ten bit times times (i +
     * 1) after {@code startNanos}. The array is the chip's and changes with its next answer.
     */
    void heard(byte[] bytes, int length, long startNanos, long bitPicos);
}
