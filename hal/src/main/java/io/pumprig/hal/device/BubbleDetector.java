package io.pumprig.hal.device;

/**
 * The detector that tells liquid from air in the line (device reference, H). It knows presence
 * only; how much air passed is flow times time (SR-60).
 */
public interface BubbleDetector {

    /**
     * Judges the level, and moves the detector's test of itself on where it has one (SR-70). Once a
     * cycle; what it finds is in {@code into}, which is always the same.
     */
    void read(BubbleReading into);
}
