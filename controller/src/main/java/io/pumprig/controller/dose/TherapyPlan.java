package io.pumprig.controller.dose;

import io.pumprig.controller.order.DoseLimits;
import io.pumprig.controller.order.PreparedTherapy;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.RollingDoseLimit;
import io.pumprig.hal.device.PumpHead;

/**
 * A prescription made ready for the planner: everything that would allocate or take time is done
 * here, by whoever stages it, so that a commit only exchanges one plan for another between two
 * cycles (SR-13). Without state that changes; for any thread.
 */
public final class TherapyPlan implements PreparedTherapy {
    private final Prescription prescription;
    private final DoseLimits limits;
    private final DoseScale scale;
    private final Course course;
    private final long mostPicogramsPerDay;
    private final RollingDoseLimit[] windows;
    private final long[] basalPicograms;

    /**
     * @param limits what the drug library allows of boluses
     */
    public TherapyPlan(Prescription prescription, DoseLimits limits, PumpHead head) {
        this.prescription = prescription;
        this.limits = limits;
        scale = new DoseScale(head, prescription.picogramsPerNanolitre());
        mostPicogramsPerDay = prescription.program().mostPicogramsPerDay();
        windows = limits.windows().toArray(RollingDoseLimit[]::new);
        basalPicograms = new long[windows.length];
        for (int i = 0; i < windows.length; i++) {
            basalPicograms[i] = windows[i].basalPicograms(prescription.program());
        }
        course = Course.of(prescription.program(), prescription.minimumPicolitresPerDay());
    }

    @Override
    public Prescription prescription() {
        return prescription;
    }

    public DoseLimits limits() {
        return limits;
    }

    /** The scale of the prescription's own concentration. */
    public DoseScale scale() {
        return scale;
    }

    /** How many rolling limits there are. */
    int windows() {
        return windows.length;
    }

    /** A rolling limit. */
    RollingDoseLimit window(int index) {
        return windows[index];
    }

    /** A full window of the program, where it gives most. */
    long basalPicograms(int index) {
        return basalPicograms[index];
    }

    /** Numerator of the program's highest rate, at drug of {@code tip}. */
    long mostNumerator(DoseScale tip) {
        return tip.numeratorOfDose(mostPicogramsPerDay);
    }

    Course course() {
        return course;
    }
}
