package io.pumprig.simulator.plant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How fast the field turns, for the head's loss with speed. A cycle puts all its steps at one
 * instant, so the rate is the steps of the last such instant over the time to this one.
 */
final class StepRate {
    private static final double NANOS_PER_SECOND = 1e9;

    private long lastNanos;
    private int stepsAtLast;
    private double perSecond;

    StepRate(long startNanos) {
        lastNanos = startNanos;
    }

    void step(long nanos) {
        if (nanos != lastNanos) {
            perSecond = stepsAtLast * NANOS_PER_SECOND / (nanos - lastNanos);
            lastNanos = nanos;
            stepsAtLast = 0;
        }
        stepsAtLast++;
    }

    double perSecond() {
        return perSecond;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(lastNanos);
        out.writeInt(stepsAtLast);
        out.writeDouble(perSecond);
    }

    void load(DataInput in) throws IOException {
        lastNanos = in.readLong();
        stepsAtLast = in.readInt();
        perSecond = in.readDouble();
    }
}
