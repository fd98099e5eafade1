package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;

/**
 * Time to refill (SR-50, F-11): 4 mL by weight. Blocks boluses, the program goes on (SR-52). Left
 * only 0.2 mL above where it was met, so that the scale's noise cannot make it flicker.
 */
final class ReservoirLow {
    private static final long HYSTERESIS_PICOLITRES = 200_000_000L;

    private final long markPicolitres;
    private boolean met;

    ReservoirLow(SafetyLimits limits) {
        markPicolitres = limits.reservoir().lowPicolitres();
    }

    /** Takes a believed content. */
    void weigh(long picolitres) {
        met = picolitres <= (met ? markPicolitres + HYSTERESIS_PICOLITRES : markPicolitres);
    }

    /** Raises its alarm for as long as the mark is met. */
    void judge(Permit permit) {
        if (met) {
            permit.raise(Alarm.RESERVOIR_LOW);
        }
    }
}
