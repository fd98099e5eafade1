package io.pumprig.hal.gravimetry;

import java.math.BigInteger;
import java.util.Arrays;

/** Mean flow in each of a row of equal times (therapy reference 8.1). */
public final class SampledFlow {
    private static final BigInteger NANOS_PER_DAY = BigInteger.valueOf(86_400_000_000_000L);
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private final long periodNanos;
    private final long[] picolitresPerDay;

    /**
     * @param periodNanos the time of one sample, S of the reference; above 0
     * @param picolitresPerDay the samples, one or more
     */
    public SampledFlow(long periodNanos, long... picolitresPerDay) {
        if (periodNanos <= 0 || picolitresPerDay.length == 0) {
            throw new IllegalArgumentException(
                    picolitresPerDay.length + " samples of " + periodNanos + " ns");
        }
        this.periodNanos = periodNanos;
        this.picolitresPerDay = picolitresPerDay.clone();
    }

    /** The flow that fills these volumes, each to the nearest picolitre per day. */
    public static SampledFlow ofVolumes(long periodNanos, long... picolitres) {
        long[] flows = new long[picolitres.length];
        for (int i = 0; i < flows.length; i++) {
            flows[i] =
                    Nearest.quotient(
                            BigInteger.valueOf(picolitres[i]).multiply(NANOS_PER_DAY),
                            BigInteger.valueOf(periodNanos));
        }
        return new SampledFlow(periodNanos, flows);
    }

    public long periodNanos() {
        return periodNanos;
    }

    /** How many samples there are. */
    public int size() {
        return picolitresPerDay.length;
    }

    /** A sample, counted from 0. */
    public long picolitresPerDay(int index) {
        return picolitresPerDay[index];
    }

    /** The samples of the first {@code nanos}, which is a whole number of them. */
    public SampledFlow first(long nanos) {
        return part(0, samplesIn(nanos));
    }

    /** The {@code lastNanos} that follow {@code skippedNanos}, both whole numbers of samples. */
    public SampledFlow after(long skippedNanos, long lastNanos) {
        int from = samplesIn(skippedNanos);
        return part(from, from + samplesIn(lastNanos));
    }

    private SampledFlow part(int from, int to) {
        if (to > picolitresPerDay.length) {
            throw new IllegalArgumentException(
                    "samples " + from + " to " + to + " of " + picolitresPerDay.length);
        }
        return new SampledFlow(periodNanos, Arrays.copyOfRange(picolitresPerDay, from, to));
    }

    /**
     * How many samples make up a time.
     *
     * @throws IllegalArgumentException when it is no whole number of them
     */
    int samplesIn(long nanos) {
        if (nanos < 0 || nanos % periodNanos != 0) {
            throw new IllegalArgumentException(
                    nanos + " ns is no whole number of samples of " + periodNanos + " ns");
        }
        return Math.toIntExact(nanos / periodNanos);
    }

    /**
     * The mean error of {@code count} samples from {@code from} on against a set rate, {@code (1/k)
     * sum (Q - r)/r}, to the nearest millionth: 10 000 is 1 %.
     */
    public long errorPartsPerMillion(int from, int count, long setPicolitresPerDay) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = from; i < from + count; i++) {
            sum = sum.add(BigInteger.valueOf(picolitresPerDay[i] - setPicolitresPerDay));
        }
        BigInteger set =
                BigInteger.valueOf(setPicolitresPerDay).multiply(BigInteger.valueOf(count));
        return Nearest.quotient(sum.multiply(MILLION), set);
    }
}
