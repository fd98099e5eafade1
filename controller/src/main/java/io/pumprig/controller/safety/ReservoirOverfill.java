package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;

/**
 * The reservoir holds more than it may (SR-53, F-13): pressure on the bag makes each stroke larger.
 * Six deviations of the scale's drift above the capacity, and left 0.2 mL below that.
 */
final class ReservoirOverfill {
    private static final long HYSTERESIS_PICOLITRES = 200_000_000L;

    private final long markPicolitres;
    private boolean met;

    ReservoirOverfill(SafetyLimits limits) {
        markPicolitres =
                limits.reservoir().capacityPicolitres() + limits.reservoir().overfillPicolitres();
    }

    /** Takes a believed content. */
    void weigh(long picolitres) {
        met = picolitres > (met ? markPicolitres - HYSTERESIS_PICOLITRES : markPicolitres);
    }

    /** Raises its alarm for as long as the mark is met. */
    void judge(Permit permit) {
        if (met) {
            permit.raise(Alarm.RESERVOIR_OVERFILL);
        }
    }
}
