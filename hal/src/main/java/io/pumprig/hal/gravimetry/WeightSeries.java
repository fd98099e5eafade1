package io.pumprig.hal.gravimetry;

/** Weights of the collecting vessel at equal distances of time, as the balance said. */
public final class WeightSeries {
    private final long periodNanos;
    private final long[] micrograms;

    /**
     * @param periodNanos between two weights, above 0
     * @param micrograms the weights, two or more
     */
    public WeightSeries(long periodNanos, long... micrograms) {
        if (periodNanos <= 0 || micrograms.length < 2) {
            throw new IllegalArgumentException(
                    micrograms.length + " weights, one each " + periodNanos + " ns");
        }
        this.periodNanos = periodNanos;
        this.micrograms = micrograms.clone();
    }

    /** Each {@code nth} of these weights, the first among them: the same run, sampled coarser. */
    public WeightSeries each(int nth) {
        long[] fewer = new long[(micrograms.length - 1) / nth + 1];
        for (int i = 0; i < fewer.length; i++) {
            fewer[i] = micrograms[i * nth];
        }
        return new WeightSeries(periodNanos * nth, fewer);
    }

    /** The volume collected from the first weight to the last, to the nearest picolitre. */
    public long picolitres(WeighingConditions conditions) {
        return picolitresUpTo(micrograms.length - 1, conditions);
    }

    /**
     * The flow between each two weights (therapy reference 8.1). Volumes are counted from the first
     * weight on, so that their roundings do not add up.
     */
    public SampledFlow flow(WeighingConditions conditions) {
        long[] picolitres = new long[micrograms.length - 1];
        long before = 0;
        for (int i = 0; i < picolitres.length; i++) {
            long after = picolitresUpTo(i + 1, conditions);
            picolitres[i] = after - before;
            before = after;
        }
        return SampledFlow.ofVolumes(periodNanos, picolitres);
    }

    private long picolitresUpTo(int index, WeighingConditions conditions) {
        return conditions.picolitres(micrograms[index] - micrograms[0], periodNanos * index);
    }

    public long periodNanos() {
        return periodNanos;
    }

    /** How many weights there are. */
    public int size() {
        return micrograms.length;
    }

    /** A weight, counted from 0. */
    public long micrograms(int index) {
        return micrograms[index];
    }
}
