package io.pumprig.simulator.dashboard;

import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * What is drawn over time: a row for each state that came, and the same in ever wider bins, so that
 * minutes, hours, days and months each have a tier of at most {@value Tier#MOST_ROWS} rows, however
 * long it goes on. The truth comes a period after the state that it belongs to, so a row of a
 * simulation waits for it. For any thread.
 */
final class Plots {
    static final List<String> COLUMNS =
            List.of(
                    "simS",
                    "programMcgPerDay",
                    "rateMcgPerDay",
                    "orderedMcg",
                    "believedMcg",
                    "trueMcg",
                    "downstreamKpa",
                    "downstreamMinKpa",
                    "downstreamMaxKpa",
                    "upstreamKpa",
                    "trueLineKpa",
                    "reservoirMl",
                    "flowUlPerMin",
                    "latenessMs");

    static final int TIME = 0;
    static final int DOWNSTREAM_LEAST = 7;
    static final int DOWNSTREAM_MOST = 8;
    static final int LATENESS = 13;
    private static final int TRUE_DOSE = 5;
    private static final int TRUE_LINE = 10;

    private static final double SECONDS_PER_NANO = 1e-9;
    private static final double MILLIS_PER_NANO = 1e-6;

    /** Bins in seconds; a bin of 0 is a row as it came. */
    private static final int[] BINS = {0, 10, 60, 300, 1_800, 10_800};

    private final Tier[] tiers = new Tier[BINS.length];
    private final Marks marks = new Marks();

    /** The newest row and the one before, while they wait for their truth. */
    private double[] newest;

    private double[] before;
    private double lastSeconds = Double.NEGATIVE_INFINITY;
    private long epoch;

    /** What a watcher has been given; used by the watcher's thread alone. */
    static final class Cursor {
        private long epoch = -1;
        private long row;
    }

    Plots() {
        for (int i = 0; i < BINS.length; i++) {
            tiers[i] = new Tier(BINS[i]);
        }
    }

    /**
     * Takes a state that was found to be one. A state of the same moment adds nothing; one of an
     * earlier moment is of another run, with which everything begins anew.
     *
     * @return true when it began anew
     */
    synchronized boolean state(JsonNode state, boolean isSimulated) {
        double seconds = state.path("simNs").asDouble() * SECONDS_PER_NANO;
        boolean anew = seconds < lastSeconds;
        if (anew) {
            clear();
        }
        if (seconds > lastSeconds) {
            lastSeconds = seconds;
            settle();
            before = newest;
            newest = row(state, seconds);
            if (!isSimulated) {
                settleAll();
            }
        }
        return anew;
    }

    /** Takes what the plant knows: it belongs to the state just before it. */
    synchronized void truth(JsonNode truth) {
        double seconds = truth.path("simNs").asDouble() * SECONDS_PER_NANO;
        if (newest != null && seconds >= newest[TIME]) {
            fill(newest, truth);
            settleAll();
        } else if (before != null && seconds >= before[TIME]) {
            fill(before, truth);
            settle();
        }
    }

    private static void fill(double[] row, JsonNode truth) {
        row[TRUE_DOSE] = number(truth.path("trueDoseMcg"));
        row[TRUE_LINE] = number(truth.path("linePressureKpa"));
    }

    synchronized void mark(String kind, JsonNode event) {
        marks.add(kind, event);
    }

    private void settle() {
        if (before != null) {
            for (Tier tier : tiers) {
                tier.add(before);
            }
            before = null;
        }
    }

    private void settleAll() {
        settle();
        before = newest;
        newest = null;
        settle();
    }

    private void clear() {
        for (Tier tier : tiers) {
            tier.clear();
        }
        marks.clear();
        newest = null;
        before = null;
        lastSeconds = Double.NEGATIVE_INFINITY;
        epoch++;
    }

    private static double[] row(JsonNode state, double seconds) {
        JsonNode pressure = state.path("pressure");
        double downstream = measured(pressure, "downstreamKpa", pressure, "downstreamOutcome");
        JsonNode flow = state.path("flow");
        return new double[] {
            seconds,
            number(state.path("programMcgPerDay")),
            number(state.path("rateMcgPerDay")),
            number(state.path("orderedMcg")),
            number(state.path("believedMcg")),
            Double.NaN,
            downstream,
            downstream,
            downstream,
            measured(pressure, "upstreamKpa", pressure, "upstreamOutcome"),
            Double.NaN,
            measured(state, "reservoirMl", state, "reservoirOutcome"),
            measured(flow, "microlitresPerMinute", flow, "outcome"),
            number(state.path("loop").path("latenessNs").path("max")) * MILLIS_PER_NANO
        };
    }

    /** What was not measured is not there: a 0 would be a reading. */
    private static double measured(JsonNode node, String key, JsonNode judged, String outcome) {
        return judged.path(outcome).asString("").equals("OK") ? number(node.path(key)) : Double.NaN;
    }

    private static double number(JsonNode node) {
        double number = node.isNumber() ? node.asDouble() : Double.NaN;
        return Double.isFinite(number) ? number : Double.NaN;
    }

    /**
     * Everything, as a document. A tier that reaches no further back than a finer one is left out.
     */
    synchronized byte[] history() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            columns(json);
            json.writeArrayPropertyStart("tiers");
            double first = Double.POSITIVE_INFINITY;
            for (Tier tier : tiers) {
                if (tier.first() < first) {
                    first = tier.first();
                    tier.write(json);
                }
            }
            json.writeEndArray();
            marks.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void columns(JsonGenerator json) {
        json.writeArrayPropertyStart("columns");
        for (String column : COLUMNS) {
            json.writeString(column);
        }
        json.writeEndArray();
    }

    /** A cursor at the newest row: what is before is history. */
    synchronized Cursor begin() {
        Cursor cursor = new Cursor();
        cursor.epoch = epoch;
        cursor.row = tiers[0].rows();
        return cursor;
    }

    /** True when everything began anew since; the cursor then stands before its first row. */
    synchronized boolean beganAnew(Cursor cursor) {
        boolean anew = cursor.epoch != epoch;
        if (anew) {
            cursor.epoch = epoch;
            cursor.row = 0;
        }
        return anew;
    }

    /** The rows after the cursor, which is moved, as a document; null for none. */
    synchronized byte[] points(Cursor cursor) {
        Tier finest = tiers[0];
        if (cursor.epoch != epoch || finest.rows() == cursor.row) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            columns(json);
            finest.writeRows(json, cursor.row);
            json.writeEndObject();
        }
        cursor.row = finest.rows();
        return bytes.toByteArray();
    }
}
