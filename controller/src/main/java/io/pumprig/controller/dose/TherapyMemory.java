package io.pumprig.controller.dose;

import io.pumprig.controller.order.Mode;

/**
 * What the planner has to know after a restart beside the prescription and the ledger: where the
 * program is, which drug is at the tip, what boluses were given. Values without behaviour, hence
 * plain fields; filled by the control thread, read by the journal, never both at once.
 */
public final class TherapyMemory {
    /** In {@link #bridgeEndMicrosteps}: the tip has the prescription's concentration. */
    public static final long NO_BRIDGE = Long.MAX_VALUE;

    /** The mode without what runs beside it. */
    public Mode base = Mode.STOPPED;

    /** Time of the program's course; of a pattern since the midnight before it began. */
    public long courseNanos;

    /** How long ago the first dose of all came into force. */
    public long therapyAgeNanos;

    /** Concentration at the catheter's tip, which the plan follows. */
    public long tipPicogramsPerNanolitre;

    /** Believed microsteps at which the tip changes to the prescription's concentration. */
    public long bridgeEndMicrosteps = NO_BRIDGE;

    /** Ordered and believed drug up to the last change at the tip. */
    public long orderedBaseMicrosteps;

    public long orderedBasePicograms;
    public long believedBaseMicrosteps;
    public long believedBasePicograms;

    /** Microsteps delivered ahead by the self-test's jog and not yet made up for (SR-69). */
    public long aheadMicrosteps;

    /** Microsteps of the bolus or prime that runs, 0 for none, and of these delivered. */
    public long shotMicrosteps;

    public long shotBookedMicrosteps;

    /** {@link Mode#BOLUS_TIMED}, {@link Mode#BOLUS_DEMAND} or {@link Mode#PRIMING}. */
    public Mode shotMode = Mode.BOLUS_TIMED;

    /** Boluses of the last 24 hours, oldest first. */
    public int boluses;

    public final long[] bolusAgeNanos = new long[BolusBook.CAPACITY];
    public final long[] bolusPicograms = new long[BolusBook.CAPACITY];
    public final boolean[] bolusDemand = new boolean[BolusBook.CAPACITY];

    /** Daily doses that were in force within the last 24 hours, oldest first (SR-09). */
    public int doses;

    public final long[] doseAgeNanos = new long[DoseHistory.CAPACITY];
    public final long[] dosePicogramsPerDay = new long[DoseHistory.CAPACITY];

    /** Takes all values of {@code other}. */
    public void copyFrom(TherapyMemory other) {
        base = other.base;
        courseNanos = other.courseNanos;
        therapyAgeNanos = other.therapyAgeNanos;
        tipPicogramsPerNanolitre = other.tipPicogramsPerNanolitre;
        bridgeEndMicrosteps = other.bridgeEndMicrosteps;
        orderedBaseMicrosteps = other.orderedBaseMicrosteps;
        orderedBasePicograms = other.orderedBasePicograms;
        believedBaseMicrosteps = other.believedBaseMicrosteps;
        believedBasePicograms = other.believedBasePicograms;
        aheadMicrosteps = other.aheadMicrosteps;
        shotMicrosteps = other.shotMicrosteps;
        shotBookedMicrosteps = other.shotBookedMicrosteps;
        shotMode = other.shotMode;
        boluses = other.boluses;
        System.arraycopy(other.bolusAgeNanos, 0, bolusAgeNanos, 0, boluses);
        System.arraycopy(other.bolusPicograms, 0, bolusPicograms, 0, boluses);
        System.arraycopy(other.bolusDemand, 0, bolusDemand, 0, boluses);
        doses = other.doses;
        System.arraycopy(other.doseAgeNanos, 0, doseAgeNanos, 0, doses);
        System.arraycopy(other.dosePicogramsPerDay, 0, dosePicogramsPerDay, 0, doses);
    }
}
