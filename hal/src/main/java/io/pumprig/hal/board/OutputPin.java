package io.pumprig.hal.board;

import io.pumprig.hal.Outcome;

/** One GPIO output. Callable in the cycle. */
public interface OutputPin {

    /** Drives the pin; OK means that the kernel (or the simulated board) took the level. */
    Outcome set(boolean high);
}
