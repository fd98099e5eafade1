package io.pumprig.controller.dose;

import io.pumprig.controller.order.DoseLimits;
import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.device.PumpHead;

/**
 * A prescription made ready for the planner: everything that would allocate or take time is done
 * here, by whoever stages it, so that a commit only exchanges one plan for another between two
 * cycles (SR-13). Without state that changes; for any thread.
 */
public final class TherapyPlan {
    private static final long HOURS = 24;

    private final Prescription prescription;
    private final DoseLimits limits;
    private final DoseScale scale;
    private final Course course;
    private final long mostPicogramsPerDay;
    private final long mostPicogramsInADay;

    /**
     * @param limits what the drug library allows of boluses
     */
    public TherapyPlan(Prescription prescription, DoseLimits limits, PumpHead head) {
        this.prescription = prescription;
        this.limits = limits;
        scale = new DoseScale(head, prescription.picogramsPerNanolitre());
        mostPicogramsPerDay = prescription.program().mostPicogramsPerDay();
        mostPicogramsInADay = prescription.program().mostPicogramsInADay();
        course = Course.of(prescription.program(), prescription.minimumPicolitresPerDay());
    }

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

    /** The most that the program gives in an hour, rounded up. */
    long mostPicogramsInAnHour() {
        return (mostPicogramsPerDay + HOURS - 1) / HOURS;
    }

    /** The most that the program gives in 24 hours. */
    long mostPicogramsInADay() {
        return mostPicogramsInADay;
    }

    /** Numerator of the program's highest rate, at drug of {@code tip}. */
    long mostNumerator(DoseScale tip) {
        return tip.numeratorOfDose(mostPicogramsPerDay);
    }

    Course course() {
        return course;
    }
}
