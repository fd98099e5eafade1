package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.sample.Sample;

/**
 * One hazard, judged in every cycle, whatever the others found (SR-34). It names the hazard; the
 * alarm declares the reaction. It neither allocates nor waits, and touches no hardware.
 */
interface Interlock {

    /** Raises its alarm in {@code permit} for as long as the hazard is present. */
    void judge(Sample sample, Permit permit);
}
