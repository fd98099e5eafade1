package io.pumprig.controller.order;

/**
 * What may be given of a drug within an hour and within a day, boluses and a full window of the
 * program together (SR-25), and in one bolus (SR-10).
 *
 * @param picogramsPerHour rolling limit of one hour
 * @param picogramsPerDay rolling limit of 24 hours
 * @param softBolusPicograms a bolus above needs an override (SR-04)
 * @param hardBolusPicograms a bolus above is refused (SR-03)
 */
public record DoseLimits(
        long picogramsPerHour,
        long picogramsPerDay,
        long softBolusPicograms,
        long hardBolusPicograms) {
    /** What holds where no library says anything narrower: 150 mcg, 1000 mcg, 50 and 100 mcg. */
    public static final DoseLimits WIDEST =
            new DoseLimits(
                    150_000_000L, Prescription.MOST_PICOGRAMS_PER_DAY, 50_000_000L, 100_000_000L);

    public DoseLimits {
        boolean ascending =
                softBolusPicograms > 0
                        && softBolusPicograms <= hardBolusPicograms
                        && hardBolusPicograms <= picogramsPerHour
                        && picogramsPerHour <= picogramsPerDay;
        if (!ascending) {
            throw new IllegalArgumentException("dose limits out of order");
        }
    }
}
