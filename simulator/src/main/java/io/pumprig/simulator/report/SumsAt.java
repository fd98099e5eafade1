package io.pumprig.simulator.report;

import io.pumprig.controller.trend.TrendColumn;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Sums of a trend at cycles that somebody asked for. Rows end where alarms or faults change, so
 * that these are exact; between two rows sums are taken to grow evenly.
 */
final class SumsAt {
    private final Map<Long, NavigableSet<Long>> wanted = new HashMap<>();
    private final Map<String, Sums> found = new HashMap<>();
    private long[] before;
    private long sessionBefore = -1;

    /**
     * Sums at a cycle.
     *
     * @param microsteps sent to the motor
     * @param reservoirMicrolitres what it truly held, or NaN
     */
    record Sums(double microsteps, double reservoirMicrolitres) {}

    /** Asks for a cycle; before the rows come. */
    void want(long session, long cycle) {
        wanted.computeIfAbsent(session, key -> new TreeSet<>()).add(cycle);
    }

    /** Looks at a row of a session; rows come in their order. */
    void saw(long session, long[] row) {
        if (session != sessionBefore) {
            before = null;
            sessionBefore = session;
        }
        NavigableSet<Long> cycles = wanted.get(session);
        if (cycles != null) {
            long cycle = Bin.at(row, TrendColumn.CYCLE);
            while (!cycles.isEmpty() && cycles.first() <= cycle) {
                long at = cycles.pollFirst();
                found.put(session + " " + at, between(row, at));
            }
        }
        before = row.clone();
    }

    private Sums between(long[] row, long cycle) {
        long end = Bin.at(row, TrendColumn.CYCLE);
        long begin = before == null ? end : Bin.at(before, TrendColumn.CYCLE);
        double share = end == begin ? 1 : (double) (cycle - begin) / (end - begin);
        return new Sums(
                between(row, TrendColumn.DELIVERED_MICROSTEPS, share, 1),
                between(row, TrendColumn.TRUE_RESERVOIR_PICOLITRES, share, 1e-6));
    }

    private double between(long[] row, TrendColumn column, double share, double factor) {
        double after = Bin.scaled(row, column, factor);
        double first = before == null ? after : Bin.scaled(before, column, factor);
        return share < 0 ? first : first + (after - first) * share;
    }

    /** The sums at a cycle, or null where no row reached it. */
    Sums at(long session, long cycle) {
        return found.get(session + " " + cycle);
    }
}
