package io.pumprig.hal.device;

import io.pumprig.hal.Outcome;

/**
 * The retriggerable monostable that gates the motor's enable: 50 ms without a kick and the coils
 * are off, whatever the rest does (device reference 10.3).
 */
public interface EnableWatchdog {

    /** Gives the next edge. Once a cycle, as long as the safety monitor permits it (SR-74). */
    Outcome kick();
}
