package io.pumprig.controller.dose;

import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.DoseLimits;
import io.pumprig.controller.order.PreparedTherapy;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;
import io.pumprig.controller.order.RollingDoseLimit;
import io.pumprig.hal.device.PumpHead;

/**
 * A prescription made ready for the planner: everything that would allocate or take time is done
 * here, by whoever stages it, so that a commit only exchanges one plan for another between two
 * cycles (SR-13). Without state that changes; for any thread.
 */
public final class TherapyPlan implements PreparedTherapy {
    private final Prescription prescription;
    private final String identity;
    private final DoseLimits limits;
    private final DoseScale scale;
    private final Course course;
    private final long mostPicogramsPerDay;
    private final RollingDoseLimit[] windows;
    private final long[] basalPicograms;
    private final long mostPicolitresInADay;

    /**
     * @param limits what the drug library allows of boluses
     */
    public TherapyPlan(Prescription prescription, DoseLimits limits, PumpHead head) {
        this.prescription = prescription;
        identity = prescription.identity();
        this.limits = limits;
        scale = new DoseScale(head, prescription.picogramsPerNanolitre());
        mostPicogramsPerDay = mostPicogramsPerDay(prescription);
        windows = limits.windows().toArray(RollingDoseLimit[]::new);
        basalPicograms = new long[windows.length];
        for (int i = 0; i < windows.length; i++) {
            basalPicograms[i] = windows[i].basalPicograms(prescription.program());
        }
        mostPicolitresInADay = mostPicolitresInADay(prescription, limits);
        course = Course.of(prescription.program(), prescription.minimumPicolitresPerDay());
    }

    /**
     * What a day takes out of the reservoir at most: the program where it gives most, and every
     * demand bolus that its count, its lockout and the limit of a day allow (SR-54).
     */
    private static long mostPicolitresInADay(Prescription prescription, DoseLimits limits) {
        long basal = prescription.program().mostPicogramsInADay();
        long boluses = 0;
        DemandBolus demand = prescription.demandBolus();
        if (demand != null) {
            long apartNanos = demand.durationNanos() + demand.lockoutNanos();
            long fit = (DoseScale.NANOS_PER_DAY + apartNanos - 1) / apartNanos;
            boluses = Math.min(fit, demand.perDay()) * demand.picograms();
        }
        for (RollingDoseLimit limit : limits.windows()) {
            if (limit.windowNanos() == DoseScale.NANOS_PER_DAY) {
                boluses = Math.max(0, Math.min(boluses, limit.mostPicograms() - basal));
            }
        }
        long concentration = prescription.picogramsPerNanolitre();
        long picolitres = ((basal + boluses) * 1_000 + concentration - 1) / concentration;
        return prescription.program() instanceof Program.MinimumRate
                ? picolitres + prescription.minimumPicolitresPerDay()
                : picolitres;
    }

    @Override
    public Prescription prescription() {
        return prescription;
    }

    @Override
    public String identity() {
        return identity;
    }

    /** What a day takes out of the reservoir at most, every demand bolus taken (SR-54). */
    public long mostPicolitresInADay() {
        return mostPicolitresInADay;
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

    /** The minimum rate is a dose too, of whatever concentration it has. */
    private static long mostPicogramsPerDay(Prescription prescription) {
        return prescription.program() instanceof Program.MinimumRate
                ? prescription.minimumPicolitresPerDay()
                        * prescription.picogramsPerNanolitre()
                        / 1_000
                : prescription.program().mostPicogramsPerDay();
    }

    /** The program's highest dose rate, rounded down. */
    public long mostPicogramsPerDay() {
        return mostPicogramsPerDay;
    }

    /** Time in which a bolus of the drug at the tip fits under the ceiling (SR-28). */
    long leastNanosFor(long microsteps, DoseScale tip) {
        long most = tip.picolitresPerDay(tip.numeratorOfDose(mostPicogramsPerDay));
        long room = Prescription.MOST_PICOLITRES_PER_DAY - most;
        return room > 0 ? tip.nanosFor(microsteps, room) : Long.MAX_VALUE;
    }

    Course course() {
        return course;
    }
}
