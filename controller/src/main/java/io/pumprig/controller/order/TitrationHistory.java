package io.pumprig.controller.order;

/**
 * What a new prescription is compared with: the dose that runs and where it came from (SR-09).
 * Programs without a dose of their own, stopped and minimum rate, leave all of it as it was: a dose
 * does not become small because it was interrupted.
 *
 * @param drug the drug in reservoir and line
 * @param picogramsPerNanolitre its concentration
 * @param picogramsPerDay the daily dose in force, of a pattern its total, of a taper the day's; 0
 *     when there was none yet
 * @param lowestPicogramsPerDay lowest daily dose that was in force within the last 24 hours; 0 when
 *     there was none yet
 * @param nanosSinceFirstStart monotonic time since this drug was first delivered
 */
public record TitrationHistory(
        String drug,
        long picogramsPerNanolitre,
        long picogramsPerDay,
        long lowestPicogramsPerDay,
        long nanosSinceFirstStart) {
    public TitrationHistory {
        boolean isNone = picogramsPerDay == 0 && lowestPicogramsPerDay == 0;
        boolean isSome = lowestPicogramsPerDay > 0 && lowestPicogramsPerDay <= picogramsPerDay;
        if (drug == null || drug.isBlank() || !isNone && !isSome || nanosSinceFirstStart < 0) {
            throw new IllegalArgumentException(
                    "not a history: "
                            + picogramsPerDay
                            + " pg/day, lowest "
                            + lowestPicogramsPerDay
                            + ", for "
                            + nanosSinceFirstStart
                            + " ns");
        }
    }

    /** True when no dose was ever in force, so that the next one is a start and not a change. */
    public boolean isBeforeFirstDose() {
        return picogramsPerDay == 0;
    }
}
