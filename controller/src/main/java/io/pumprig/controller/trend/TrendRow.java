package io.pumprig.controller.trend;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Planner;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.FlowReading;

/**
 * The row that is being folded, cycle by cycle. A few additions and comparisons a cycle; sums of
 * the controller are asked for only when the row ends. Control thread only.
 */
final class TrendRow {
    /** Longs of a row: the columns, then for each class of {@link Lateness} its cycles so far. */
    static final int SIZE = TrendColumn.count() + Lateness.CLASSES;

    private final long[] row = new long[SIZE];
    private final long[] late = new long[Lateness.CLASSES];
    private final Fold downstream = new Fold();
    private final Fold upstream = new Fold();
    private final Fold flow = new Fold();
    private final Fold reservoir = new Fold();

    /** Since the session began, and when this row did. */
    private long cycles;

    private long cyclesBefore;
    private int reaction;
    private long listedNow;
    private long listed;
    private long raised;
    private long mostLateNanos;

    /** Least, mean and most of what was taken. */
    private static final class Fold {
        private long attempts;
        private long count;
        private long sum;
        private long least;
        private long most;

        /** True when the sensor was asked since. */
        boolean isNew(long attemptsNow) {
            if (attemptsNow == attempts) {
                return false;
            }
            attempts = attemptsNow;
            return true;
        }

        void add(long value) {
            if (count == 0) {
                least = value;
                most = value;
            } else {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            sum += value;
            count++;
        }

        long least() {
            return count == 0 ? TrendColumn.ABSENT : least;
        }

        /** Rounded down. */
        long mean() {
            return count == 0 ? TrendColumn.ABSENT : Math.floorDiv(sum, count);
        }

        long most() {
            return count == 0 ? TrendColumn.ABSENT : most;
        }

        void clear() {
            count = 0;
            sum = 0;
        }
    }

    /** Folds a cycle in. */
    void add(Sample sample, Permit permit) {
        if (downstream.isNew(sample.downstream().attempts())
                && sample.downstream().outcome().isOk()) {
            downstream.add(sample.downstream().pascals());
        }
        if (upstream.isNew(sample.upstream().attempts()) && sample.upstream().outcome().isOk()) {
            upstream.add(sample.upstream().pascals());
        }
        if (flow.isNew(sample.flow().attempts())) {
            add(sample.flow());
        }
        if (reservoir.isNew(sample.reservoir().attempts()) && sample.reservoir().outcome().isOk()) {
            reservoir.add(sample.reservoir().picolitres());
        }
        if (permit.raised() != 0) {
            raised |= permit.raised();
        }
        if (permit.reaction() != Reaction.KEEP_PROGRAM) {
            reaction = Math.max(reaction, permit.reaction().ordinal());
        }
        cycles++;
    }

    private void add(FlowReading reading) {
        if (reading.outcome().isOk() && reading.isFlow()) {
            flow.add(reading.picolitresPerMinute());
        }
    }

    /** The cycle that was folded in last began late. */
    void late(long nanos) {
        late[Lateness.of(nanos)]++;
        mostLateNanos = Math.max(mostLateNanos, nanos);
    }

    /** Alarms that are listed from now on. */
    void listed(long bits) {
        listedNow = bits;
        listed |= bits;
    }

    boolean isEmpty() {
        return cycles == cyclesBefore;
    }

    /** The row as it is after the last cycle that was folded in. */
    long[] ended(ControlLoop loop, TrueWorld world) {
        sums(loop);
        put(TrendColumn.REACTION, reaction);
        put(TrendColumn.LISTED_ALARMS, listed);
        put(TrendColumn.RAISED_ALARMS, raised);
        put(TrendColumn.LEAST_DOWNSTREAM_PASCALS, downstream.least());
        put(TrendColumn.MEAN_DOWNSTREAM_PASCALS, downstream.mean());
        put(TrendColumn.MOST_DOWNSTREAM_PASCALS, downstream.most());
        put(TrendColumn.LEAST_UPSTREAM_PASCALS, upstream.least());
        put(TrendColumn.MEAN_UPSTREAM_PASCALS, upstream.mean());
        put(TrendColumn.MOST_UPSTREAM_PASCALS, upstream.most());
        put(TrendColumn.MEAN_FLOW_PICOLITRES_PER_MINUTE, flow.mean());
        put(TrendColumn.MEAN_RESERVOIR_PICOLITRES, reservoir.mean());
        put(TrendColumn.MOST_LATE_NANOS, mostLateNanos);
        put(TrendColumn.TRUE_TIP_PICOLITRES, world.tipPicolitres());
        put(TrendColumn.TRUE_TIP_PICOGRAMS, world.tipPicograms());
        put(TrendColumn.TRUE_LINE_PASCALS, world.linePascals());
        put(TrendColumn.TRUE_RESERVOIR_PICOLITRES, world.reservoirPicolitres());
        punctual();
        return row;
    }

    /** Those that were not late are what is left of all. */
    private void punctual() {
        long rest = cycles;
        for (int i = 1; i < Lateness.CLASSES; i++) {
            row[TrendColumn.count() + i] = late[i];
            rest -= late[i];
        }
        row[TrendColumn.count()] = rest;
    }

    private void sums(ControlLoop loop) {
        Planner planner = loop.planner();
        DeliveryLedger ledger = loop.ledger();
        put(TrendColumn.NANOS, loop.sample().nanos());
        put(TrendColumn.UTC_MILLIS, loop.sample().utcMillis());
        put(TrendColumn.CYCLE, loop.sample().cycle());
        put(TrendColumn.ORDERED_PICOGRAMS, planner.orderedPicograms());
        put(TrendColumn.BELIEVED_PICOGRAMS, planner.believedPicograms());
        put(TrendColumn.ORDERED_MICROSTEPS, planner.orderedMicrosteps());
        put(TrendColumn.DELIVERED_MICROSTEPS, ledger.delivered());
        put(TrendColumn.NOT_MOVED_MICROSTEPS, ledger.delivered() - ledger.believed());
        put(TrendColumn.UNCERTAIN_MICROSTEPS, ledger.uncertain());
        put(TrendColumn.RATE_PICOGRAMS_PER_DAY, planner.ratePicogramsPerDay());
        put(TrendColumn.MODE, planner.mode().ordinal());
    }

    private void put(TrendColumn column, long value) {
        row[column.ordinal()] = value;
    }

    /** Begins anew; what is counted over the session stays. */
    void clear() {
        downstream.clear();
        upstream.clear();
        flow.clear();
        reservoir.clear();
        cyclesBefore = cycles;
        reaction = 0;
        listed = listedNow;
        raised = 0;
        mostLateNanos = 0;
    }
}
