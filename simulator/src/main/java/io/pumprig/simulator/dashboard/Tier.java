package io.pumprig.simulator.dashboard;

import java.util.Arrays;
import tools.jackson.core.JsonGenerator;

/**
 * Rows of one width of bin, the newest {@value #MOST_ROWS}. A bin keeps the last row that fell into
 * it, and of what peaks the least and the most. Guarded by whoever owns it.
 */
final class Tier {
    static final int MOST_ROWS = 1_500;

    private static final double SIX_DECIMALS = 1e6;
    private static final double MOST_ROUNDED = 1e9;

    private final int binSeconds;
    private final double[][] ring = new double[MOST_ROWS][];
    private long rows;
    private long bin = Long.MIN_VALUE;

    /**
     * @param binSeconds 0 for a row as it came
     */
    Tier(int binSeconds) {
        this.binSeconds = binSeconds;
    }

    void clear() {
        Arrays.fill(ring, null);
        rows = 0;
        bin = Long.MIN_VALUE;
    }

    /** Rows ever added. */
    long rows() {
        return rows;
    }

    /** Time of the oldest row that is kept; infinite for none. */
    double first() {
        return rows == 0 ? Double.POSITIVE_INFINITY : at(Math.max(0, rows - MOST_ROWS))[Plots.TIME];
    }

    private double[] at(long row) {
        return ring[(int) (row % MOST_ROWS)];
    }

    void add(double[] row) {
        long at = binSeconds == 0 ? 0 : (long) (row[Plots.TIME] / binSeconds);
        if (binSeconds > 0 && rows > 0 && at == bin) {
            into(at(rows - 1), row);
            return;
        }
        bin = at;
        ring[(int) (rows % MOST_ROWS)] = row.clone();
        rows++;
    }

    private static void into(double[] kept, double[] row) {
        double least = least(kept[Plots.DOWNSTREAM_LEAST], row[Plots.DOWNSTREAM_LEAST]);
        double most = most(kept[Plots.DOWNSTREAM_MOST], row[Plots.DOWNSTREAM_MOST]);
        double lateness = most(kept[Plots.LATENESS], row[Plots.LATENESS]);
        System.arraycopy(row, 0, kept, 0, row.length);
        kept[Plots.DOWNSTREAM_LEAST] = least;
        kept[Plots.DOWNSTREAM_MOST] = most;
        kept[Plots.LATENESS] = lateness;
    }

    private static double least(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.min(one, other);
    }

    private static double most(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("binS", binSeconds);
        writeRows(json, 0);
        json.writeEndObject();
    }

    /** The rows from number {@code from} on, as far as they are kept. */
    void writeRows(JsonGenerator json, long from) {
        json.writeArrayPropertyStart("rows");
        for (long row = Math.max(from, Math.max(0, rows - MOST_ROWS)); row < rows; row++) {
            json.writeStartArray();
            for (double value : at(row)) {
                write(json, value);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, double value) {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else if (Math.abs(value) < MOST_ROUNDED) {
            json.writeNumber(Math.round(value * SIX_DECIMALS) / SIX_DECIMALS);
        } else {
            json.writeNumber(value);
        }
    }
}
