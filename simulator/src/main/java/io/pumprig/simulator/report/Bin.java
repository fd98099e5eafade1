package io.pumprig.simulator.report;

import static io.pumprig.controller.trend.TrendColumn.ABSENT;

import io.pumprig.controller.trend.TrendColumn;

/**
 * One or more rows of a trend as one: sums as they are at its end, least and most of all, means
 * weighted by time.
 */
final class Bin {
    private static final double PER_MICRO = 1e-6;
    private static final double KILO = 1e-3;
    private static final double MICROLITRES_PER_HOUR = 60e-6;

    final Spread downstreamKilopascals = new Spread();
    final Spread upstreamKilopascals = new Spread();
    final Mean flowMicrolitresPerHour = new Mean();
    final Mean reservoirMillilitres = new Mean();

    /** From the beginning of the run to its end. */
    long endNanos;

    /** Time that its rows are about; less than the distance of bins where the pump was off. */
    long nanos;

    double orderedMicrograms;
    double believedMicrograms;
    double trueMicrograms;
    double rateMicrogramsPerDay;
    double orderedMicrosteps;
    double believedMicrosteps;
    double trueMicrolitres;
    double trueLineKilopascals;
    double trueReservoirMillilitres;
    long uncertainMicrosteps;
    int mode;
    int reaction;
    long listed;
    long raised;
    long lateNanos;

    /** A mean over time; NaN where there was nothing. */
    static final class Mean {
        private double sum;
        private double weight;

        void add(double value, double much) {
            if (!Double.isNaN(value)) {
                sum += value * much;
                weight += much;
            }
        }

        void add(Mean other) {
            sum += other.sum;
            weight += other.weight;
        }

        double value() {
            return weight == 0 ? Double.NaN : sum / weight;
        }
    }

    /** Least, mean and most. */
    static final class Spread {
        final Mean mean = new Mean();
        double least = Double.NaN;
        double most = Double.NaN;

        void add(double low, double middle, double high, double much) {
            // A comparison with nothing is false, so that the first is taken.
            least = least <= low ? least : low;
            most = most >= high ? most : high;
            mean.add(middle, much);
        }

        void add(Spread other) {
            if (!Double.isNaN(other.least)) {
                least = least <= other.least ? least : other.least;
                most = most >= other.most ? most : other.most;
            }
            mean.add(other.mean);
        }
    }

    /** That of one row, which ends then and is about so much time. */
    static Bin of(long[] row, long endNanos, long nanos) {
        Bin bin = new Bin();
        bin.endNanos = endNanos;
        bin.nanos = nanos;
        bin.sums(row);
        bin.mode = (int) at(row, TrendColumn.MODE);
        bin.reaction = (int) at(row, TrendColumn.REACTION);
        bin.listed = at(row, TrendColumn.LISTED_ALARMS);
        bin.raised = at(row, TrendColumn.RAISED_ALARMS);
        bin.lateNanos = at(row, TrendColumn.MOST_LATE_NANOS);
        if (at(row, TrendColumn.MEAN_DOWNSTREAM_PASCALS) != ABSENT) {
            bin.downstreamKilopascals.add(
                    scaled(row, TrendColumn.LEAST_DOWNSTREAM_PASCALS, KILO),
                    scaled(row, TrendColumn.MEAN_DOWNSTREAM_PASCALS, KILO),
                    scaled(row, TrendColumn.MOST_DOWNSTREAM_PASCALS, KILO),
                    nanos);
        }
        if (at(row, TrendColumn.MEAN_UPSTREAM_PASCALS) != ABSENT) {
            bin.upstreamKilopascals.add(
                    scaled(row, TrendColumn.LEAST_UPSTREAM_PASCALS, KILO),
                    scaled(row, TrendColumn.MEAN_UPSTREAM_PASCALS, KILO),
                    scaled(row, TrendColumn.MOST_UPSTREAM_PASCALS, KILO),
                    nanos);
        }
        bin.flowMicrolitresPerHour.add(
                scaled(row, TrendColumn.MEAN_FLOW_PICOLITRES_PER_MINUTE, MICROLITRES_PER_HOUR),
                nanos);
        bin.reservoirMillilitres.add(
                scaled(row, TrendColumn.MEAN_RESERVOIR_PICOLITRES, PER_MICRO * KILO), nanos);
        return bin;
    }

    private void sums(long[] row) {
        orderedMicrograms = scaled(row, TrendColumn.ORDERED_PICOGRAMS, PER_MICRO);
        believedMicrograms = scaled(row, TrendColumn.BELIEVED_PICOGRAMS, PER_MICRO);
        trueMicrograms = scaled(row, TrendColumn.TRUE_TIP_PICOGRAMS, PER_MICRO);
        rateMicrogramsPerDay = scaled(row, TrendColumn.RATE_PICOGRAMS_PER_DAY, PER_MICRO);
        orderedMicrosteps = at(row, TrendColumn.ORDERED_MICROSTEPS);
        believedMicrosteps =
                at(row, TrendColumn.DELIVERED_MICROSTEPS)
                        - at(row, TrendColumn.NOT_MOVED_MICROSTEPS);
        uncertainMicrosteps = at(row, TrendColumn.UNCERTAIN_MICROSTEPS);
        trueMicrolitres = scaled(row, TrendColumn.TRUE_TIP_PICOLITRES, PER_MICRO);
        trueLineKilopascals = scaled(row, TrendColumn.TRUE_LINE_PASCALS, KILO);
        trueReservoirMillilitres =
                scaled(row, TrendColumn.TRUE_RESERVOIR_PICOLITRES, PER_MICRO * KILO);
    }

    /** A value of a row. */
    static long at(long[] row, TrendColumn column) {
        return row[column.ordinal()];
    }

    /** A value of a row in another unit; NaN where there is none. */
    static double scaled(long[] row, TrendColumn column, double factor) {
        long value = at(row, column);
        return value == ABSENT ? Double.NaN : value * factor;
    }

    /** Takes in one that follows. */
    void absorb(Bin next) {
        endNanos = next.endNanos;
        nanos += next.nanos;
        orderedMicrograms = next.orderedMicrograms;
        believedMicrograms = next.believedMicrograms;
        trueMicrograms = next.trueMicrograms;
        rateMicrogramsPerDay = next.rateMicrogramsPerDay;
        orderedMicrosteps = next.orderedMicrosteps;
        believedMicrosteps = next.believedMicrosteps;
        uncertainMicrosteps = next.uncertainMicrosteps;
        trueMicrolitres = next.trueMicrolitres;
        trueLineKilopascals = next.trueLineKilopascals;
        trueReservoirMillilitres = next.trueReservoirMillilitres;
        mode = next.mode;
        reaction = Math.max(reaction, next.reaction);
        listed |= next.listed;
        raised |= next.raised;
        lateNanos = Math.max(lateNanos, next.lateNanos);
        downstreamKilopascals.add(next.downstreamKilopascals);
        upstreamKilopascals.add(next.upstreamKilopascals);
        flowMicrolitresPerHour.add(next.flowMicrolitresPerHour);
        reservoirMillilitres.add(next.reservoirMillilitres);
    }
}
