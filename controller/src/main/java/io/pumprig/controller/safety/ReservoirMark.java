package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;

/**
 * A content of the reservoir, by weight, beyond which it alarms. Met at the mark itself, and left
 * only {@link SafetyLimits.Reservoir#HYSTERESIS_PICOLITRES} from there, so that the scale's noise
 * cannot make it flicker.
 */
final class ReservoirMark {
    private final Alarm alarm;
    private final long leastPicolitres;
    private final long mostPicolitres;
    private boolean met;
    private boolean weighed;
    private long picolitres;

    /** Silent within the range, both ends included. */
    private ReservoirMark(Alarm alarm, long leastPicolitres, long mostPicolitres) {
        this.alarm = alarm;
        this.leastPicolitres = leastPicolitres;
        this.mostPicolitres = mostPicolitres;
    }

    /** The head would run dry (SR-48, SR-51, F-12): 1 mL stops. */
    static ReservoirMark empty(SafetyLimits limits) {
        return below(Alarm.RESERVOIR_EMPTY, limits.reservoir().emptyPicolitres());
    }

    /** Time to refill (SR-50, F-11): 4 mL blocks boluses, the program goes on (SR-52). */
    static ReservoirMark low(SafetyLimits limits) {
        return below(Alarm.RESERVOIR_LOW, limits.reservoir().lowPicolitres());
    }

    /**
     * The reservoir holds more than it may (SR-53, F-13): pressure on the bag makes each stroke
     * larger. Six deviations of the scale's drift above the capacity.
     */
    static ReservoirMark overfill(SafetyLimits limits) {
        SafetyLimits.Reservoir reservoir = limits.reservoir();
        return new ReservoirMark(
                Alarm.RESERVOIR_OVERFILL,
                Long.MIN_VALUE,
                reservoir.capacityPicolitres() + reservoir.overfillPicolitres());
    }

    private static ReservoirMark below(Alarm alarm, long markPicolitres) {
        return new ReservoirMark(alarm, markPicolitres + 1, Long.MAX_VALUE);
    }

    /** Takes a believed content. */
    void weigh(long picolitres) {
        this.weighed = true;
        this.picolitres = picolitres;
        long margin = met ? SafetyLimits.Reservoir.HYSTERESIS_PICOLITRES : 0;
        met = picolitres < leastPicolitres + margin || picolitres > mostPicolitres - margin;
    }

    /** Tells how far it is from tripping. */
    void measure(Gauge gauge, Gauges into) {
        if (weighed) {
            into.set(gauge, picolitres, gauge.tripsBelow() ? leastPicolitres - 1 : mostPicolitres);
        }
    }

    /** Raises its alarm for as long as the mark is met. */
    void judge(Permit permit) {
        if (met) {
            permit.raise(alarm);
        }
    }
}
