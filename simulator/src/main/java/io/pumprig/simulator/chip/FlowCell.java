package io.pumprig.simulator.chip;

import io.pumprig.simulator.plant.Plant;
import io.pumprig.simulator.plant.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The sensing side of a flow sensor: the line's true flow as a mean since the last look, with the
 * noise of the part, its fouling, and what air does to it.
 *
 * <p>The mean is the difference of two volumes of the plant over the time between them, so it is
 * exact however long nobody looked, and a sensor that is not read costs nothing. The parts sample
 * at 2 kHz, which is finer than anything in the line (52 ms); between two samples there is nothing
 * new.
 */
final class FlowCell {
    private static final double SECONDS_PER_NANO = 1e-9;
    private static final double SECONDS_PER_MINUTE = 60;

    /** Repeatability, of the reading. */
    private static final double NOISE_OF_READING = 0.005;

    private final Plant plant;
    private final double floorMicrolitresPerMinute;
    private final long sampleNanos;
    private final RandomStream noise;

    private double gain = 1;
    private long lookedNanos;
    private double lookedMicrolitres;
    private double microlitresPerMinute;
    private boolean air;

    /**
     * @param floorMicrolitresPerMinute standard deviation of the noise without flow
     * @param sampleNanos between two values of the part
     */
    FlowCell(
            Plant plant,
            double floorMicrolitresPerMinute,
            long sampleNanos,
            String name,
            long seed) {
        this.plant = plant;
        this.floorMicrolitresPerMinute = floorMicrolitresPerMinute;
        this.sampleNanos = sampleNanos;
        noise = new RandomStream(seed, name + ".white");
        begin(plant.nowNanos());
    }

    /** Measuring begins now: what flowed before is not in the mean. */
    void begin(long nanos) {
        plant.advanceTo(nanos);
        lookedNanos = nanos;
        lookedMicrolitres = plant.flowCellMicrolitres();
        microlitresPerMinute = 0;
        air = false;
    }

    /**
     * Takes the mean since the last look, if there is a new sample.
     *
     * @return false when there is none: all stays as it was
     */
    boolean look(long nanos) {
        if (nanos - lookedNanos < sampleNanos) {
            return false;
        }
        plant.advanceTo(nanos);
        double seconds = (nanos - lookedNanos) * SECONDS_PER_NANO;
        double passed = plant.flowCellMicrolitres();
        double flow = (passed - lookedMicrolitres) / seconds * SECONDS_PER_MINUTE;
        air = plant.airAtFlowCellSince(lookedMicrolitres);
        // Gas carries no heat away: the element sees next to no flow.
        double seen = air ? 0 : flow * gain;
        double deviation = Math.max(floorMicrolitresPerMinute, NOISE_OF_READING * Math.abs(seen));
        microlitresPerMinute = seen + deviation * noise.nextGaussian();
        lookedNanos = nanos;
        lookedMicrolitres = passed;
        return true;
    }

    /** The mean of the last look. */
    double microlitresPerMinute() {
        return microlitresPerMinute;
    }

    /** There was gas in the cell between the last two looks. */
    boolean hadAir() {
        return air;
    }

    /** When the last look was. */
    long lookedNanos() {
        return lookedNanos;
    }

    /** What it reads over what flows; 1 when clean. */
    void gain(double newGain) {
        if (!(newGain >= 0 && newGain <= 10)) {
            throw new IllegalArgumentException(newGain + ", allowed: 0 to 10");
        }
        gain = newGain;
    }

    boolean isFouled() {
        return gain != 1;
    }

    void save(DataOutput out) throws IOException {
        noise.save(out);
        out.writeDouble(gain);
        out.writeLong(lookedNanos);
        out.writeDouble(lookedMicrolitres);
        out.writeDouble(microlitresPerMinute);
        out.writeBoolean(air);
    }

    void load(DataInput in) throws IOException {
        noise.load(in);
        gain = in.readDouble();
        lookedNanos = in.readLong();
        lookedMicrolitres = in.readDouble();
        microlitresPerMinute = in.readDouble();
        air = in.readBoolean();
    }
}
