package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;

/**
 * The head would run dry (SR-48, SR-51, F-12): 1 mL by weight stops. Left only 0.2 mL above where
 * it was met, so that the scale's noise cannot make it flicker.
 */
final class ReservoirEmpty {
    private static final long HYSTERESIS_PICOLITRES = 200_000_000L;

    private final long markPicolitres;
    private boolean met;

    ReservoirEmpty(SafetyLimits limits) {
        markPicolitres = limits.reservoir().emptyPicolitres();
    }

    /** Takes a believed content. */
    void weigh(long picolitres) {
        met = picolitres <= (met ? markPicolitres + HYSTERESIS_PICOLITRES : markPicolitres);
    }

    /** Raises its alarm for as long as the mark is met. */
    void judge(Permit permit) {
        if (met) {
            permit.raise(Alarm.RESERVOIR_EMPTY);
        }
    }
}
