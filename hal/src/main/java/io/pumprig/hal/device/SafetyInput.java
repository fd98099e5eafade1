package io.pumprig.hal.device;

/**
 * A switch of the stop chain, wired so that a broken wire reads as danger. A change to the
 * dangerous side is believed at once, to the safe side only after the filter (device reference, H).
 */
public interface SafetyInput {

    /** True when pressed, open, not readable, or not yet safe for long enough. Once a cycle. */
    boolean isDangerous(long nowNanos);
}
