package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;

/**
 * A flow sensor of either generation, as one who only polls it sees it (device reference 5). What
 * it measured, and whether it can tell air, is asked of the chip itself.
 */
public interface FlowChip {

    /** True when {@link #fetch} gives values that may be believed. */
    boolean isConfigured();

    /**
     * Moves the bring-up on as far as it goes now, and never waits. After a failure the next call
     * starts again, not before 100 ms have passed.
     *
     * @return PENDING; OK when the sensor is in service; INVALID when another product answers; or
     *     what else failed
     */
    Outcome advance();

    /**
     * Takes the latest value.
     *
     * @return OK; NOT_READY, without touching the bus, while the sensor is not in service; BAD_CRC;
     *     NO_ACKNOWLEDGE; RECONFIGURING when the sensor measures nothing any more or sends nothing
     *     but wrong words, {@link #advance} then starts it again; or what else failed
     */
    Outcome fetch();
}
