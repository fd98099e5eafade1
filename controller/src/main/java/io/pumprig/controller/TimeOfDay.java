package io.pumprig.controller;

import io.pumprig.controller.dose.DoseScale;
import io.pumprig.controller.order.Prescription;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Where the course of a program begins: a pattern at the time of day that it is in its time zone,
 * any other at zero. Asked once, when a program begins; from then on the course follows the
 * monotonic clock, so that no step of the wall clock and no summer time skips or repeats drug
 * (SR-32).
 */
final class TimeOfDay {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long MILLIS_PER_DAY = DoseScale.NANOS_PER_DAY / NANOS_PER_MILLI;

    private TimeOfDay() {}

    /**
     * @param utcMillis the rig's UTC, ms since 1970
     */
    static long courseBeginNanos(Prescription prescription, long utcMillis) {
        if (!prescription.needsWallClock()) {
            return 0;
        }
        long offsetMillis =
                ZoneId.of(prescription.timeZone())
                                .getRules()
                                .getOffset(Instant.ofEpochMilli(utcMillis))
                                .getTotalSeconds()
                        * 1_000L;
        return Math.floorMod(utcMillis + offsetMillis, MILLIS_PER_DAY) * NANOS_PER_MILLI;
    }
}
