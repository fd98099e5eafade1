package io.pumprig.simulator.plant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The drug between head and tip as plug flow: exact segments of volume and concentration, no cells
 * and no mixing (therapy reference 9.7). Fluid enters and leaves at both ends.
 *
 * <p>The line's thermal expansion is left out here (0.07 uL a kelvin): it pushes volume out of the
 * tip and takes it back, but makes no drug.
 */
final class DrugFront {
    private static final double MILLILITRES_PER_MICROLITRE = 1e-3;

    /** Ring of segments, the one at the tip first. Grows only when concentrations alternate. */
    private double[] microlitres = new double[16];

    private double[] microgramsPerMillilitre = new double[16];
    private int first;
    private int count;

    DrugFront(double filledMicrolitres, double concentration) {
        enterAtHead(filledMicrolitres, concentration);
    }

    /** Fluid of the given concentration comes from the head. */
    void enterAtHead(double volume, double concentration) {
        if (!(volume > 0)) {
            return;
        }
        int last = slot(count - 1);
        if (count > 0 && microgramsPerMillilitre[last] == concentration) {
            microlitres[last] += volume;
            return;
        }
        growWhenFull();
        int added = slot(count);
        microlitres[added] = volume;
        microgramsPerMillilitre[added] = concentration;
        count++;
    }

    /** Fluid goes back through the head, or leaks beside it. */
    void leaveAtHead(double volume) {
        double left = volume;
        while (left > 0 && count > 0) {
            int last = slot(count - 1);
            double taken = Math.min(left, microlitres[last]);
            microlitres[last] -= taken;
            left -= taken;
            if (microlitres[last] <= 0) {
                count--;
            }
        }
    }

    /** Fluid leaves at the tip; returns its drug in micrograms. */
    double leaveAtTip(double volume) {
        double left = volume;
        double micrograms = 0;
        while (left > 0 && count > 0) {
            double taken = Math.min(left, microlitres[first]);
            micrograms += taken * microgramsPerMillilitre[first] * MILLILITRES_PER_MICROLITRE;
            microlitres[first] -= taken;
            left -= taken;
            if (microlitres[first] <= 0) {
                first = slot(1);
                count--;
            }
        }
        return micrograms;
    }

    /** The drug that {@link #leaveAtTip} would return, without moving anything. */
    double microgramsWithin(double volume) {
        double left = volume;
        double micrograms = 0;
        for (int i = 0; i < count && left > 0; i++) {
            int at = slot(i);
            double taken = Math.min(left, microlitres[at]);
            micrograms += taken * microgramsPerMillilitre[at] * MILLILITRES_PER_MICROLITRE;
            left -= taken;
        }
        return micrograms;
    }

    /** Fluid without drug is drawn in at the tip (only past a valve that does not close). */
    void enterAtTip(double volume) {
        if (!(volume > 0)) {
            return;
        }
        if (count > 0 && microgramsPerMillilitre[first] == 0) {
            microlitres[first] += volume;
            return;
        }
        growWhenFull();
        first = slot(microlitres.length - 1);
        microlitres[first] = volume;
        microgramsPerMillilitre[first] = 0;
        count++;
    }

    /** Drug in the line. */
    double micrograms() {
        return microgramsWithin(Double.MAX_VALUE);
    }

    /** Concentration at the tip, 0 when the line is empty. */
    double tipMicrogramsPerMillilitre() {
        return count == 0 ? 0 : microgramsPerMillilitre[first];
    }

    private int slot(int index) {
        return (first + index) & (microlitres.length - 1);
    }

    private void growWhenFull() {
        if (count < microlitres.length) {
            return;
        }
        double[] volumes = Arrays.copyOf(microlitres, count * 2);
        double[] concentrations = Arrays.copyOf(microgramsPerMillilitre, count * 2);
        for (int i = 0; i < count; i++) {
            volumes[i] = microlitres[slot(i)];
            concentrations[i] = microgramsPerMillilitre[slot(i)];
        }
        microlitres = volumes;
        microgramsPerMillilitre = concentrations;
        first = 0;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeDouble(microlitres[slot(i)]);
            out.writeDouble(microgramsPerMillilitre[slot(i)]);
        }
    }

    void load(DataInput in) throws IOException {
        first = 0;
        count = 0;
        int segments = in.readInt();
        for (int i = 0; i < segments; i++) {
            growWhenFull();
            microlitres[i] = in.readDouble();
            microgramsPerMillilitre[i] = in.readDouble();
            count++;
        }
    }
}
