package io.pumprig.simulator.plant;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A slow drift that returns to zero (Ornstein-Uhlenbeck): it keeps a value for one period and then
 * steps to the next, exactly with the standard deviation and the reversion time asked for.
 *
 * <p>Periods are counted from the start of the stream, whoever looks and whenever.
 */
public final class MeanReverting {
    private final RandomStream stream;
    private final long periodNanos;
    private final double keep;
    private final double kick;

    private double value;
    private long nextNanos;

    /**
     * @param stream its own stream
     * @param startNanos the first instant at which it may be looked at
     * @param periodNanos how long a value stays
     * @param sd standard deviation in the long run, in the unit of the value
     * @param reversionSeconds time after which a deviation has fallen to 1/e
     */
    public MeanReverting(
            RandomStream stream,
            long startNanos,
            long periodNanos,
            double sd,
            double reversionSeconds) {
        this.stream = stream;
        this.periodNanos = periodNanos;
        this.keep = StrictMath.exp(-periodNanos * 1e-9 / reversionSeconds);
        this.kick = sd * StrictMath.sqrt(1 - keep * keep);
        this.value = sd * stream.nextGaussian();
        this.nextNanos = startNanos + periodNanos;
    }

    /** The value at {@code nanos}, which may not lie before an earlier look. */
    public double at(long nanos) {
        while (nanos >= nextNanos) {
            value = keep * value + kick * stream.nextGaussian();
            nextNanos += periodNanos;
        }
        return value;
    }

    /** Writes value, period and stream. */
    public void save(DataOutput out) throws IOException {
        out.writeDouble(value);
        out.writeLong(nextNanos);
        stream.save(out);
    }

    /** Takes over what {@link #save} wrote. */
    public void load(DataInput in) throws IOException {
        value = in.readDouble();
        nextNanos = in.readLong();
        stream.load(in);
    }
}
