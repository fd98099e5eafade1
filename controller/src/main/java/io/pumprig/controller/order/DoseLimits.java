package io.pumprig.controller.order;

import java.util.List;

/**
 * What the drug library allows of boluses: in one (SR-10), and in any window of time together with
 * a full window of the program (SR-25).
 *
 * @param windows rolling limits
 * @param softBolusPicograms a bolus above needs an override (SR-04)
 * @param hardBolusPicograms a bolus above is refused (SR-03)
 */
public record DoseLimits(
        List<RollingDoseLimit> windows, long softBolusPicograms, long hardBolusPicograms) {
    /** For a drug of no library: 50 and 100 mcg in a bolus, 150 mcg an hour, 1000 mcg a day. */
    public static final DoseLimits WIDEST =
            new DoseLimits(
                    List.of(
                            new RollingDoseLimit(
                                    60 * RollingDoseLimit.NANOS_PER_MINUTE, 150_000_000L),
                            new RollingDoseLimit(
                                    RollingDoseLimit.MOST_WINDOW_NANOS,
                                    Prescription.MOST_PICOGRAMS_PER_DAY)),
                    50_000_000L,
                    100_000_000L);

    public DoseLimits {
        windows = List.copyOf(windows);
        if (softBolusPicograms <= 0 || softBolusPicograms > hardBolusPicograms) {
            throw new IllegalArgumentException(
                    "soft " + softBolusPicograms + ", hard " + hardBolusPicograms);
        }
    }

    /** The limits of a drug of the library. */
    public static DoseLimits of(Drug drug) {
        return new DoseLimits(
                drug.rollingLimits(), drug.bolusPicograms().soft(), drug.bolusPicograms().hard());
    }
}
