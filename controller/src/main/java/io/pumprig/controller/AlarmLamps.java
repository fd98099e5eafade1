package io.pumprig.controller;

import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Priority;
import io.pumprig.hal.device.Annunciator;

/**
 * Lamps and sounder by the highest priority listed (SR-83): high flashes red at 2 Hz, half on;
 * medium flashes amber at 0.5 Hz, half on; low shows amber without flashing; none shows green.
 */
final class AlarmLamps {
    private static final long HIGH_HALF_NANOS = 250_000_000L;
    private static final long MEDIUM_HALF_NANOS = 1_000_000_000L;

    private final Annunciator annunciator;
    private long seenChanges = -1;
    private Priority highest;

    AlarmLamps(Annunciator annunciator) {
        this.annunciator = annunciator;
    }

    void show(Alarms alarms, long nanos) {
        if (alarms.changes() != seenChanges) {
            seenChanges = alarms.changes();
            highest = alarms.highest();
            if (highest == null) {
                annunciator.show(false, false, true, false);
            }
        }
        if (highest == null) {
            return;
        }
        if (highest == Priority.HIGH) {
            boolean on = isFirstHalf(nanos, HIGH_HALF_NANOS);
            annunciator.show(on, false, false, on);
        } else if (highest == Priority.MEDIUM) {
            annunciator.show(false, isFirstHalf(nanos, MEDIUM_HALF_NANOS), false, false);
        } else {
            annunciator.show(false, true, false, false);
        }
    }

    private static boolean isFirstHalf(long nanos, long halfNanos) {
        return (Math.floorDiv(nanos, halfNanos) & 1) == 0;
    }
}
