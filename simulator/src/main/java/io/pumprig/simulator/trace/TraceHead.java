package io.pumprig.simulator.trace;

import io.pumprig.hal.settings.JsonText;
import io.pumprig.hal.settings.SettingsNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a trace says of itself before its first row.
 *
 * @param version of the software that made it
 * @param rig the rig's name
 * @param seed of the run
 * @param periodNanos the cycle's
 * @param every of how many cycles it holds one
 * @param columns of a row
 */
public record TraceHead(
        String version,
        String rig,
        long seed,
        long periodNanos,
        int every,
        List<TraceColumn> columns) {
    private static final int MOST_COLUMNS = 1_000;
    private static final int MOST_DECIMALS = 18;

    /** The head of a trace of {@link TraceColumns}. */
    public TraceHead(String version, String rig, long seed, long periodNanos, int every) {
        this(version, rig, seed, periodNanos, every, TraceColumns.ALL);
    }

    String text() {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("backend", "sim");
        head.put("version", version);
        head.put("rig", rig);
        head.put("seed", seed);
        head.put("periodNanos", periodNanos);
        head.put("every", every);
        List<Object> described = new ArrayList<>();
        for (TraceColumn column : columns) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", column.name());
            one.put("label", column.label());
            one.put("unit", column.unit());
            one.put("decimals", column.decimals());
            described.add(one);
        }
        head.put("columns", described);
        return JsonText.of(head);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws io.pumprig.hal.settings.SettingsException when it says something else
     */
    static TraceHead parse(String file, String text) {
        SettingsNode head = SettingsNode.parse(file, text);
        List<TraceColumn> columns = new ArrayList<>();
        for (SettingsNode one : head.list("columns")) {
            columns.add(
                    new TraceColumn(
                            one.text("name"),
                            one.text("label"),
                            one.text("unit"),
                            (int) one.integer("decimals", 0, MOST_DECIMALS)));
        }
        if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
            throw head.refuse("columns", "1 to " + MOST_COLUMNS);
        }
        return new TraceHead(
                head.text("version"),
                head.text("rig"),
                head.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                head.integer("periodNanos", 1, Long.MAX_VALUE),
                (int) head.integer("every", 1, Integer.MAX_VALUE),
                List.copyOf(columns));
    }
}
