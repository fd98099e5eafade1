package io.pumprig.controller.dose;

/**
 * Drug by microsteps, where the concentration at the catheter's tip changes now and then: each
 * microstep counts with the concentration that left the tip when it moved (section 8.6 of the
 * therapy reference). Rounded down to a picogram. Control thread only.
 */
final class DrugAccount {
    private long baseMicrosteps;
    private long basePicograms;

    /** Drug in all {@code microsteps}; the newest of them at the concentration of {@code scale}. */
    long picograms(long microsteps, DoseScale scale) {
        long since = microsteps - baseMicrosteps;
        // Volume that proves not to have moved may lie before the last change: counted as after it.
        return since >= 0
                ? basePicograms + scale.picogramsOf(since)
                : Math.max(0, basePicograms - scale.picogramsOf(-since));
    }

    /**
     * From {@code microsteps} on the tip gives another concentration than that of {@code before}.
     */
    void change(long microsteps, DoseScale before) {
        basePicograms = picograms(microsteps, before);
        baseMicrosteps = microsteps;
    }

    long baseMicrosteps() {
        return baseMicrosteps;
    }

    long basePicograms() {
        return basePicograms;
    }

    void restore(long baseMicrosteps, long basePicograms) {
        this.baseMicrosteps = baseMicrosteps;
        this.basePicograms = basePicograms;
    }
}
