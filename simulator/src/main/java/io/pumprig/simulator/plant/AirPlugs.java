package io.pumprig.simulator.plant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Gas on its way from the head past bubble detector and flow cell: where it is seen. What gas does
 * to the line's compliance is the {@link Line}'s, and stays there after the plug has gone by.
 *
 * <p>Everything in the line moves with the volume that has passed the flow cell, so a plug is two
 * marks on that volume, set when it enters and never moved. Whether there is gas at a place is then
 * a comparison, made when somebody asks.
 *
 * <p>Gas drawn besides fluid gathers in the head to bubbles of a microlitre; gas drawn alone enters
 * as it comes.
 */
final class AirPlugs {
    /** Line between head and bubble detector: 1 cm of 0.575 mm bore. */
    static final double DETECTOR_MICROLITRES = 2.6;

    /** Line between head and flow cell: 4 cm. */
    static final double FLOW_CELL_MICROLITRES = 10.4;

    private static final double BUBBLE_MICROLITRES = 1.0;

    /** Plugs closer than that are one. */
    private static final double JOIN_MICROLITRES = 0.1;

    /** More than find room up to the flow cell, at least the joint apart. */
    private static final int PLUGS = 128;

    /** Ring of plugs, the one nearest to the tip first. */
    private final double[] starts = new double[PLUGS];

    private final double[] ends = new double[PLUGS];
    private int first;
    private int count;

    /** End of the last plug that is past the flow cell and forgotten. */
    private double forgottenEnd = Double.NEGATIVE_INFINITY;

    private double gatheredMicrolitres;
    private double owedMicrolitres;

    /** The head will draw that much gas instead of fluid. */
    void owe(double microlitres) {
        owedMicrolitres += microlitres;
    }

    /** Whether some of it has not been drawn yet. */
    boolean isOwing() {
        return owedMicrolitres > 0;
    }

    /** Takes what is owed for a stroke of the head; at most that stroke. */
    double draw(double microlitres) {
        double drawn = Math.min(owedMicrolitres, microlitres);
        owedMicrolitres -= drawn;
        return drawn;
    }

    /** Gas drawn alone enters the line. */
    void enter(double microlitres, double passedMicrolitres) {
        int last = slot(count - 1);
        double start = passedMicrolitres;
        if (count > 0 && (start - ends[last] < JOIN_MICROLITRES || count == PLUGS)) {
            ends[last] = Math.max(start, ends[last]) + microlitres;
            return;
        }
        forget(passedMicrolitres);
        int added = slot(count);
        starts[added] = start;
        ends[added] = start + microlitres;
        count++;
    }

    /** Gas drawn besides fluid. */
    void gather(double microlitres, double passedMicrolitres) {
        gatheredMicrolitres += microlitres;
        if (gatheredMicrolitres >= BUBBLE_MICROLITRES) {
            enter(gatheredMicrolitres, passedMicrolitres);
            gatheredMicrolitres = 0;
        }
    }

    private void forget(double passedMicrolitres) {
        while (count > 0 && ends[first] < passedMicrolitres - FLOW_CELL_MICROLITRES) {
            forgottenEnd = ends[first];
            first = slot(1);
            count--;
        }
    }

    /** True when there is gas at a place so far behind the head. */
    boolean isAt(double microlitresFromHead, double passedMicrolitres) {
        double mark = passedMicrolitres - microlitresFromHead;
        return isBetween(mark, mark);
    }

    /** True when gas was at the flow cell at any time since that much had passed it. */
    boolean wasAtFlowCell(double sinceMicrolitres, double passedMicrolitres) {
        double from = Math.min(sinceMicrolitres, passedMicrolitres);
        double to = Math.max(sinceMicrolitres, passedMicrolitres);
        return isBetween(from - FLOW_CELL_MICROLITRES, to - FLOW_CELL_MICROLITRES);
    }

    /** True as long as there was no gas at all: nobody needs to know where anything is. */
    boolean isNone() {
        return count == 0 && forgottenEnd == Double.NEGATIVE_INFINITY;
    }

    private boolean isBetween(double from, double to) {
        if (forgottenEnd > from) {
            return true;
        }
        for (int i = 0; i < count; i++) {
            int at = slot(i);
            if (starts[at] <= to && ends[at] > from) {
                return true;
            }
        }
        return false;
    }

    private int slot(int index) {
        return first + index & PLUGS - 1;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeDouble(starts[slot(i)]);
            out.writeDouble(ends[slot(i)]);
        }
        out.writeDouble(forgottenEnd);
        out.writeDouble(gatheredMicrolitres);
        out.writeDouble(owedMicrolitres);
    }

    void load(DataInput in) throws IOException {
        first = 0;
        count = in.readInt();
        for (int i = 0; i < count; i++) {
            starts[i] = in.readDouble();
            ends[i] = in.readDouble();
        }
        forgottenEnd = in.readDouble();
        gatheredMicrolitres = in.readDouble();
        owedMicrolitres = in.readDouble();
    }
}
